import Testing

@testable import Watching

@Suite struct TimersTests {
    private let start = ContinuousClock.now

    @Test func aTimerFiresOnceAtItsTime() {
        var timers = Timers()
        #expect(timers.next == nil)
        #expect(timers.fires(.index, at: start) == false)
        timers.set(.index, to: start + .seconds(2))
        timers.set(.space, to: start + .seconds(1))
        #expect(timers.next == start + .seconds(1))
        #expect(timers.fires(.space, at: start) == false)
        #expect(timers.isSet(.space))
        #expect(timers.fires(.space, at: start + .seconds(1)) == true)
        #expect(!timers.isSet(.space))
        #expect(timers.fires(.space, at: start + .seconds(5)) == false)
        #expect(timers.next == start + .seconds(2))
    }

    @Test func severalCausesAreOneFiring() {
        var timers = Timers()
        timers.setOnce(.index, to: start + .seconds(2))
        timers.setOnce(.index, to: start + .seconds(9))
        #expect(timers.next == start + .seconds(2))
        timers.set(.index, to: start + .seconds(9))
        #expect(timers.next == start + .seconds(9))
        timers.cancel(.index)
        #expect(timers.next == nil)
    }
}
