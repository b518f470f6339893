import Testing

@testable import Media

/// Which frames a span has, and at which rate they are shown.
@Suite struct FrameTests {
    private static let millisecond = Rational(1, 1000)
    private static let mpeg = Rational(1, 90000)

    private func table(_ all: [Int], _ start: Double, _ end: Double, _ timeBase: Rational?) throws -> FrameTable {
        FrameTable(all: all, start: start, end: end, timeBase: try #require(timeBase))
    }

    @Test(
        arguments: [
            (0.0, 0.1, [0, 33, 67], 100), (0.033, 0.067, [33], 67), (0.0331, 0.068, [67], 100), (0.5, 0.6, [], nil),
            (-1.0, 0.0, [], 0), (0.0, 9.0, [0, 33, 67, 100, 133], nil),
        ] as [(Double, Double, [Int], Int?)]
    )
    func spanIsHalfOpen(_ start: Double, _ end: Double, _ times: [Int], _ next: Int?) throws {
        let table = try table([0, 133, 33, 67, 67, 100], start, end, Self.millisecond)
        #expect(table.times == times && table.next == next)
    }

    @Test func roundingOfTheContainersStartIsForgiven() throws {
        // 126000 of 90 kHz is 1.4 s; 10 s later is exactly on the border however 1.4 + 10 is rounded.
        let table = try table(
            Array(stride(from: 126_000, to: 2_000_000, by: 3003)),
            1.4 + 10.01,
            1.4 + 20.02,
            Self.mpeg
        )
        #expect(table.times.first == 126_000 + 300 * 3003 && table.times.count == 300)
    }

    @Test(arguments: [(24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001), (60, 1)])
    func roundedTimestampsHaveAConstantRate(_ numerator: Int, _ denominator: Int) throws {
        let times = (0..<400).map { Int((Double($0) * 1000 * Double(denominator) / Double(numerator)).rounded()) }
        let table = try table(times, 2, 9, Self.millisecond)
        let timing = FrameTiming(table, hints: [], end: 9)
        #expect(timing.isConstant && timing.rate == Rational(numerator, denominator))
        #expect(timing.count == table.times.count && timing.first == 0)
    }

    @Test func aWaveringClockKeepsEachFrame() throws {
        var random = SplitMix(state: 7)
        let times = (0..<300).map { $0 * 3000 + Int(random.next() % 1200) }
        let table = try table(times, 0, 10, Self.mpeg)
        let timing = FrameTiming(table, hints: [], end: 10)
        #expect(timing.isConstant && timing.rate == Rational(30, 1) && timing.count == 300)
    }

    @Test func gapsAreFilledAtTheRateOfTheRest() throws {
        let times = (0..<300).filter { $0 % 50 < 40 }.map { Int((Double($0) * 100 / 3).rounded()) }
        let table = try table(times, 0, 9.5, Self.millisecond)
        let timing = FrameTiming(table, hints: [], end: 9.5)
        #expect(!timing.isConstant && timing.rate == Rational(30, 1))
        #expect(timing.count == 285)
    }

    @Test func oneFrameLastsAsLongAsTheContainersRateSays() throws {
        let hint = try #require(Rational(25, 1))
        let timing = FrameTiming(try table([40], 0, 1, Self.millisecond), hints: [hint], end: 1)
        #expect(timing.count == 1 && timing.rate == hint && timing.isConstant)
    }

    @Test func uneventfulLawsOfAnyTable() throws {
        var random = SplitMix(state: 3)
        for _ in 0..<500 {
            var at = 0
            let times = (0..<Int(random.next() % 200 + 1)).map { _ in
                at += Int(random.next() % 120) + 1
                return at
            }
            let end = Double(at + 1) / 1000
            let table = try table(times, 0, end, Self.millisecond)
            let timing = FrameTiming(table, hints: [], end: end)
            #expect(timing.count >= 1 && timing.rate.value > 0 && timing.first < table.times.count)
            if timing.isConstant { #expect(timing.count == times.count) } else { #expect(timing.rate.value <= 60) }
        }
    }

    @Test func packetsAreReadAndHiddenOnesLeftOut() {
        var reader = PacketReader()
        for line in ["60,58,K_", "64,59,__", "62,60,_D", "61,61,__,", "N/A,62,__"] { reader.read(line) }
        #expect(reader.times == [60, 64, 61] && reader.untimed == 1)
        #expect(reader.firstDecoded == 58 && reader.lastDecoded == 61 && reader.longestReorder == 5)
    }
}

/// A small random generator with a fixed seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
