public import SystemPackage

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
