import FoundationEssentials
import Manifest
import Outbox
import Testing

@testable import Pipeline

/// What a watcher leaves alone until its time, and a command does at once.
@Suite struct PatienceTests {
    private static let now = Timestamp(Date(timeIntervalSince1970: 1_700_000_000))

    private func decide(
        _ failure: Failure,
        fingerprint: String = "same",
        upstream: StageName? = nil,
        edited: Bool = false,
        at now: Timestamp? = now
    ) -> Decision {
        var record = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "same")
        record.status = .failed
        record.failure = failure
        return Decision(
            .init(
                record: .record(record),
                fingerprint: fingerprint,
                damaged: [],
                upstream: upstream,
                isEdited: edited,
                patientAt: now
            )
        )
    }

    private func failure(_ seconds: Double?) -> Failure {
        let date = seconds.map { Timestamp(Self.now.date.addingTimeInterval($0)) }
        return Failure(.transient, "no room", retryAt: date)
    }

    @Test func aTryIsMadeAgainAtItsTimeAndNotBefore() {
        #expect(decide(failure(1)) == .stuck(failure(1)))
        #expect(decide(failure(0)) == .run(.retry("no room")))
        #expect(decide(failure(-1)) == .run(.retry("no room")))
    }

    @Test func whatFailedTooOftenWaitsForAPerson() {
        #expect(decide(failure(nil)) == .stuck(failure(nil)))
        #expect(decide(failure(nil), at: nil) == .run(.retry("no room")))
    }

    @Test func whoRunsACommandIsNotMadeToWait() {
        #expect(decide(failure(1000), at: nil) == .run(.retry("no room")))
    }

    @Test func otherInputsAreTriedAtOnce() {
        #expect(decide(failure(1000), fingerprint: "other") == .run(.retry("no room")))
        #expect(decide(failure(1000), upstream: .analyze) == .run(.upstream(.analyze)))
        #expect(decide(failure(1000), edited: true) == .run(.changed))
    }

    @Test func whatIsNotTransientIsAsEver() {
        #expect(decide(Failure(.config, "no right")) == .run(.retry("no right")))
        #expect(decide(Failure(.bug, "a fault")) == .run(.retry("a fault")))
        let input = Failure(.input, "no sound")
        #expect(decide(input) == .stuck(input))
    }
}
