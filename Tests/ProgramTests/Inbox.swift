import Concurrency
import FoundationEssentials
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A scratch folder with an inbox of three short talks, made once for all tests and copied by links.
struct Inbox: Sendable {
    let folder: FilePath
    var inbox: FilePath { folder.appending("inbox") }
    var outbox: FilePath { folder.appending("outbox") }

    /// Flags that give short clips quickly.
    static let flags = ["--min-length", "5", "--max-length", "12", "--preset", "ultrafast", "--progress", "plain"]

    private static let originals = Originals()

    /// Makes the videos once, and clips them once.
    private actor Originals {
        private var made: Task<FilePath, any Error>?
        private var clipped: Task<FilePath, any Error>?

        func inbox() async throws -> FilePath {
            if let made { return try await made.value }
            let task = Task { try await make() }
            made = task
            return try await task.value
        }

        func outbox() async throws -> FilePath {
            if let clipped { return try await clipped.value }
            let task = Task { try await clip() }
            clipped = task
            return try await task.value
        }

        private func make() async throws -> FilePath {
            let folder = ScratchFolder.shared.appending("inbox")
            try Files.makeDirectory(folder)
            try await TinyVideos.make("alpha", in: folder)
            try await TinyVideos.make("beta", in: folder, lines: Array(TinyVideos.talk.prefix(4)), hue: 90)
            try await TinyVideos.make("gamma", in: folder, lines: Array(TinyVideos.talk.suffix(5)), hue: 180)
            return folder
        }

        private func clip() async throws -> FilePath {
            let folder = try await inbox().removingLastComponent()
            let ending = try await Inbox(folder: folder).run()
            guard ending.code == 0 else { throw NotReady(errors: ending.errors) }
            return folder.appending("outbox")
        }
    }

    /// The run that all others begin with went wrong.
    struct NotReady: Error {
        let errors: String
    }

    /// A scratch folder with the three videos, and nothing done for them.
    static func with(_ body: (Inbox) async throws -> Void) async throws {
        let originals = try await Self.originals.inbox()
        try await ScratchFolder.with { scratch in
            try copy(originals, to: scratch.path)
            try await body(Inbox(folder: scratch.path))
        }
    }

    /// The same after a run that made everything.
    static func finished(_ body: (Inbox) async throws -> Void) async throws {
        let outbox = try await Self.originals.outbox()
        try await with { inbox in
            try copy(outbox, to: inbox.folder)
            // The first run on the copy finds that all is there, and that the sources are elsewhere.
            let ending = try await inbox.run()
            let told = "3 ready (3 already were)\nresults: \(inbox.outbox)\n"
            #expect(ending.code == 0 && ending.errors.hasSuffix(told), "\(ending.errors)")
            try await body(inbox)
        }
    }

    /// Copies a file or a folder into a folder.
    static func copy(_ from: FilePath, to folder: FilePath) throws {
        guard let name = from.lastComponent else { return }
        let target = folder.appending(name)
        guard try FileFacts(of: from).kind == .directory else {
            return try AtomicFile.write(try Files.read(from), to: target, isSynced: false)
        }
        try Files.makeDirectory(target)
        for child in try Files.list(from) { try copy(from.appending(child), to: target) }
    }

    /// `smartclip COMMAND … --output outbox` in the scratch folder.
    func smartclip(_ arguments: String...) async throws -> Program.Ending {
        try await Program.smartclip.run(arguments + ["--output", "outbox"], in: folder)
    }

    /// `smartclip run inbox` with the flags that are quick, and others.
    func run(_ more: String...) async throws -> Program.Ending {
        try await Program.smartclip.run(["run", "inbox", "--output", "outbox"] + Self.flags + more, in: folder)
    }

    func file(_ path: String) -> FilePath { outbox.appending(path) }

    func text(_ path: String) throws -> String { String(decoding: try Files.read(file(path)), as: UTF8.self) }

    /// A stage's record.
    func record(_ video: String, _ stage: StageName) throws -> StageRecord {
        try JSONText.decode(StageRecord.self, from: Data(try Files.read(file("\(video)/\(stage.recordPath)"))))
    }

    func manifest(_ video: String) throws -> VideoManifest {
        try JSONText.decode(VideoManifest.self, from: Data(try Files.read(file("\(video)/manifest.json"))))
    }

    /// A try of a stage: how many there were, and when this one ended.
    struct Try: Equatable {
        let count: Int
        let ended: Timestamp?
    }

    /// The last try of each stage of each video.
    func tries() throws -> [String: Try] {
        var tries: [String: Try] = [:]
        for video in ["alpha", "beta", "gamma"] {
            for stage in StageName.allCases {
                let record = try record(video, stage)
                tries["\(video) \(stage.rawValue)"] = Try(count: record.attempt, ended: record.finishedAt)
            }
        }
        return tries
    }

    /// The stages of one video that were tried since, in order.
    func redone(_ video: String, since before: [String: Try]) throws -> [StageName] {
        let now = try tries()
        return StageName.allCases.filter { now["\(video) \($0.rawValue)"] != before["\(video) \($0.rawValue)"] }
    }
}
