import Subprocess
import SystemPackage

/// One talk of half a minute in several forms, made once by ffmpeg and handed out as bytes.
public actor SampleSource {
    /// A form of the talk.
    public enum Form: String, Sendable, CaseIterable {
        /// MP4 with its index at the end.
        case plain = "plain.mp4"
        /// MP4 with its index at the start.
        case fastStart = "fast-start.mp4"
        /// Matroska.
        case matroska = "matroska.mkv"
        /// MP4 without sound.
        case silent = "silent.mp4"
        /// MP4 without a picture.
        case soundOnly = "sound-only.mp4"
        /// A single picture.
        case jpeg = "picture.jpg"
    }

    /// The one that all tests share.
    public static let shared = SampleSource()

    private static let name = "talk"
    private var whole: Task<Talk, any Error>?
    private var forms: [Form: Task<[UInt8], any Error>] = [:]

    private struct Talk {
        let video: [UInt8]
        let captions: [UInt8]
    }

    /// The talk in a form.
    public func bytes(_ form: Form) async throws -> [UInt8] {
        if let known = forms[form] { return try await known.value }
        let task = Task { try await make(form) }
        forms[form] = task
        return try await task.value
    }

    /// What is said in it, as WebVTT.
    public func captions() async throws -> [UInt8] { try await talk().captions }

    /// The same video as another content: an empty box with a number in it follows the MP4's last.
    public static func numbered(_ mp4: [UInt8], _ number: Int) -> [UInt8] {
        mp4 + [0, 0, 0, 10] + Array("free".utf8) + [UInt8(number / 256), UInt8(number % 256)]
    }

    private func talk() async throws -> Talk {
        if let whole { return try await whole.value }
        let task = Task {
            try await ScratchFolder.with { scratch in
                try await TinyVideos.make(Self.name, in: scratch.path, lines: Array(TinyVideos.talk.prefix(6)))
                return Talk(
                    video: try OutboxTree.read(scratch.path.appending("\(Self.name).mp4")),
                    captions: try OutboxTree.read(scratch.path.appending("\(Self.name).vtt"))
                )
            }
        }
        whole = task
        return try await task.value
    }

    private func make(_ form: Form) async throws -> [UInt8] {
        let talk = try await talk()
        return try await ScratchFolder.with { scratch in
            let source = try FileDescriptor.open(
                scratch.path.appending("in.mp4"),
                .writeOnly,
                options: [.create],
                permissions: .ownerReadWrite
            )
            _ = try source.closeAfter { try source.writeAll(talk.video) }
            let result = try await Subprocess.run(
                .name("ffmpeg"),
                arguments: Arguments(
                    ["-nostdin", "-loglevel", "error", "-i", "in.mp4"] + Self.options(form) + [form.rawValue]
                ),
                workingDirectory: scratch.path,
                input: .none,
                output: .discarded,
                error: .string(limit: 1 << 16)
            )
            guard result.terminationStatus.isSuccess else { throw TinyVideos.Broken(text: result.standardError) }
            return try OutboxTree.read(scratch.path.appending(form.rawValue))
        }
    }

    private static func options(_ form: Form) -> [String] {
        switch form {
        case .plain, .matroska: ["-c", "copy"]
        case .fastStart: ["-c", "copy", "-movflags", "+faststart"]
        case .silent: ["-c", "copy", "-an"]
        case .soundOnly: ["-c", "copy", "-vn"]
        case .jpeg: ["-frames:v", "1"]
        }
    }
}
