import FoundationEssentials
import Manifest
import Pipeline
import SystemPackage
import Testing

@testable import Watching

/// When a watcher tries a video again by itself, and what counts as the end of its work.
@Suite struct NextTryTests {
    private static let now = Timestamp(Date(timeIntervalSince1970: 1_700_000_000))

    private func outcome(
        _ status: VideoStatus,
        _ kind: Failure.Class? = nil,
        retryIn seconds: Double? = nil
    ) -> VideoOutcome {
        let retryAt = seconds.map { Timestamp(Self.now.date.addingTimeInterval($0)) }
        return VideoOutcome(
            video: "talk",
            source: "/in/talk.mp4",
            status: status,
            clips: 1,
            failure: kind.map { StageFailure(stage: .clip, failure: Failure($0, "no room", retryAt: retryAt)) },
            worked: true
        )
    }

    /// Only the account may keep clips from being made, and nothing reports when it has room again.
    @Test(
        arguments: [
            (.partial, .config, true), (.partial, .input, false), (.partial, .bug, false),
            (.partial, .transient, false), (.error, .config, false), (.ready, nil, false), (.partial, nil, false),
        ] as [(VideoStatus, Failure.Class?, Bool)]
    )
    func aPartialVideoThatLacksRoomIsTriedAgain(_ status: VideoStatus, _ kind: Failure.Class?, _ isAgain: Bool) {
        let delay = outcome(status, kind).retryDelay(at: Self.now)
        #expect(delay == (isAgain ? VideoOutcome.roomPause : nil))
    }

    /// A time that has passed, or that is so far off that a wrong clock wrote it, is tried at once.
    @Test(arguments: [(60.0, 60), (0.5, 1), (0, 1), (-3600, 1), (1e9, 1)] as [(Double, Int)])
    func aFailureIsTriedAgainAtItsTime(_ seconds: Double, _ expected: Int) {
        let outcome = outcome(.error, .transient, retryIn: seconds)
        #expect(outcome.retryDelay(at: Self.now) == .seconds(expected))
    }

    @Test func anEndIsFinalUnlessAnotherTryIsDueOrSomethingChanged() {
        #expect(outcome(.ready).isFinal && outcome(.partial).isFinal && outcome(.error, .input).isFinal)
        #expect(!outcome(.error, .transient, retryIn: 60).isFinal)
        #expect(outcome(.error, .transient, retryIn: 60).isAnEnd)
        #expect(!outcome(.processing).isAnEnd && !outcome(.processing).isFinal)
        #expect(outcome(.processing, .input).isAnEnd)
    }
}
