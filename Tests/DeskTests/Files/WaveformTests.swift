import Testing

@testable import Desk

@Suite struct WaveformTests {
    @Test func aSecondHasTwentyValues() {
        let silence = [Float](repeating: -120, count: 50)
        let loud = [Float](repeating: 0, count: 50)
        let drawn = WaveformMaker.drawn(silence + loud)
        #expect(drawn.count == 40)
        #expect(drawn.prefix(19).allSatisfy { $0 == 0 } && drawn.suffix(19).allSatisfy { $0 == 255 })
    }

    @Test func theLoudestOfAStepIsDrawn() {
        var levels = [Float](repeating: -60, count: 10)
        levels[4] = -30
        #expect(WaveformMaker.drawn(levels).max() == 128)
    }

    @Test func nothingIsNothing() { #expect(WaveformMaker.drawn([]).isEmpty) }
}
