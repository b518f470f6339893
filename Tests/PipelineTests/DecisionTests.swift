import FoundationEssentials
import Manifest
import Outbox
import Testing

@testable import Pipeline

@Suite struct DecisionTests {
    private func record(_ status: StageRecord.Status, _ failure: Failure? = nil) -> VideoFolder.RecordState {
        var record = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "same")
        record.status = status
        record.failure = failure
        return .record(record)
    }

    private func decide(
        _ record: VideoFolder.RecordState,
        fingerprint: String? = "same",
        damaged: [String] = [],
        upstream: StageName? = nil,
        edited: Bool = false
    ) -> Decision {
        Decision(
            .init(record: record, fingerprint: fingerprint, damaged: damaged, upstream: upstream, isEdited: edited)
        )
    }

    @Test func doneIsKept() {
        #expect(decide(record(.done)) == .keep)
    }

    @Test func whatIsNotDoneRuns() {
        #expect(decide(.none) == .run(.new))
        #expect(decide(.corrupt("no JSON")) == .run(.corrupt("no JSON")))
        #expect(decide(record(.running)) == .run(.interrupted))
        #expect(decide(record(.done), fingerprint: "other") == .run(.changed))
        #expect(decide(record(.done), fingerprint: nil) == .run(.changed))
        #expect(decide(record(.done), damaged: ["a"]) == .run(.damaged(["a"])))
        #expect(decide(record(.done), upstream: .analyze) == .run(.upstream(.analyze)))
    }

    @Test func anEditIsKeptWhateverWouldBeChosenNow() {
        #expect(decide(record(.done), fingerprint: "other", upstream: .fetchVTT, edited: true) == .keep)
    }

    @Test(arguments: [Failure.Class.transient, .config, .bug])
    func aFailureThatMayPassIsTriedAgain(_ kind: Failure.Class) {
        #expect(decide(record(.failed, Failure(kind, "x"))) == .run(.retry("x")))
    }

    @Test func aFailureOfTheInputIsTriedAgainOnlyWhenTheInputChanges() {
        let failure = Failure(.input, "no sound")
        #expect(decide(record(.failed, failure)) == .stuck(failure))
        #expect(decide(record(.failed, failure), fingerprint: "other") == .run(.changed))
        #expect(decide(record(.failed, failure), upstream: .upload) == .run(.upstream(.upload)))
        #expect(decide(record(.failed, failure), damaged: ["a"]) == .run(.damaged(["a"])))
    }

    /// A wait is at most some five hours; a clock that was wrong may have written any time.
    @Test(arguments: [(-10.0, true), (0, true), (60, false), (18_000, false), (20_000, true), (4e9, true)])
    func aTimeThatCannotBeMeantIsNow(_ seconds: Double, _ isTried: Bool) {
        let now = Timestamp.now
        let failure = Failure(.transient, "x", retryAt: Timestamp(now.date.addingTimeInterval(seconds)))
        let facts = Decision.Facts(
            record: record(.failed, failure),
            fingerprint: "same",
            damaged: [],
            isEdited: false,
            patientAt: now
        )
        #expect(Decision(facts) == (isTried ? .run(.retry("x")) : .stuck(failure)))
    }

    @Test func onlyARepairLeavesTheLaterStagesAlone() {
        #expect(!Reason.damaged(["a"]).spreads(from: .analyze))
        for reason in [Reason.new, .changed, .interrupted, .corrupt("x"), .upstream(.clip), .retry("x")] {
            #expect(reason.spreads(from: .fetchVTT))
            #expect(!reason.spreads(from: .awaitAsset))
        }
    }
}
