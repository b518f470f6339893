extension EdgePause {
    /// What is left to the sound before it, in seconds: words die away.
    private static let fading = 0.04
    /// What is left to the word behind it, in seconds: many begin softly.
    private static let onset = 0.1

    /// Between which times a moment that begins in this pause may begin instead: within the pause, never in a word.
    ///
    /// - Parameters:
    ///   - start: When it begins now, in seconds.
    ///   - end: When it ends.
    ///   - lengths: What it may last; one that lasts more or less already is not held to them.
    ///   - words: When words are said, as a transcript has it, in any order: none of them is begun or broken off.
    /// - Returns: A range that holds `start`; nil where it begins outside the pause or within a word.
    public func room(
        from start: Double,
        to end: Double,
        lengths: ClosedRange<Double>,
        words: [Range<Double>]
    ) -> ClosedRange<Double>? {
        guard self.start <= start, start <= self.end else { return nil }
        var low = min(start, self.start + Self.fading)
        var high = max(start, self.end - Self.onset)
        if lengths.contains(end - start) {
            low = max(low, min(start, end - lengths.upperBound))
            high = min(high, max(start, end - lengths.lowerBound))
        }
        for word in words {
            if word.lowerBound < start, word.upperBound > start { return nil }
            if word.upperBound <= start { low = max(low, word.upperBound) } else { high = min(high, word.lowerBound) }
        }
        return low <= start && start <= high ? low...high : nil
    }
}
