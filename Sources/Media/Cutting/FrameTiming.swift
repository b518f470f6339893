/// At which constant rate the frames of a span are shown in a clip, and from when to when.
struct FrameTiming: Sendable, Equatable {
    /// Frames a second of the clip.
    var rate: Rational
    /// Each frame of the span stands in as many slots of the clip as any other; else the frames' own times decide.
    var isConstant: Bool
    /// Frames of the clip.
    var count: Int
    /// The frames that are taken from the source, by their timestamps: those of the span, and before them the one
    /// that is on screen when it begins, where that is held.
    var taken: [Int]
    /// Which of these the clip shows first; not 0 where frames of the source are less than 1/60 s apart.
    var first: Int
    /// Which of these the clip shows last.
    var last: Int
    /// The clip's first instant, in seconds on the container's clock.
    var origin: Double
    /// The seconds that a frame may begin after the start and still be the first one shown.
    var frameTime: Double
    /// Of how many frames that are taken one is shown.
    var divisor = 1
    /// The rate of the frames that are taken; that of the clip where their own times decide.
    var sourceRate: Rational
    /// The frame on screen at the start is held, or the last one to the end, for longer than a frame's time.
    var holds = false

    /// Seconds of the clip.
    var duration: Double { Double(count) * Double(rate.denominator) / Double(rate.numerator) }

    /// The rates in use for film, television, screens and simple cameras.
    private static let standard = [
        (10, 1), (12, 1), (25, 2), (15, 1), (20, 1), (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1),
        (48, 1), (50, 1), (60000, 1001), (60, 1), (72, 1), (90, 1), (100, 1), (120_000, 1001), (120, 1),
    ].compactMap { Rational($0.0, $0.1) }

    /// A source that shows a new frame less often than this is a row of stills: seconds.
    private static let longestFrame = 0.25
    /// At this rate and above a whole frame more or less is not missed.
    private static let slowestEven = 9.99

    /// Decides for a table; nil where the track has no frame at all. `hints` are the rates that the container claims.
    ///
    /// The clip begins with the first frame of the span where that begins within one frame's time of the start: then
    /// frame and sound begin together. Else it begins at the start itself, with the frame that is on screen there.
    init?(_ table: FrameTable, hints: [Rational], start: Double, end: Double, policy: RatePolicy) {
        // Before the first frame of all there is nothing on screen: it is shown early.
        guard let opening = table.times.first ?? table.before ?? table.next else { return nil }
        let hints = hints.map { Rational.usualRate(near: $0.value) ?? $0 }
        let seconds = table.timeBase.times
        let wait = seconds(opening) - start
        if !table.times.isEmpty, let own = Self.constantRate(table, hints: hints), own.value >= Self.slowestEven {
            let time = 1 / own.value
            if wait <= time + max(table.timeBase.value, 0.25 * time) {
                self = Self.even(table, rate: own, origin: seconds(opening), end: end, policy)
                frameTime = time
                return
            }
        }
        let held = table.before.map { [$0] } ?? []
        let usual = Self.usualRate(of: held + table.times, table.timeBase, hints)
        let time = min(1 / usual.value, Self.longestFrame)
        let begins = !table.times.isEmpty && wait <= time + table.timeBase.value
        let taken = begins ? table.times : table.times.isEmpty ? [table.before ?? opening] : held + table.times
        let wanted = policy == .auto ? usual.multiplied(by: policy.change(of: usual).repeats) : usual
        let origin = begins ? seconds(opening) : start
        var timing = Self.at(wanted, taken, table.timeBase, origin: origin, end: end)
        // The first frame of the span is to be seen, even if the second is close. The last one always is.
        for rate in Self.standard where rate.value > wanted.value && rate.value <= 60 && timing.first != 0 {
            timing = Self.at(rate, taken, table.timeBase, origin: origin, end: end)
        }
        timing.frameTime = time
        timing.holds = !begins || end - seconds(taken[taken.count - 1]) > 2 * Self.longestFrame
        self = timing
    }

    private init(
        rate: Rational,
        sourceRate: Rational,
        isConstant: Bool,
        count: Int,
        taken: [Int],
        first: Int,
        last: Int,
        origin: Double
    ) {
        (self.rate, self.sourceRate, self.isConstant, self.count) = (rate, sourceRate, isConstant, count)
        (self.taken, self.first, self.last, self.origin) = (taken, first, last, origin)
        frameTime = 0
    }

