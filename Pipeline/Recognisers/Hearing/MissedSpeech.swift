import Media

/// Where there is speech for seconds and no word was heard.
struct MissedSpeech: Sendable, Equatable {
    /// From the first to the last speech in it, in seconds.
    let stretch: Range<Double>
    /// Where the words before and after it end and begin.
    let between: Range<Double>
    /// How long it is without its pauses.
    let seconds: Double

    /// Less is a cough, or a word whose times are rough.
    static let shortest = 3.0

    /// All in a sound, in order. The parts are in order of time.
    static func all(in speech: SpeechMap, between parts: [HeardPart], until end: Double) -> [MissedSpeech] {
        var missed: [MissedSpeech] = []
        var from = 0.0
        func look(until to: Double) {
            guard to - from >= shortest else { return }
            let stretches = speech.stretches(from: from, to: to)
            let seconds = stretches.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            guard seconds >= shortest, let first = stretches.first, let last = stretches.last else { return }
            let stretch = first.lowerBound..<last.upperBound
            missed.append(MissedSpeech(stretch: stretch, between: from..<to, seconds: seconds))
        }
        for part in parts {
            look(until: part.start)
            from = max(from, part.likelyEnd)
        }
        look(until: end)
        return missed
    }

    /// The same in pieces of at most so many seconds, cut at pauses: of a long one some may be affordable.
    func parts(in speech: SpeechMap, atMost longest: Double) -> [MissedSpeech] {
        var parts: [MissedSpeech] = []
        var (start, from) = (stretch.lowerBound, between.lowerBound)
        while stretch.upperBound - start > longest, let piece = speech.piece(after: start, atMost: longest),
            piece.end > start, piece.end < stretch.upperBound
        {
            let seconds = speech.seconds(from: start, to: piece.end)
            parts.append(MissedSpeech(stretch: start..<piece.end, between: from..<piece.end, seconds: seconds))
            (start, from) = (piece.end, piece.end)
        }
        let seconds = speech.seconds(from: start, to: stretch.upperBound)
        return parts + [
            MissedSpeech(stretch: start..<stretch.upperBound, between: from..<between.upperBound, seconds: seconds)
        ]
    }
}
