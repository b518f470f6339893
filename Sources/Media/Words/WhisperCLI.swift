public import SystemPackage

/// A speech recogniser on this machine: `whisper-cli` of whisper.cpp and a model.
public struct WhisperCLI: Sendable, Equatable {
    let tool: Tool
    /// The model's file.
    public let model: FilePath
    /// Where the program is.
    public var path: FilePath { tool.path }
}

extension WhisperCLI {
    /// Finds whisper.cpp's program and a model.
    ///
    /// The program is looked for at the given path, or by name along a PATH. The model is the given one, else the one
    /// that the environment variable WHISPER_MODEL names (`environmentModel`), else the best in the usual folders:
    /// `whisper.cpp/models`, `share/whisper.cpp` and the like below `/usr/local`, `/usr` and the home folder. Throws
    /// `missingProgram` or `missingModel`.
    public static func find(
        searchPath: String,
        program: FilePath? = nil,
        model: FilePath? = nil,
        environmentModel: String? = nil,
        home: FilePath? = nil
    ) throws(MediaError) -> WhisperCLI {
        guard let tool = Tool.find("whisper-cli", override: program, searchPath: searchPath) else {
            throw .missingProgram(name: program?.string ?? "whisper-cli", package: "whisper.cpp")
        }
        if let named = model ?? environmentModel.flatMap({ $0.isEmpty ? nil : FilePath($0) }) {
            guard isModel(named) else { throw .missingModel("\(named.string) is no model file") }
            return WhisperCLI(tool: tool, model: named.absolute)
        }
        for folder in usualFolders(home: home) {
            for size in sizes {
                for variant in ["", ".en"] {
                    let candidate = folder.appending("ggml-\(size)\(variant).bin")
                    if isModel(candidate) { return WhisperCLI(tool: tool, model: candidate.absolute) }
                }
            }
        }
        throw .missingModel("set WHISPER_MODEL to the path of a ggml model file")
    }

    /// whisper.cpp's models, the best first.
    private static let sizes = ["large-v3-turbo", "large-v3", "large-v2", "medium", "small", "base", "tiny"]

    private static func usualFolders(home: FilePath?) -> [FilePath] {
        let own = home.map { home in
            [
                home.appending("whisper.cpp").appending("models"),
                home.appending(".local").appending("share").appending("whisper.cpp"),
                home.appending(".cache").appending("whisper.cpp"),
            ]
        }
        let shared = ["/usr/local/share/whisper.cpp", "/usr/share/whisper.cpp", "/opt/whisper.cpp/models"]
        return (own ?? []) + shared.map { FilePath($0) }
    }

    /// A file with something in it.
    private static func isModel(_ path: FilePath) -> Bool {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return false }
        // A descriptor that was only read from loses nothing in closing; a folder has no bytes to read.
        defer { try? file.close() }
        let read = try? withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { try file.read(into: $0) }
        return read == 1
    }
}

extension MediaTools {
    /// Recognises the speech of a sound track with whisper.cpp: a WebVTT file, times on the player's clock.
    ///
    /// `language` is a code such as `en`; nil lets whisper guess. Needs 32 kB of room in the directory for a second of
    /// sound, in a folder `scratch` that is gone afterwards. `progress` is called with the part done, 0 to 1.
    public func recognise(
        _ input: MediaInput,
        track: AudioTrack,
        language: String?,
        with recogniser: WhisperCLI,
        in directory: FilePath,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(MediaError) -> [UInt8] {
        let scratch = try Scratch(in: directory, about: input.name)
        defer { scratch.remove() }
        let filters = "[0:\(track.index)]\(Self.onClock(track, rate: 16000, layout: "mono", first: 0))"
        let extraction =
            Self.quiet + Self.source + ["-filter_complex", filters, "-c:a", "pcm_s16le", "-f", "wav", "speech.wav"]
        _ = try await run(
            ffmpeg,
            extraction,
            input: input,
            about: input.name,
            in: scratch.path,
            into: ByteSink(limit: 1 << 16)
        )
        progress(0.02)
        let arguments =
            ["-m", recogniser.model.string, "-f", "speech.wav", "-ovtt", "-of", "speech", "-l", language ?? "auto"]
            + ["-pp"]
        // whisper gives a sign of life each thirty seconds of sound, and slow machines take long for that.
        _ = try await run(
            recogniser.tool,
            arguments,
            about: input.name,
            in: scratch.path,
            stallLimit: stallLimit * 10,
            errors: WhisperProgress { progress(0.02 + 0.98 * $0) },
            into: LineSink(LineCounter())
        )
        return try scratch.bytes(of: "speech.vtt", about: input.name)
    }
}
