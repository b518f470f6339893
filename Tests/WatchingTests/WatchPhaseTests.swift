import Testing

@testable import Watching

@Suite struct WatchPhaseTests {
    @Test func aPhaseOnlyGoesForward() {
        var phase = WatchPhase.starting
        phase.looked()
        #expect(phase == .watching)
        phase.looked()
        #expect(phase == .watching)
        #expect(phase.stop() == true)
        #expect(phase == .stopping)
        phase.looked()
        #expect(phase == .stopping)
        #expect(phase.stop() == false, "it stops already")
    }

    @Test func aWatcherCanStopBeforeItsFirstLook() {
        var phase = WatchPhase.starting
        #expect(phase.stop() == true)
        #expect(phase == .stopping)
    }

    @Test(arguments: WatchPhase.allCases, [true, false])
    func theLoopEndsWhenItIsStoppedOrNothingIsLeft(_ phase: WatchPhase, _ isOnce: Bool) {
        for isLeft in [true, false] {
            #expect(!phase.isOver(isOnce: isOnce, isRunning: true, isLeft: isLeft))
            let expected =
                switch phase {
                case .starting: false
                case .watching: isOnce && !isLeft
                case .stopping: true
                }
            #expect(phase.isOver(isOnce: isOnce, isRunning: false, isLeft: isLeft) == expected)
        }
    }
}
