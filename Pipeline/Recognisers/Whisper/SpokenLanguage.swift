import Media

/// Which language is spoken in a talk, from guesses at many places of it: intros, music and quotations mislead.
struct SpokenLanguage: Sendable, Equatable {
    /// The likeliest, ISO 639-1; nil where nobody speaks.
    let language: String?
    /// Whether it is the one language of the talk, and that is likely.
    var isSure: Bool { others.isEmpty && probability >= Self.sure }
    /// How likely it is, 0 to 1: the mean of the guesses.
    let probability: Double
    /// The others that are spoken in a good part of the talk.
    let others: [String]

    /// The part of the talk that makes a language one of its own.
    private static let share = 0.2
    /// What is less likely is no more than a guess.
    private static let sure = 0.5

    /// For each place the likeliest languages, the likeliest first; places where nobody speaks have none.
    init(_ places: [[LanguageGuess]]) {
        let heard = places.filter { !$0.isEmpty }
        var sums: [String: Double] = [:]
        var first: [String: Int] = [:]
        for place in heard {
            for guess in place { sums[guess.language, default: 0] += guess.probability }
            if let best = place.first, best.probability >= Self.sure { first[best.language, default: 0] += 1 }
        }
        let ranked = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let best = ranked.first
        let count = Double(max(heard.count, 1))
        others = ranked.dropFirst().map(\.key).filter { Double(first[$0] ?? 0) / count >= Self.share }
        probability = (best?.value ?? 0) / count
        language = best?.key
    }

    /// The pieces of a sound to guess at: at most so many, of half a minute each, spread over it.
    static func places(in speech: SpeechMap, atMost most: Int = 8) -> [SoundPiece] {
        var pieces: [SoundPiece] = []
        for number in 0..<most {
            let time = speech.end * (Double(number) + 0.5) / Double(most)
            let after = max(pieces.last?.end ?? 0, time - 15)
            guard let piece = speech.piece(after: after, atMost: 30) else { break }
            pieces.append(piece)
        }
        // What is shorter than a piece has no middle of its own.
        if pieces.isEmpty, let piece = speech.piece(after: 0, atMost: 30) { pieces.append(piece) }
        return pieces
    }
}
