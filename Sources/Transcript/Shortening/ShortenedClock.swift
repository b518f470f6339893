/// The clock of a video from which stretches were taken out, told by the clock that it had before.
struct ShortenedClock {
    private let cuts: [Range<Double>]
    /// Seconds that are gone where each cut begins.
    private let gone: [Double]

    /// The cuts are in order and do not overlap.
    init(_ cuts: [Range<Double>]) {
        self.cuts = cuts
        var sum = 0.0
        gone = cuts.map { cut in
            defer { sum += cut.upperBound - cut.lowerBound }
            return sum
        }
    }

    /// When a moment is now, to the millisecond; all of a cut is the moment at which it was made.
    func time(_ before: Double) -> Double {
        guard let index = cut(upTo: before) else { return ClockTime.rounded(before) }
        let cut = cuts[index]
        return ClockTime.rounded(before - gone[index] - (min(before, cut.upperBound) - cut.lowerBound))
    }

    /// Whether a moment is gone.
    func isGone(_ before: Double) -> Bool { cut(upTo: before).map { cuts[$0].contains(before) } ?? false }

    /// The last cut that begins at a time or before it.
    private func cut(upTo time: Double) -> Int? {
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle].lowerBound <= time { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
