import Testing

@testable import Manifest

@Suite struct FrameRateTests {
    @Test(
        "A rate as programs write it is the fraction it stands for",
        arguments: [
            (23.976, 24_000, 1001), (23.98, 24_000, 1001), (23.976023976023978, 24_000, 1001), (24, 24, 1), (25, 25, 1),
            (29.97, 30_000, 1001), (29.97002997, 30_000, 1001), (30, 30, 1), (47.952, 48_000, 1001), (50, 50, 1),
            (59.94, 60_000, 1001), (60, 60, 1), (119.88, 120_000, 1001), (12.5, 12_500, 1000), (14.985, 14_985, 1000),
            (999.9999, 1000, 1),
        ]
    )
    func findsFraction(_ rate: Double, _ numerator: Int, _ denominator: Int) {
        #expect(FrameRate(rate) == FrameRate(numerator: numerator, denominator: denominator))
    }

    @Test("What is no rate is refused", arguments: [0, -25, 0.001, 1001, .infinity, .nan])
    func refuses(_ rate: Double) {
        #expect(FrameRate(rate) == nil)
    }

    @Test("The frames of a span are those with start <= n / rate < end, by exact arithmetic")
    func countsFrames() throws {
        var generator = SplitMix64(state: 7)
        for rate in [(24_000, 1001), (24, 1), (25, 1), (30_000, 1001), (50, 1), (60_000, 1001), (12_500, 1000)] {
            let exact = FrameRate(numerator: rate.0, denominator: rate.1)
            for _ in 0..<500 {
                let first = Int.random(in: 0..<20_000_000, using: &generator)
                let count = Int.random(in: 1..<10_000, using: &generator)
                // Whole milliseconds within the span of each frame: n d 1000 / N <= ms.
                let start = milliseconds(first, rate)
                let end = milliseconds(first + count, rate)
                let frames = exact.frames(from: Double(start) / 1000, to: Double(end) / 1000)
                #expect(frames == ceiling(start, rate)..<max(ceiling(start, rate) + 1, ceiling(end, rate)))
                // A frame's own time, as a binary fraction, is that frame and not the next.
                let onFrame = Double(first) * Double(rate.1) / Double(rate.0)
                #expect(exact.frames(before: onFrame) == first)
            }
        }
    }

    @Test("A span between two frames holds the next one")
    func keepsOneFrame() {
        let rate = FrameRate(numerator: 25, denominator: 1)
        #expect(rate.frames(from: 1.001, to: 1.002) == 26..<27)
        #expect(rate.frames(from: 0, to: 0.04) == 0..<1)
        #expect(rate.frames(from: 0, to: 0.041) == 0..<2)
    }

    private func milliseconds(_ frame: Int, _ rate: (Int, Int)) -> Int {
        frame * rate.1 * 1000 / rate.0
    }

    private func ceiling(_ milliseconds: Int, _ rate: (Int, Int)) -> Int {
        (milliseconds * rate.0 + rate.1 * 1000 - 1) / (rate.1 * 1000)
    }
}
