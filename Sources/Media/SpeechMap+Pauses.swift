extension SpeechMap {
    /// Whether a part of the sound falls again and again as speech does between words and syllables: applause, steady noise and
    /// much music do not. A tenth of it lies clearly below its loud parts.
    public func hasPauses(in span: Range<Double>) -> Bool {
        let first = min(levels.count, max(0, Int(span.lowerBound / LevelCurve.step)))
        let end = min(levels.count, max(first, Int((span.upperBound / LevelCurve.step).rounded(.up))))
        let sorted = levels[first..<end].sorted()
        guard !sorted.isEmpty else { return false }
        return sorted[sorted.count - 1 - sorted.count / 20] - sorted[sorted.count / 10] >= Self.contrast
    }
}
