import Media

/// Spreads a text that came without times over the stretches of speech of its piece, by the number of its letters.
struct EstimatedTimes {
    private let stretches: [Range<Double>]
    private let total: Double

    init(_ piece: SoundPiece, speech: SpeechMap) {
        let found = speech.stretches(from: piece.start, to: piece.end)
        self.init(found.isEmpty ? [piece.start..<piece.end] : found)
    }

    /// Over a span without pauses.
    init(_ span: Range<Double>) { self.init([span]) }

    private init(_ stretches: [Range<Double>]) {
        self.stretches = stretches
        total = stretches.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
    }

    /// Its words, on the video's clock.
    func parts(of text: String) -> [HeardPart] {
        let tokens = SpokenToken.tokens(of: text)
        // One more for each, as a pause or a sign takes time too.
        let letters = Double(tokens.reduce(0) { $0 + $1.letters.count + 1 })
        var said = 0.0
        return tokens.map { token in
            let from = said / letters
            said += Double(token.letters.count + 1)
            let start = time(after: from * total, isStart: true)
            let end = time(after: min(1, said / letters) * total, isStart: false)
            return HeardPart(text: token.text, start: start, end: max(start, end), timing: .estimate)
        }
    }

    /// When so many seconds of speech have been heard; at the end of a stretch a start is the next one's.
    private func time(after seconds: Double, isStart: Bool) -> Double {
        var left = seconds
        for stretch in stretches {
            let length = stretch.upperBound - stretch.lowerBound
            // Sums of times are not exact.
            if left < length - 1e-6 || (!isStart && left <= length + 1e-6) {
                return min(stretch.upperBound, stretch.lowerBound + left)
            }
            left = max(0, left - length)
        }
        return stretches.last?.upperBound ?? 0
    }
}
