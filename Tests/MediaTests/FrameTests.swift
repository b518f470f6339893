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
        let times = (0..<600).map { Int((Double($0) * 1000 * Double(denominator) / Double(numerator)).rounded()) }
        let table = try table(times, 2, 9, Self.millisecond)
        let timing = try #require(FrameTiming(table, hints: [], start: 2, end: 9, policy: .auto))
        #expect(timing.isConstant && timing.rate == Rational(numerator, denominator))
        #expect(timing.count == table.times.count && timing.first == 0)
    }

    @Test func aWaveringClockKeepsEachFrame() throws {
        var random = SplitMix(state: 7)
        let times = (0..<300).map { $0 * 3000 + Int(random.next() % 1200) }
        let table = try table(times, 0, 10, Self.mpeg)
        let timing = try #require(FrameTiming(table, hints: [], start: 0, end: 10, policy: .auto))
        #expect(timing.isConstant && timing.rate == Rational(30, 1) && timing.count == 300)
    }

    @Test func gapsAreFilledAtTheRateOfTheRest() throws {
        let times = (0..<300).filter { $0 % 50 < 40 }.map { Int((Double($0) * 100 / 3).rounded()) }
        let table = try table(times, 0, 9.5, Self.millisecond)
        let timing = try #require(FrameTiming(table, hints: [], start: 0, end: 9.5, policy: .auto))
        #expect(!timing.isConstant && timing.rate == Rational(30, 1))
        #expect(timing.count == 285)
    }

    @Test func oneFrameIsShownToTheEnd() throws {
        let hint = try #require(Rational(25, 1))
        let one = try table([40], 0, 1.04, Self.millisecond)
        let timing = try #require(FrameTiming(one, hints: [hint], start: 0, end: 1.04, policy: .auto))
        #expect(timing.count == 25 && timing.rate == hint && timing.isConstant && timing.origin == 0.04)
        let short = try table([40], 0, 0.08, Self.millisecond)
        #expect(FrameTiming(short, hints: [hint], start: 0, end: 0.08, policy: .auto)?.count == 1)
    }

    /// A screen that changes at 0, 9, 23, 41, 41.5 and 60 s, and the sound goes on to 75 s.
    @Test(
        arguments: [
            (23.7, 47.6, [23, 41, 41.5], 0), (0.1, 8.9, [0], 0), (9.0, 30.2, [9, 23], 0), (61.0, 75.0, [60], 0),
            (22.99, 23.5, [23], 1), (10.0, 22.0, [9], 0),
        ] as [(Double, Double, [Double], Int)]
    )
    func aSparsePictureIsHeld(_ start: Double, _ end: Double, _ taken: [Double], _ late: Int) throws {
        let all = [0, 9, 23, 41, 41.5, 60].map { Int($0 * 1000) }
        let table = try table(all, start, end, Self.millisecond)
        let hints = [Rational(2, 1), Rational(60, 601)].compactMap { $0 }
        let timing = try #require(FrameTiming(table, hints: hints, start: start, end: end, policy: .auto))
        #expect(timing.taken == taken.map { Int($0 * 1000) })
        #expect((24...60).contains(timing.rate.value))
        #expect(abs(timing.duration - (end - start)) <= 1 / timing.rate.value)
        #expect(abs(timing.origin - start) <= (late == 0 ? 1e-9 : 0.25) && timing.first == 0)
        #expect(timing.last == taken.count - 1 && timing.holds == (late == 0))
    }

    @Test func aPictureThatBeginsLateIsShownEarly() throws {
        let times = (0..<90).map { 2000 + Int((Double($0) * 100 / 3).rounded()) }
        for (start, end) in [(0.5, 4.0), (0.5, 1.5)] {
            let table = try table(times, start, end, Self.millisecond)
            let timing = try #require(FrameTiming(table, hints: [], start: start, end: end, policy: .auto))
            #expect(timing.taken.first == 2000 && timing.origin == start && timing.rate == Rational(30, 1))
            #expect(timing.count == Int((end - start) * 30))
        }
        #expect(FrameTiming(try table([], 0, 1, Self.millisecond), hints: [], start: 0, end: 1, policy: .auto) == nil)
    }

    @Test func aPictureThatEndsEarlyIsHeld() throws {
        let table = try table((0..<150).map { $0 * 3003 }, 4, 8, Self.mpeg)
        let timing = try #require(FrameTiming(table, hints: [], start: 4, end: 8, policy: .auto))
        #expect(timing.isConstant && timing.rate == Rational(30000, 1001) && timing.taken.count == 30)
        #expect(abs(timing.duration - 4) < 0.034 && timing.holds)
    }

    @Test(
        arguments: [
            ("15/1", "30/1", 2, 1), ("10/1", "30/1", 3, 1), ("12/1", "24/1", 2, 1), ("25/2", "25/1", 2, 1),
            ("20/1", "40/1", 2, 1), ("24000/1001", "24000/1001", 1, 1), ("15000/1001", "30000/1001", 2, 1),
            ("12000/1001", "24000/1001", 2, 1), ("25/1", "25/1", 1, 1), ("60/1", "60/1", 1, 1),
            ("120000/1001", "60000/1001", 1, 2), ("100/1", "50/1", 1, 2), ("72/1", "36/1", 1, 2),
            ("240/1", "60/1", 1, 4),
        ] as [(String, String, Int, Int)]
    )
    func ratesAreThoseThatPlayersTake(_ own: String, _ shown: String, _ repeats: Int, _ divisor: Int) throws {
        let rate = try #require(Rational(own))
        let times = (0..<2000).map { Int((Double($0) * 90000 / rate.value).rounded()) }
        let table = try table(times, 1, 5, Self.mpeg)
        let auto = try #require(FrameTiming(table, hints: [rate], start: 1, end: 5, policy: .auto))
        #expect(auto.rate == Rational(shown) && auto.isConstant && auto.taken == table.times)
        let kept = (table.times.count + divisor - 1) / divisor
        #expect(auto.count == kept * repeats && auto.last == (kept - 1) * divisor)
        let source = try #require(FrameTiming(table, hints: [rate], start: 1, end: 5, policy: .source))
        #expect(source.rate == rate && source.count == table.times.count)
    }

    @Test(
        arguments: [
            (59.940063, "60000/1001"), (23.98, "24000/1001"), (29.97, "30000/1001"), (30.0001, "30/1"),
            (12.5, "25/2"), (119.88, "120000/1001"), (14.985, "15000/1001"), (60, "60/1"),
        ]
    )
    func ratesAreExact(_ value: Double, _ rate: String) throws {
        #expect(Rational.usualRate(near: value) == Rational(rate))
        let hint = try #require(Rational(Int(value * 1_000_000), 1_000_000))
        let exact = try #require(Rational(rate))
        let times = (0..<200).map { Int((Double($0) * 1000 / exact.value).rounded()) }
        let table = try table(times, 0, 1, Self.millisecond)
        let timing = try #require(FrameTiming(table, hints: [hint], start: 0, end: 1, policy: .source))
        #expect(timing.rate == exact)
    }

    @Test(arguments: [24.7, 7.3, 0.1, 33.333])
    func otherNumbersAreNoRate(_ value: Double) { #expect(Rational.usualRate(near: value) == nil) }

    @Test func slotsAreTheNearest() {
        let clock = SlotClock(rate: Rational(whole: 30), origin: 1.5, count: 60)
        let slots = [0, 1500, 1516, 1517, 2000, 3466, 3499, 9000].enumerated().map {
            clock.slot(of: $0.element, number: $0.offset, Rational(1, 1000) ?? .one)
        }
        #expect(slots == [0, 0, 0, 1, 15, 59, 59, 59])
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
            let timing = try #require(FrameTiming(table, hints: [], start: 0, end: end, policy: .auto))
            #expect(timing.count >= 1 && timing.rate.value > 23.9 && timing.rate.value <= 60)
            #expect(timing.first <= timing.last && timing.taken.suffix(times.count) == times[...])
            #expect(abs(timing.duration - end) <= 1.25 * timing.frameTime + 1 / timing.rate.value)
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
