/// At which constant rate the frames of a span are shown in a clip.
struct FrameTiming: Sendable, Equatable {
    /// Frames a second of the clip.
    var rate: Rational
    /// The source has this rate itself: frame k of the span is frame k of the clip.
    var isConstant: Bool
    /// Frames of the clip.
    var count: Int
    /// Which frame of the table the clip shows first; 0 unless frames of the source are less than 1/60 s apart.
    var first: Int

    /// Seconds of the clip.
    var duration: Double { Double(count) * Double(rate.denominator) / Double(rate.numerator) }

    /// The rates in use for film, television, screens and simple cameras.
    private static let standard = [
        (10, 1), (12, 1), (25, 2), (15, 1), (20, 1), (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1),
        (48, 1), (50, 1), (60000, 1001), (60, 1), (72, 1), (90, 1), (100, 1), (120_000, 1001), (120, 1),
    ].compactMap { Rational($0.0, $0.1) }

    /// Decides for a table that holds one frame at least. `hints` are the rates that the container claims.
    init(_ table: FrameTable, hints: [Rational], end: Double) {
        if let rate = Self.constantRate(table, hints: hints) {
            let count = table.times.count
            self.init(rate: rate, isConstant: true, count: count, first: 0)
        } else {
            self = Self.resampled(table, hints: hints, end: end)
        }
    }

    private init(rate: Rational, isConstant: Bool, count: Int, first: Int) {
        (self.rate, self.isConstant, self.count, self.first) = (rate, isConstant, count, first)
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

    /// Frames of uneven length, shown at the rate of its shortest usual frames, 60 at most.
    ///
    /// A tenth of the frames may be shorter: bursts after a pause are no reason for a high rate.
    private static func resampled(_ table: FrameTable, hints: [Rational], end: Double) -> FrameTiming {
        let steps = zip(table.times.dropFirst(), table.times).map { $0 - $1 }.sorted()
        let needed = 1 / table.timeBase.times(max(1, steps[steps.count / 10]))
        let usual = standard.filter { $0.value <= 60 }
        let near = (hints + usual).filter { $0.value <= 60 && abs($0.value / needed - 1) < 0.03 }
        let nearest = near.min { abs($0.value - needed) < abs($1.value - needed) }
        let wanted = nearest ?? usual.first { $0.value >= needed } ?? Rational(whole: 60)
        var timing = at(wanted, table, steps: steps, end: end)
        // The first frame of the span is to be seen, even if the second is close. The last one always is.
        for rate in usual where rate.value > wanted.value && timing.first != 0 {
            timing = at(rate, table, steps: steps, end: end)
        }
        return timing
    }

    /// What ffmpeg's `fps` filter makes of the frames: each slot shows the last frame that rounds to it or before.
    private static func at(_ rate: Rational, _ table: FrameTable, steps: [Int], end: Double) -> FrameTiming {
        let origin = table.times[0]
        let slots = table.times.map { slot(of: $0 - origin, table.timeBase, rate) }
        let count = table.times.count
        // The last frame is seen until the next one, or until the span ends, whichever is first.
        let usualStep = table.timeBase.times(steps[steps.count / 2])
        let shown =
            table.next.map { table.timeBase.times($0) } ?? table.timeBase.times(table.times[count - 1]) + usualStep
        let stop = min(end, shown) - table.timeBase.times(origin)
        let frames = max(slots[count - 1] + 1, Int((stop * rate.value).rounded()))
        return FrameTiming(
            rate: rate,
            isConstant: false,
            count: frames,
            first: slots.lastIndex(of: 0) ?? 0
        )
    }

    /// The nearest slot, halves upwards, in whole numbers as the filter reckons.
    private static func slot(of distance: Int, _ timeBase: Rational, _ rate: Rational) -> Int {
        let over = distance * timeBase.numerator * rate.numerator
        let under = timeBase.denominator * rate.denominator
        return (2 * over + under) / (2 * under)
    }
}
