import Manifest
import Outbox
import OutboxSupport
import StateFiles
import SystemPackage
import Testing

/// What a stage made is put in its place, and what it replaces goes; what a person wrote stays.
@Suite struct PublicationTests {
    private let result = StageResult.analysis(AnalysisResult(chosen: [], scoreCurve: []))

    /// Publishes files of the caption stage with these contents, as a stage makes them.
    private func publish(
        _ files: [String: String],
        _ record: inout StageRecord,
        in video: TrialVideo,
        failure: Failure? = nil
    ) throws {
        let attempt = video.outbox.attempts(of: video.id)
        try attempt.makeDirectory()
        var outcome = StageOutcome(engine: Engine(name: "trial", version: "1"), result: result)
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let made = attempt.appending(path.split(separator: "/").joined(separator: "-"))
            try made.write(text.utf8)
            outcome.outputs.append(.made(made.path, path: path))
        }
        outcome.failure = failure
        try Publication(folder: video.folder).publish(outcome, into: &record)
        try video.folder.write(record)
    }

    private func text(_ path: String, _ video: TrialVideo) throws -> String? {
        try video.folder.file(path).readIfPresent().map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func newFilesReplaceOldOnesAndOthersGo() async throws {
        try await TrialVideo.with { video in
            var record = try video.record(.caption, .running)
            try publish(["clips/a.txt": "one", "clips/b.txt": "two"], &record, in: video)
            #expect(record.status == .done && record.outputs.map(\.path).sorted() == ["clips/a.txt", "clips/b.txt"])
            #expect(try text("clips/a.txt", video) == "one")
            record.status = .running
            try publish(["clips/b.txt": "new", "clips/c.txt": "three"], &record, in: video)
            #expect(try text("clips/a.txt", video) == nil)
            #expect(try text("clips/b.txt", video) == "new" && text("clips/c.txt", video) == "three")
            #expect(record.outputs.map(\.path).sorted() == ["clips/b.txt", "clips/c.txt"])
            #expect(record.outputs.first { $0.path == "clips/b.txt" }?.sha256 == Digest.of(Array("new".utf8)))
        }
    }

    /// Where a part failed, what was there before stays until there is something to replace it.
    @Test func aPartThatFailedTakesNothingAway() async throws {
        try await TrialVideo.with { video in
            var record = try video.record(.caption, .running)
            try publish(["clips/a.txt": "one", "clips/b.txt": "two"], &record, in: video)
            record.status = .running
            try publish(["clips/b.txt": "new"], &record, in: video, failure: Failure(.transient, "half of it"))
            #expect(record.status == .failed && record.failure?.message == "half of it")
            #expect(try text("clips/a.txt", video) == "one" && text("clips/b.txt", video) == "new")
            #expect(record.outputs.map(\.path).sorted() == ["clips/a.txt", "clips/b.txt"])
        }
    }

    @Test func aFolderWhoseLastFileWentGoesToo() async throws {
        try await TrialVideo.with { video in
            var record = try video.record(.caption, .running)
            try publish(["clips/a.txt": "one"], &record, in: video)
            record.status = .running
            try publish([:], &record, in: video)
            #expect(try video.folder.file("clips").factsIfPresent() == nil)
            #expect(record.outputs.isEmpty)
        }
    }

    /// What the stage wrote itself is replaced; what a person made of it never is.
    @Test(arguments: [false, true])
    func aPersonsMomentsAreNotOverwritten(_ isEdited: Bool) async throws {
        try await TrialVideo.with { video in
            var record = try video.record(.analyze, .running)
            try publish([VideoFolder.moments: "{\"moments\": [1]}"], &record, in: video)
            if isEdited { _ = try video.write(VideoFolder.moments, "mine") }
            record.status = .running
            try publish([VideoFolder.moments: "{\"moments\": [2]}"], &record, in: video)
            #expect(try text(VideoFolder.moments, video) == (isEdited ? "mine" : "{\"moments\": [2]}"))
            #expect(try video.recorded().isEdited() == isEdited)
        }
    }

    /// After a kill at any moment, the record on disk names every file that may be there.
    @Test func theRecordNamesOldAndNewBeforeAnythingMoves() async throws {
        try await TrialVideo.with { video in
            var record = try video.record(.caption, .running)
            try publish(["clips/a.txt": "one"], &record, in: video)
            // A folder in the place of a file stops the work in the middle.
            try video.folder.file("clips/b.txt/in the way").makeDirectory()
            record.status = .running
            var broken = record
            #expect(throws: FileError.self) { try publish(["clips/b.txt": "two"], &broken, in: video) }
            let onDisk = try #require(try video.folder.record(.caption).record)
            #expect(onDisk.status == .running)
            #expect(onDisk.outputs.map(\.path).sorted() == ["clips/a.txt", "clips/b.txt"])
            #expect(try text("clips/a.txt", video) == "one")
        }
    }
}
