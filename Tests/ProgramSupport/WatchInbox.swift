import Concurrency
import FoundationEssentials
import Intake
import Manifest
import OpenAIAccess
import Outbox
import Roles
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A scratch folder with an inbox to be watched, and videos of six seconds to drop into it.
struct WatchInbox: Sendable {
    let folder: FilePath
    var inbox: FilePath { folder.appending("inbox") }
    var outbox: FilePath { folder.appending("outbox") }

    /// Flags that give one short clip quickly, and the same on every machine.
    static let flags = [
        "--clips", "1", "--min-length", "5", "--max-length", "12", "--preset", "ultrafast", "--recogniser", "none",
    ]

    /// One video for all tests; as another content it has a number in an empty box after its end.
    private actor Original {
        private var made: Task<[UInt8], any Error>?

        func bytes() async throws -> [UInt8] {
            if let made { return try await made.value }
            let task = Task {
                try await ScratchFolder.with { scratch in
                    let lines = Array(TinyVideos.talk.prefix(1))
                    try await TinyVideos.make("tiny", in: scratch.path, lines: lines, captions: false)
                    return try Files.read(scratch.path.appending("tiny.mp4"))
                }
            }
            made = task
            return try await task.value
        }
    }

    private static let original = Original()

    /// A video; those of different numbers are different contents.
    static func video(_ number: Int) async throws -> [UInt8] {
        SampleSource.numbered(try await original.bytes(), number)
    }

    /// Runs a body with an empty inbox.
    static func with(_ body: (WatchInbox) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let inbox = WatchInbox(folder: scratch.path)
            try Files.makeDirectory(inbox.inbox)
            try await body(inbox)
        }
    }

    // MARK: - The inbox

    func path(_ name: String) -> FilePath { inbox.appending(FilePath(name).components) }

    /// Writes a video as `cp` would: straight to its place.
    func drop(_ name: String, _ number: Int) async throws { try write(name, try await Self.video(number)) }

    func write(_ name: String, _ content: some Sequence<UInt8>) throws {
        try Files.makeDirectory(path(name).removingLastComponent())
        let file = try open(name, [.create, .truncate])
        _ = try file.closeAfter { try file.writeAll(content) }
    }

    func append(_ name: String, _ content: some Sequence<UInt8>) throws {
        let file = try open(name, [.create, .append])
        _ = try file.closeAfter { try file.writeAll(content) }
    }

    func open(_ name: String, _ options: FileDescriptor.OpenOptions) throws -> FileDescriptor {
        try FileDescriptor.open(path(name), .writeOnly, options: options, permissions: .ownerReadWrite)
    }

    // MARK: - The program

    /// Watches, with flags that are quick, and others.
    func watch(
        _ more: [String] = [],
        quiet: String = "0.4",
        environment: [String: String?] = [:],
        program: FilePath? = nil,
        _ body: @Sendable (WatchProcess) async throws -> Void
    ) async throws -> WatchProcess.Ending {
        let arguments =
            ["watch", "inbox", "--output", "outbox", "--quiet", quiet, "--log-format", "json", "--log-level", "debug"]
            + (more.contains("--config") ? [] : ["--min-free", "0"]) + Self.flags + more
        return try await WatchProcess.run(
            try program ?? Program.smartclip.path,
            arguments,
            environment,
            in: self,
            body
        )
    }

    /// Another command on the same outbox.
    func smartclip(_ arguments: String...) async throws -> Program.Ending {
        try await Program.smartclip.run(arguments + ["--output", "outbox"], in: folder)
    }

    // MARK: - The outbox

    /// Checks that the outbox is what one run makes of the inbox as it is, and that nothing half-made is left.
    func expectWhatARunMakes() async throws {
        let run = try await Program.smartclip.run(
            ["run", "inbox", "--output", "expected", "--progress", "plain"] + Self.flags,
            in: folder
        )
        #expect(run.code == 0, "\(run.errors)")
        let tree = try OutboxTree(outbox)
        #expect(tree.leftovers == [])
        #expect(tree.differences(from: try OutboxTree(folder.appending("expected"))) == [])
    }

    func file(_ path: String) -> FilePath { outbox.appending(FilePath(path).components) }

    func record(_ video: String, _ stage: StageName) throws -> StageRecord {
        try JSONText.decode(StageRecord.self, from: Data(try Files.read(file("\(video)/\(stage.recordPath)"))))
    }

    func manifest(_ video: String) throws -> VideoManifest {
        try JSONText.decode(VideoManifest.self, from: Data(try Files.read(file("\(video)/manifest.json"))))
    }

    /// How often each stage of a video was tried.
    func attempts(_ video: String) throws -> [Int] {
        try StageName.allCases.map { try record(video, $0).attempt }
    }

    /// The content that a video's folder is about.
    func isAbout(_ video: String, _ number: Int) async throws -> Bool {
        let digest = Digest.of(try await Self.video(number))
        return try manifest(video).source.sha256 == digest
    }

    /// The folders of the outbox.
    func videos() throws -> [String] {
        try Files.list(outbox).filter { name in
            try name.string != ".smartclip" && FileFacts(of: outbox.appending(name)).kind == .directory
        }.map(\.string)
    }
}

extension FakeTools {
    /// Tools of which ffmpeg waits before each encode until the file `go` stands in the folder.
    static func gated(in folder: FilePath) throws -> FakeTools {
        let tools = try FakeTools(in: folder, ["ffmpeg", "ffprobe", "setpriv", "sleep"])
        let gate = folder.appending("go").string
        try tools.script(
            "ffmpeg",
            "case \"$*\" in *libx264*) while [ ! -e \(gate) ]; do sleep 0.05; done;; esac\nexec REAL \"$@\""
        )
        return tools
    }
}
