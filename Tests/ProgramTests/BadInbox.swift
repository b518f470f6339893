import Concurrency
import FoundationEssentials
import Glibc
import Intake
import Manifest
import OpenAIAccess
import Roles
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A scratch folder with an inbox in which one video is good, and what must hold whatever else is in it.
struct BadInbox: Sendable {
    let folder: FilePath
    var inbox: FilePath { folder.appending("inbox") }
    var outbox: FilePath { folder.appending("outbox") }

    /// Flags that give one short clip quickly, and the same on every machine.
    static let flags = [
        "--clips", "1", "--min-length", "8", "--max-length", "12", "--preset", "ultrafast", "--recogniser", "none",
        "--progress", "plain",
    ]

    /// Runs a body with a new inbox that holds `good.mp4` and `good.vtt`.
    static func with(_ body: (BadInbox) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let bad = BadInbox(folder: scratch.path)
            try Files.makeDirectory(bad.inbox)
            try await bad.addTalk("good", number: 0)
            try await body(bad)
        }
    }

    // MARK: - The inbox

    /// Adds a talk with its captions. Talks of different numbers are different contents.
    func addTalk(_ stem: String, number: Int, captions: [UInt8]? = nil) async throws {
        let video = SampleSource.numbered(try await SampleSource.shared.bytes(.plain), number)
        try add("\(stem).mp4", video)
        if let captions {
            try add("\(stem).vtt", captions)
        } else {
            try add("\(stem).vtt", try await SampleSource.shared.captions())
        }
    }

    /// Adds a file.
    func add(_ name: String, _ content: some Sequence<UInt8>) throws {
        try add(inbox.appending(name), content)
    }

    /// Writes a file as another program would, straight to its place.
    func add(_ path: FilePath, _ content: some Sequence<UInt8>) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: [.ownerReadWrite, .groupRead, .otherRead]
        )
        _ = try file.closeAfter { try file.writeAll(content) }
    }

    /// Makes a named pipe, which no one writes to.
    func makePipe(_ name: String) throws {
        guard inbox.appending(name).withPlatformString({ mkfifo($0, 0o600) }) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    /// What is in the inbox, by name: the content, and when it last changed.
    func sources() throws -> [FilePath.Component: Content] {
        var sources: [FilePath.Component: Content] = [:]
        for name in try Files.list(inbox) {
            let path = inbox.appending(name)
            guard let facts = try FileFacts.ifPresent(path), facts.kind == .regular else { continue }
            sources[name] = Content(digest: try Digest.of(fileAt: path), modified: facts.modified)
        }
        return sources
    }

    struct Content: Equatable, Sendable {
        let digest: String
        let modified: Int
    }

    // MARK: - The program

    /// `smartclip run inbox` with the flags that are quick, and others.
    func run(_ more: String..., environment: [String: String?] = [:]) async throws -> Program.Ending {
        var program = try Program.smartclip
        program.environment = environment
        return try await program.run(arguments + more, in: folder)
    }

    // MARK: - The outbox

    /// How often each stage of each video was tried, by the record's path below the outbox.
    func attempts() throws -> [String: Int] {
        var attempts: [String: Int] = [:]
        for video in try videos() {
            for stage in StageName.allCases {
                let path = outbox.appending("\(video)/\(stage.recordPath)")
                guard let bytes = try Files.readIfPresent(path) else { continue }
                let record = try JSONText.decode(StageRecord.self, from: Data(bytes))
                attempts["\(video) \(stage.rawValue)"] = record.attempt
            }
        }
        return attempts
    }

    /// The videos' folders.
    func videos() throws -> [String] {
        try Files.list(outbox).filter { name in
            try name.string != ".smartclip" && FileFacts(of: outbox.appending(name)).kind == .directory
        }.map(\.string)
    }

    func record(_ video: String, _ stage: StageName) throws -> StageRecord {
        let path = outbox.appending("\(video)/\(stage.recordPath)")
        return try JSONText.decode(StageRecord.self, from: Data(try Files.read(path)))
    }

    func manifest(_ video: String) throws -> VideoManifest {
        let path = outbox.appending("\(video)/manifest.json")
        return try JSONText.decode(VideoManifest.self, from: Data(try Files.read(path)))
    }
}