    /// Frames of one length. Where the track ends within the span, its last frame is held.
    private static func even(
        _ table: FrameTable,
        rate own: Rational,
        origin: Double,
        end: Double,
        _ policy: RatePolicy
    ) -> FrameTiming {
        let (repeats, divisor) = policy.change(of: own)
        let rate = own.multiplied(by: repeats, over: divisor)
        let frames = table.times.count
        let last = (frames - 1) / divisor * divisor
        let ends = end - table.timeBase.times(table.times[frames - 1]) > 1.5 / own.value
        var timing = FrameTiming(
            rate: rate,
            sourceRate: own,
            isConstant: true,
            count: (last / divisor + 1) * repeats,
            taken: table.times,
            first: 0,
            last: last,
            origin: origin
        )
        timing.divisor = divisor
        if ends {
            timing.count = max(timing.count, Int(((end - origin) * rate.value).rounded()))
            timing.holds = true
        }
        return timing
    }

    /// The rate that puts each frame of the span in a slot of its own; nil when there is none.
    ///
    /// Containers round timestamps (Matroska to a millisecond), so one unit of error fits at once. Clocks of cameras
    /// waver: the rate of the least error is taken if no frame is off by more than a quarter of its time.
    private static func constantRate(_ table: FrameTable, hints: [Rational]) -> Rational? {
        let plausible = hints.filter { $0.value >= 1 && $0.value <= 240 }
        guard table.times.count > 1 else { return plausible.first ?? Rational(whole: 30) }
        let unit = table.timeBase.value
        let span = table.timeBase.times(table.times[table.times.count - 1] - table.times[0])
        // A rate that is 2 % off the mean cannot fit more than a few frames.
        let mean = Double(table.times.count - 1) / span
        let candidates = (plausible + standard).filter { abs($0.value / mean - 1) < 0.02 || table.times.count < 20 }
        let errors = candidates.map { (rate: $0, error: error(of: $0, in: table)) }
        if let exact = errors.first(where: { $0.error <= 0.51 * unit + 1e-9 }) { return exact.rate }
        let best = errors.min { $0.error < $1.error }
        return best.flatMap { $0.error <= max(unit, 0.25 / $0.rate.value) ? $0.rate : nil }
    }

    /// The greatest distance in seconds of a frame from its place at that rate, the whole shifted to fit best.
    private static func error(of rate: Rational, in table: FrameTable) -> Double {
        var (low, high) = (0.0, 0.0)
        for (index, time) in table.times.enumerated() {
            let ideal = Double(index) * Double(rate.denominator) / Double(rate.numerator)
            let error = table.timeBase.times(time - table.times[0]) - ideal
            low = min(low, error)
            high = max(high, error)
        }
        return (high - low) / 2
    }

    /// The rate of the shortest usual frames of a source whose frames are of uneven length, 60 at most.
    ///
    /// A tenth of the frames may be shorter: bursts after a pause are no reason for a high rate.
    private static func usualRate(of frames: [Int], _ timeBase: Rational, _ hints: [Rational]) -> Rational {
        let steps = zip(frames.dropFirst(), frames).map { $0 - $1 }.sorted()
        guard !steps.isEmpty else { return hints.first { (10...60).contains($0.value) } ?? Rational(whole: 30) }
        let needed = 1 / timeBase.times(max(1, steps[steps.count / 10]))
        let usual = standard.filter { $0.value <= 60 }
        let claimed = hints.filter { Rational.usualRate(near: $0.value) == $0 && $0.value <= 60 }
        if let rate = claimed.first(where: { abs($0.value / needed - 1) < 0.05 }) { return rate }
        let near = usual.filter { abs($0.value / needed - 1) < 0.03 }
        let nearest = near.min { abs($0.value - needed) < abs($1.value - needed) }
        return nearest ?? usual.first { $0.value >= needed } ?? Rational(whole: 60)
    }

    /// Each slot shows the last frame whose time rounds to it or before: the first frame from the first instant, the
    /// last one to the end.
    private static func at(
        _ rate: Rational,
        _ taken: [Int],
        _ timeBase: Rational,
        origin: Double,
        end: Double
    ) -> FrameTiming {
        let count = max(1, Int(((end - origin) * rate.value).rounded()))
        let clock = SlotClock(rate: rate, origin: origin, count: count)
        let slots = taken.enumerated().map { clock.slot(of: $0.element, number: $0.offset, timeBase) }
        return FrameTiming(
            rate: rate,
            sourceRate: rate,
            isConstant: false,
            count: count,
            taken: taken,
            first: slots.lastIndex(of: 0) ?? 0,
            last: taken.count - 1,
            origin: origin
        )
    }
}
