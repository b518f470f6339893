import FoundationEssentials
import Intake
import Manifest
import Media
import OpenAIAccess
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline
@testable import Recognisers

/// What is taken back of a content that was overwritten while it was worked on, and what stays.
@Suite(.timeLimit(.minutes(3))) struct AbandonTests {
    private struct Bench {
        let outbox: Outbox
        let runner: Runner
        let job: Runner.Job

        var folder: VideoFolder { job.folder }

        func state() throws -> VideoState {
            try VideoState(
                id: job.id,
                folder: job.folder,
                source: job.found.path,
                settings: job.settings
            )
        }
    }

    /// A video `sub/talk` of which the upload stage is done and a transcript was made.
    private func with(_ body: (Bench) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let source = scratch.path.appending("talk.mp4")
            try AtomicFile.write("talk".utf8, to: source)
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let tools = try await MediaTools.find(
                searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                slots: ProcessSlots(1)
            )
            let plan = Runner.Plan(jobs: 1, settle: 0, pace: Pace(isPatient: true))
            let runner = try Runner(
                outbox: outbox,
                tools: tools,
                services: Services(of: [:]),
                plan: plan
            ) { _ in }
            let found = FoundVideo(
                path: source,
                root: scratch.path,
                preferredFolder: "sub/talk",
                captions: [],
                facts: try FileFacts(of: source)
            )
            let id = VideoID(sha256: Digest.of(Array("talk".utf8)))
            try Seal(facts: found.facts, sha256: id.sha256).write(of: source, in: outbox)
            let candidate = Admitter.Candidate(found: found, settings: Settings(), seal: nil, flags: [:])
            let job = try await runner.job(for: candidate, id, found.facts)
            try job.folder.file(VideoFolder.transcript).write("WEBVTT\n".utf8)
            var record = StageRecord(stage: .fetchVTT, attempt: 1, startedAt: .now, fingerprint: "x")
            record.status = .done
            record.outputs = [
                OutputFile(path: VideoFolder.transcript, bytes: 7, sha256: Digest.of(Array("WEBVTT\n".utf8)))
            ]
            try job.folder.write(record)
            try outbox.attempts(of: id).makeDirectory()
            try await body(Bench(outbox: outbox, runner: runner, job: job))
        }
    }

    @Test func nothingOfItIsLeftAndItIsTriedAgainSoon() async throws {
        try await with { bench in
            let outcome = try #require(try await bench.runner.abandon(bench.state(), bench.job))
            #expect(outcome.failure?.class == .transient && outcome.failure?.retryAt != nil)
            #expect(try FileFacts.ifPresent(bench.outbox.root.appending("sub")) == nil)
            #expect(try bench.outbox.attempts(of: bench.job.id).factsIfPresent() == nil)
            #expect(try Seal.place(of: bench.job.found.path, in: bench.outbox).factsIfPresent() == nil)
            #expect(try ContentIndex(outbox: bench.outbox).entry(bench.job.id) == nil)
            #expect(try FileFacts.ifPresent(bench.job.found.path) != nil)
        }
    }

    @Test func filesThatAreNotSmartClipsStay() async throws {
        try await with { bench in
            let notes = bench.folder.file("my notes.txt")
            try notes.write("mine".utf8)
            #expect(try await bench.runner.abandon(bench.state(), bench.job) != nil)
            #expect(try notes.read() == Array("mine".utf8))
            #expect(try Files.list(bench.folder.path).map(\.string) == ["my notes.txt"])
        }
    }

    @Test func aPersonsEditStays() async throws {
        try await with { bench in
            var record = StageRecord(stage: .analyze, attempt: 1, startedAt: .now, fingerprint: "x")
            record.status = .done
            record.outputs = [
                OutputFile(path: VideoFolder.moments, bytes: 2, sha256: String(repeating: "0", count: 64))
            ]
            try bench.folder.write(record)
            try bench.folder.file(VideoFolder.moments).write("{ }".utf8)
            #expect(try await bench.runner.abandon(bench.state(), bench.job) == nil)
            #expect(try bench.folder.file(VideoFolder.transcript).factsIfPresent() != nil)
        }
    }

    @Test(arguments: [true, false])
    func aClipThatWasMadeStays(_ isMade: Bool) async throws {
        try await with { bench in
            var clip = ClipResult(momentId: "m1", fingerprint: "x")
            if isMade { clip.file = "clips/01-a.mp4" }
            var record = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "x")
            record.status = .done
            record.result = .clips([clip])
            try bench.folder.write(record)
            let outcome = try await bench.runner.abandon(bench.state(), bench.job)
            #expect((outcome == nil) == isMade)
            #expect(try (bench.folder.file(VideoFolder.transcript).factsIfPresent() != nil) == isMade)
        }
    }

    /// Half a copy that was done while nobody watched, and then the whole file under its name.
    private func replace(_ bench: Bench, at path: FilePath? = nil) async throws -> VideoFolder {
        var record = StageRecord(stage: .upload, attempt: 1, startedAt: .now, fingerprint: "x")
        record.result = .source(Source(path: bench.job.found.path.string, bytes: 4, sha256: bench.job.id.sha256))
        try bench.folder.write(record)
        let path = path ?? bench.job.found.path
        try AtomicFile.write("talk, the whole of it".utf8, to: path)
        let found = FoundVideo(
            path: path,
            root: bench.job.found.root,
            preferredFolder: "sub/talk",
            captions: [],
            facts: try FileFacts(of: path)
        )
        let id = VideoID(sha256: Digest.of(Array("talk, the whole of it".utf8)))
        let candidate = Admitter.Candidate(found: found, settings: Settings(), seal: nil, flags: [:])
        return try await bench.runner.job(for: candidate, id, found.facts).folder
    }

    @Test func whatReplacedItGetsItsName() async throws {
        try await with { bench in
            let folder = try await replace(bench)
            #expect(folder.name == "sub/talk")
            #expect(try ContentIndex(outbox: bench.outbox).entry(bench.job.id) == nil)
            #expect(try folder.file(VideoFolder.transcript).factsIfPresent() == nil)
        }
    }

    @Test func whatStandsElsewhereKeepsItsName() async throws {
        try await with { bench in
            let folder = try await replace(bench, at: bench.job.found.path.removingLastComponent().appending("b.mp4"))
            #expect(folder.name == "sub/talk-2")
            #expect(try ContentIndex(outbox: bench.outbox).entry(bench.job.id) != nil)
        }
    }

    @Test func whatHasAClipKeepsItsName() async throws {
        try await with { bench in
            var clip = ClipResult(momentId: "m1", fingerprint: "x")
            clip.file = "clips/01-a.mp4"
            var record = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "x")
            record.result = .clips([clip])
            try bench.folder.write(record)
            #expect(try await replace(bench).name == "sub/talk-2")
        }
    }

    @Test func whatAnotherProcessWorksOnKeepsItsName() async throws {
        try await with { bench in
            let folder = try await bench.outbox.lock(of: bench.job.id).holding { try await replace(bench) }
            #expect(folder.name == "sub/talk-2")
        }
    }
}
