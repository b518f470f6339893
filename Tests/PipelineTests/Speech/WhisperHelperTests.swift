import Manifest
import Media
import OpenAIChat
import StateFiles
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Recognisers

/// The speech helper as a process: what it is asked, what is kept of its answers, and what comes of its faults.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct WhisperHelperTests {
    /// Ten minutes: twenty windows, five batches.
    private let piece = SoundPiece(firstSample: 32_000, samples: 600 * SoundPiece.rate)

    private func hear(
        _ trial: WhisperTrial,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws -> ListenerAnswer {
        try await trial.listener.helper.serving {
            try await trial.listener.hear(piece, again: false, progress: progress)
        }
    }

    /// A hearing that does not end by itself; returned once it has begun.
    private func endless(_ trial: WhisperTrial) async throws -> Task<ListenerAnswer, any Error> {
        try trial.next("spin")
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let task = Task { try await hear(trial) { _ in begin.finish() } }
        for await _ in begun {}
        return task
    }

    @Test func aPieceIsHeardInBatchesByOneProcess() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try await WhisperTrial(in: scratch.path)
            let answer = try await hear(trial)
            #expect(answer.transcription.words.count == 400)
            #expect(answer.transcription.segments.count == 20)
            #expect(answer.voices == [0..<600])
            let batches = [0, 4, 8, 12, 16].map { "hear 32000 [\($0), \($0 + 4)] en False" }
            #expect(try trial.asked() == ["begin", "open", "speech 32000"] + batches)
        }
    }

    @Test func whatIsOnDiskIsNotHeardAgain() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try await WhisperTrial(in: scratch.path)
            let first = try await hear(trial)
            let asked = try trial.asked()
            let second = try await hear(trial)
            #expect(second == first)
            #expect(try trial.asked() == asked, "nothing was asked, so nothing was started")
        }
    }

    @Test(arguments: ["die", "garbage", "other", "memory", "sound"])
    func aFaultCostsOneBatch(_ fault: String) async throws {
        try await ScratchFolder.with { scratch in
            let whole = try await WhisperTrial(in: scratch.path.appending("whole"))
            let expected = try await hear(whole)
            let trial = try await WhisperTrial(in: scratch.path)
            // Two batches, and then the fault.
            for windows in [0..<4, 4..<8] {
                _ = try await trial.listener.kept.answer("windows-\(windows.lowerBound)", piece) {
                    try await trial.listener.helper.ask(
                        .hear(sound: "x", piece: piece, windows: windows, trial.listener.manner),
                        seconds: 120,
                        trial.setup
                    ) { $0.heard }
                }
            }
            try trial.next(fault)
            let failure = await #expect(throws: Failure.self) { _ = try await hear(trial) }
            let isPassing = ["die", "memory", "sound"].contains(fault)
            #expect(failure?.class == (isPassing ? .transient : .bug), "\(failure?.message ?? "")")
            #expect(failure?.message.contains("talk.mp4") == true || !isPassing, "\(failure?.message ?? "")")
            let again = try await hear(trial)
            #expect(again == expected)
            let heard = try trial.asked().filter { $0.hasPrefix("hear") }
            // The third batch twice, every other once.
            #expect(heard.count == 6)
            #expect(Set(heard).count == 5)
        }
    }

    @Test func oneThatHangsIsEnded() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try await WhisperTrial(in: scratch.path, stallLimit: 1)
            try trial.next("hang")
            let failure = await #expect(throws: Failure.self) { _ = try await hear(trial) }
            #expect(failure?.class == .transient)
            #expect(failure?.message.contains("made no progress on talk.mp4") == true, "\(failure?.message ?? "")")
            _ = try await hear(trial)
        }
    }

    @Test func anEnvironmentThatDoesNotBeginIsTold() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try await WhisperTrial(in: scratch.path)
            try AtomicFile.write([], to: trial.folder.appending("python/bin/broken"))
            let failure = await #expect(throws: Failure.self) { _ = try await hear(trial) }
            #expect(failure?.class == .config)
            #expect(failure?.message.contains("No module named 'faster_whisper'") == true)
            #expect(failure?.message.contains("run smartclip setup speech") == true)
        }
    }

    @Test func anAlteredModelIsNotUsed() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try await WhisperTrial(in: scratch.path)
            try AtomicFile.write("Weights".utf8, to: trial.folder.appending("models/fake/model.bin"))
            let failure = await #expect(throws: Failure.self) { _ = try await hear(trial) }
            #expect(failure?.class == .config)
            #expect(failure?.message.contains("model.bin was altered") == true)
            #expect(try trial.asked().isEmpty)
        }
    }

    @Test func twoVideosShareOneProcess() async throws {
        try await ScratchFolder.with { scratch in
            let helper = WhisperHelper()
            let trial = try await WhisperTrial(in: scratch.path, helper: helper)
            let other = SoundPiece(firstSample: 16_000_000, samples: 600 * SoundPiece.rate)
            try await withThrowingTaskGroup { group in
                for piece in [piece, other] {
                    group.addTask {
                        try await helper.serving {
                            _ = try await trial.listener.hear(piece, again: false) { _ in }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let asked = try trial.asked()
            #expect(asked.count { $0 == "begin" } <= 2)
            #expect(asked.count { $0.hasPrefix("hear") } == 10)
        }
    }

    @Test func aCancellationEndsTheProcessAndOthersGoOn() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try await WhisperTrial(in: scratch.path)
            let task = try await endless(trial)
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            _ = try await hear(trial)
        }
    }

    @Test func whileItHearsItHoldsTheSlotsOfItsThreads() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try await WhisperTrial(in: scratch.path)
            let hearing = try await endless(trial)
            let isIn = Mutex(false)
            let other = Task {
                try await trial.setup.tools.holdingSlots(1) { () throws(MediaError) in isIn.withLock { $0 = true } }
            }
            for _ in 0..<1000 { await Task.yield() }
            let wasIn = isIn.withLock { $0 }
            #expect(!wasIn, "another program would run on cores that are taken")
            hearing.cancel()
            await #expect(throws: CancellationError.self) { _ = try await hearing.value }
            try await other.value
            let isFree = try await trial.setup.tools.holdingSlots(2) { () throws(MediaError) in true }
            #expect(isFree)
        }
    }
}
