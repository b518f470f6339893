import Transcript

/// Counts what one line holds and judges it as a line to quote.
struct LineReader {
    let content: ContentTerms
    /// Nil where the language's words are not known.
    let cues: CueIndex?
    /// By term number, its letters.
    let letters: [Int]
    /// By term number, whether it has a digit.
    let digits: [Bool]

    init(content: ContentTerms, cues: CueIndex?, vocabulary: Vocabulary) {
        self.content = content
        self.cues = cues
        letters = vocabulary.terms.map(\.count)
        digits = vocabulary.terms.map { term in term.contains { $0.isWholeNumber } }
    }

    func read(_ line: Line, tokens: ArraySlice<Int32>) -> (counts: Tally.Counts, signs: LineSigns) {
        var counts = Tally.Counts()
        var opening = Opening()
        for index in tokens.indices {
            let term = Int(tokens[index])
            counts[.letters] += Double(letters[term])
            if content.isContent[term] {
                counts[.content] += 1
                opening.hasNamed = true
            }
            if digits[term] { counts[.numbers] += 1 }
            if content.isKey[term] { counts[.keys] += 1 }
            cues?.forEach(at: index, in: tokens) { kind, length in
                opening.add(kind, at: index - tokens.startIndex, length: length)
                if case .tally(let tally) = kind { counts[tally] += 1 }
            }
        }
        counts[.words] = Double(tokens.count)
        let isChatter = tokens.count < 5 && counts[.chatter] * 2 > Double(tokens.count)
        counts[.chatter] = isChatter || tokens.isEmpty ? 1 : 0
        let asks = line.text.suffix(2).contains { "?？؟".contains($0) }
        counts[.questions] = asks && tokens.count > 3 ? 1 : 0
        let signs = LineSigns(
            quotable: quotable(line, counts, leans: opening.leans),
            leaning: leaning(line, opening, words: tokens.count),
            story: opening.opensStory,
            turns: opening.turns,
            announces: announces(line, opening, words: tokens.count),
            asks: asks,
            words: tokens.count
        )
        return (counts, signs)
    }

    /// Few words that say that something follows; what is long says it itself.
    private func announces(_ line: Line, _ opening: Opening, words: Int) -> Bool {
        line.text.hasSuffix(":") || (opening.announces && words <= Self.longestAnnouncement)
    }

    /// A line of fewer words is mostly a piece of a sentence, which the one before completes.
    static let fragment = 5
    /// Words of the longest line that only announces.
    private static let longestAnnouncement = 14

    private func leaning(_ line: Line, _ opening: Opening, words: Int) -> Double {
        if opening.leans { return opening.points ? 1 : 0.6 }
        if opening.refers || words < Self.fragment { return 0.6 }
        return line.opens ? 0 : 0.5
    }

    /// Six to sixteen words are best to quote (captions of that length fit two lines); most of the rest is for words
    /// with a topic and for strength, against pointing elsewhere and doubting.
    private func quotable(_ line: Line, _ counts: Tally.Counts, leans: Bool) -> Double {
        let words = max(counts[.words], counts[.letters] / 6)
        guard words >= 3, counts[.routine] == 0 else { return 0 }
        let fit = words < 6 ? words / 6 : words > 16 ? max(0.1, 1 - (words - 16) / 20) : 1
        let topic = min(1, counts[.content] / words * 2.5)
        let strength =
            counts[.feelings] + counts[.extremes] + counts[.insights] + counts[.contrasts] + counts[.numbers] / 2
            + counts[.together] / 2
        let weakness = (counts[.hedges] * 2 + counts[.pointers] + counts[.selves] / 2) / words
        let whole = line.opens && line.closes ? 1 : 0.6
        let value = 0.45 * topic + 0.45 * min(1, strength / 3) + 0.1 - min(0.5, weakness)
        return min(1, max(0, value)) * fit * whole * (leans ? 0.6 : 1)
    }
}

/// What the first words of a line do.
private struct Opening {
    /// A listener who has not heard what a pronoun stands for is lost where it comes this early; later the sentence
    /// itself has mostly said it.
    private static let firstWords = 5

    /// A word that ties or points to what was said before comes first.
    var leans = false
    /// A word that points there is among the first ("he", "and that").
    var points = false
    /// A pronoun is among the first words, and nothing was named before that it can stand for.
    var refers = false
    /// A word with a topic has come.
    var hasNamed = false
    var opensStory = false
    var turns = false
    var announces = false

    mutating func add(_ kind: CueIndex.Kind, at position: Int, length: Int) {
        switch kind {
        case .link:
            leans = leans || position == 0
            // A whole phrase, such as "as I said", says outright that it points back.
            points = points || (position == 0 && length > 2)
        case .tally(.pointers):
            leans = leans || position == 0
            points = points || position < 2
        case .story:
            opensStory = opensStory || position < 3
        case .pronoun: refers = refers || (!hasNamed && position < Self.firstWords)
        case .turn: turns = turns || position == 0
        case .announcement: announces = true
        case .tally: break
        }
    }
}
