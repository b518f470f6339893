import Manifest
import Pipeline
import SystemPackage
import Testing

@testable import Watching

/// A watcher comes back by itself to clips that only the account had no room for.
@Suite struct RoomPauseTests {
    @Test(
        arguments: [
            (.partial, .config, true), (.partial, .input, false), (.partial, .bug, false),
            (.partial, .transient, false), (.error, .config, false), (.ready, nil, false), (.partial, nil, false),
        ] as [(VideoStatus, Failure.Class?, Bool)]
    )
    func onlyWhatIsPartialForWantOfRoomIsLookedAtAgain(
        _ status: VideoStatus,
        _ kind: Failure.Class?,
        _ isAgain: Bool
    ) {
        let outcome = VideoOutcome(
            video: "talk",
            source: "/in/talk.mp4",
            status: status,
            clips: 1,
            failure: kind.map { StageFailure(stage: .clip, failure: Failure($0, "no room")) },
            worked: true
        )
        #expect((outcome.pauseForRoom != nil) == isAgain)
    }
}
