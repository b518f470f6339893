import Concurrency
import FoundationEssentials
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// A video's way through its stages: each runs once, what is done is kept, and what fails is written down.
@Suite(.timeLimit(.minutes(3))) struct VideoRunTests {
    /// A video `talk` in an outbox of its own, and a run of stages on it.
    private struct Trial {
        let outbox: Outbox
        let source: FilePath
        let input: MediaInput
        let tools: MediaTools
        let id = VideoID(sha256: String(repeating: "a", count: 64))

        var folder: VideoFolder { outbox.folder("talk") }

        func state() throws -> VideoState {
            try VideoState(id: id, folder: folder, source: source, settings: Settings())
        }

        @discardableResult
        func run(
            _ stages: [TrialStage],
            only: ClosedRange<StageName>? = nil,
            pace: Pace = .prompt
        ) async throws -> VideoRun.Result {
            let run = VideoRun(
                outbox: outbox,
                input: input,
                probe: SourceProbe(input, tools, copies: nil),
                facts: try FileFacts(of: input.descriptor, name: source),
                tools: tools,
                jobs: 1,
                pace: pace,
                wakeUps: WakeUps { _ in },
                mark: try CrashMark(at: outbox.attempts.appending("mark")),
                changed: {},
                report: { _ in },
                stages: stages
            )
            return try await run.run(try state(), only: only)
        }
    }

    private func with(_ body: (Trial, TrialStage.Ran) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let source = scratch.path.appending("talk.mp4")
            try AtomicFile.write("talk".utf8, to: source)
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            try outbox.folder("talk").place.makeDirectory()
            let tools = try await MediaTools.find(
                searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                slots: ProcessSlots(1)
            )
            let file = try Files.open(source, .readWrite)
            defer { #expect(throws: Never.self) { try file.close() } }
            let input = MediaInput(descriptor: file, name: "talk.mp4")
            try await body(Trial(outbox: outbox, source: source, input: input, tools: tools), TrialStage.Ran())
        }
    }

    @Test func eachStageRunsOnceAndLeavesItsRecordAndFiles() async throws {
        try await with { trial, ran in
            let first = try await trial.run(TrialStage.all(ran))
            #expect(first.worked && ran.all == StageName.allCases)
            for stage in StageName.allCases {
                let record = try #require(try trial.folder.record(stage).record)
                #expect(record.status == .done && record.attempt == 1 && record.fingerprint == "f")
                #expect(try trial.folder.file("\(stage.number).txt").read() == Array(stage.rawValue.utf8))
            }
            #expect(try trial.outbox.attempts(of: trial.id).factsIfPresent() == nil)
            ran.clear()
            let second = try await trial.run(TrialStage.all(ran))
            #expect(!second.worked && ran.all.isEmpty)
        }
    }

    /// What a stage depends on has changed: it runs, and so do those after it, which may come to something else.
    @Test func aChangeRunsTheStageAndThoseAfterIt() async throws {
        try await with { trial, ran in
            try await trial.run(TrialStage.all(ran))
            ran.clear()
            var stages = TrialStage.all(ran)
            stages[3].fingerprint = "other"
            try await trial.run(stages)
            #expect(ran.all == [.analyze, .clip, .caption])
            // Another wait for the same source is the same source.
            ran.clear()
            stages[1].fingerprint = "other"
            try await trial.run(stages)
            #expect(ran.all == [.awaitAsset])
        }
    }

    @Test func aFileThatIsGoneIsMadeAgainAlone() async throws {
        try await with { trial, ran in
            try await trial.run(TrialStage.all(ran))
            ran.clear()
            try trial.folder.file("3.txt").removeFile()
            try await trial.run(TrialStage.all(ran))
            #expect(ran.all == [.fetchVTT])
            #expect(try trial.folder.file("3.txt").read() == Array(StageName.fetchVTT.rawValue.utf8))
        }
    }

    @Test func aFailureIsWrittenDownAndEndsTheRun() async throws {
        try await with { trial, ran in
            var stages = TrialStage.all(ran)
            stages[2].outcome = { _ in throw Failure(.input, "no words") }
            try await trial.run(stages)
            #expect(ran.all == [.upload, .awaitAsset, .fetchVTT])
            let record = try #require(try trial.folder.record(.fetchVTT).record)
            #expect(record.status == .failed && record.failure?.message == "no words" && record.failedTries == 1)
            #expect(try trial.outbox.attempts(of: trial.id).factsIfPresent() == nil)
            // The same input would fail the same way.
            ran.clear()
            let again = try await trial.run(stages)
            #expect(ran.all.isEmpty && !again.worked)
            stages[2].fingerprint = "other"
            try await trial.run(stages)
            #expect(ran.all == [.fetchVTT])
        }
    }

    /// What may pass by itself is tried at once by a command, and by a watcher when its time has come.
    @Test func aTransientFailureHasATimeForTheNextTry() async throws {
        try await with { trial, ran in
            var stages = TrialStage.all(ran)
            stages[0].outcome = { _ in throw Failure(.transient, "no network") }
            try await trial.run(stages)
            #expect(try trial.folder.record(.upload).record?.failure?.retryAt != nil)
            ran.clear()
            try await trial.run(stages, pace: Pace(isPatient: true))
            #expect(ran.all.isEmpty)
            try await trial.run(stages)
            #expect(ran.all == [.upload])
            #expect(try trial.folder.record(.upload).record?.failedTries == 2)
            ran.clear()
            try await trial.run(TrialStage.all(ran))
            #expect(ran.all == StageName.allCases)
            #expect(try trial.folder.record(.upload).record?.failedTries == nil)
        }
    }

    @Test func oneStageAloneNeedsThoseBeforeIt() async throws {
        try await with { trial, ran in
            let failure = await #expect(throws: Failure.self) {
                try await trial.run(TrialStage.all(ran), only: StageName.analyze ... .analyze)
            }
            #expect(failure?.message.contains("stage analyze needs stage upload") == true && ran.all.isEmpty)
            for stage in StageName.allCases { try await trial.run(TrialStage.all(ran), only: stage...stage) }
            #expect(ran.all == StageName.allCases)
        }
    }

    /// A source that changes while it is read would give clips of a video that never was.
    @Test func aSourceThatChangesMeanwhileIsNoResult() async throws {
        try await with { trial, ran in
            var stages = TrialStage.all(ran)
            let make = stages[4].outcome
            let file = trial.input.descriptor
            stages[4].outcome = { work in
                _ = try file.writeAll("another".utf8)
                return try make(work)
            }
            try await trial.run(stages)
            let record = try #require(try trial.folder.record(.clip).record)
            #expect(record.status == .failed && record.failure?.class == .transient)
            #expect(record.failure?.message.contains("changed while it was being processed") == true)
            #expect(try trial.folder.file("5.txt").factsIfPresent() == nil)
        }
    }

    @Test func noStageBeginsOnceTheProcessIsToEnd() async throws {
        try await with { trial, ran in
            let pace = Pace(isPatient: false)
            var stages = TrialStage.all(ran)
            let make = stages[1].outcome
            stages[1].outcome = { work in
                pace.ending.begin()
                return try make(work)
            }
            await #expect(throws: CancellationError.self) { try await trial.run(stages, pace: pace) }
            #expect(ran.all == [.upload, .awaitAsset])
            let record = try #require(try trial.folder.record(.awaitAsset).record)
            #expect(record.status == .done)
        }
    }

    /// A record that cannot be read is moved aside, not overwritten.
    @Test func aCorruptRecordIsKeptAside() async throws {
        try await with { trial, ran in
            try await trial.run(TrialStage.all(ran))
            try trial.folder.file(StageName.fetchVTT.recordPath).write("{".utf8)
            ran.clear()
            try await trial.run(TrialStage.all(ran))
            #expect(ran.all == [.fetchVTT, .analyze, .clip, .caption])
            #expect(try trial.folder.file("state/3-fetch-vtt.1.json").read() == Array("{".utf8))
        }
    }
}
