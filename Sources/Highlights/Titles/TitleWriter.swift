/// Finds a title for lines of a talk: a piece of what is said that stands alone and says what it is about or makes one
/// curious; where there is none, what the lines are about.
struct TitleWriter: Sendable {
    let reading: Reading
    let speech: Speech
    let lexicon: Lexicon
    let subjects: Subjects
    /// Whether the talk has stops.
    let isPunctuated: Bool
    /// Nil where the language's words are not known.
    let finder: ClauseFinder?
    private let words: RankWords

    /// A title, and the line that it is a piece of; nil where it only names what the lines are about.
    typealias Title = (text: String, line: Int?)

    /// What a sentence loses with a word for what was spoken of.
    private static let named = 0.15
    /// What it loses as "this is a victory", whose words say what "this" is.
    private static let presenting = 0.25
    /// What it loses more where a word stands for all that was said.
    private static let pointing = 0.4
    /// A piece that ranks lower says less than a phrase for the topic.
    private static let middle = 0.3
    /// A piece that ranks lower says less than a list of what the lines are about.
    private static let lowest = 0.25
    /// What the first line loses: one hears it, and reads it in the captions, while the title stands there.
    private static let opening = 0.2
    /// What a line counts that one would quote.
    private static let quotable = 0.3
    /// What a longer sentence loses by each word that it has more, and at most: a title is read at a glance.
    private static let longer = (word: 0.04, most: 0.28)
    /// What a line to quote counts beside a title.
    private static let quoteShare = 0.3

    init(reading: Reading, speech: Speech, lexicon: Lexicon, subjects: Subjects) {
        self.reading = reading
        self.speech = speech
        self.lexicon = lexicon
        self.subjects = subjects
        finder = reading.language.map {
            ClauseFinder(speech: speech, lexicon: lexicon, grammar: $0.grammar, language: $0)
        }
        isPunctuated = reading.lines.count(where: { Self.hasStop($0.text) }) * 2 > reading.lines.count
        words = RankWords(reading.language)
    }

    /// The title of these lines; nil where nothing is said.
    func title(_ lines: ClosedRange<Int>) -> Title? {
        let about = subjects.subjects(in: lines)
        let best = best(pieces(lines, about: about, finder) + loose(lines, about: about), lines)
        // A whole sentence that ranks low is still rather read than a phrase, and a phrase than a list.
        if let best, best.rank >= Self.middle { return (best.text, best.line) }
        if let phrase = phrase(lines, about: about) { return (phrase, nil) }
        if let best { return (best.text, best.line) }
        if about.isEmpty { return shortened(lines) }
        // One subject is no title; with it stands what the talk is about.
        let more = subjects.best.first { Set($0.terms).isDisjoint(with: about[0].terms) }
        return topic(about.count > 1 ? about : about + [more].compactMap { $0 }).map { ($0, nil) }
    }

    /// A piece that may be a title.
    private struct Piece {
        var text: String
        var line: Int
        var rank: Double
        var asks = false
        /// Whether it is all of a sentence, or all of a clause.
        var isWhole = false
    }

    /// Whole sentences with a word for what was spoken of, or longer ones, which still say more than a phrase or a list.
    private func loose(_ lines: ClosedRange<Int>, about: [Subjects.Subject]) -> [Piece] {
        guard var finder else { return [] }
        finder.isLoose = true
        finder.lengths = ClauseFinder.any
        return pieces(lines, about: about, finder).filter { $0.isWhole && $0.text.count <= Headline.limit }.map {
            piece in
            var piece = piece
            piece.rank -= Self.lengthLoss(piece.text)
            return piece
        }
    }

    /// The piece that ranks best with the line that is left to quote: not both are the same line.
    private func best(_ pieces: [Piece], _ lines: ClosedRange<Int>) -> Piece? {
        let quotable = lines.map { (line: $0, value: reading.signs[$0].quotable) }.sorted { $0.value > $1.value }
        func worth(_ piece: Piece) -> Double {
            piece.rank + Self.quoteShare * (quotable.first { $0.line != piece.line }?.value ?? 0)
        }
        return pieces.enumerated().max { one, other in
            (worth(one.element), -one.offset) < (worth(other.element), -other.offset)
        }?.element
    }

    /// The pieces of these lines that may be titles.
    private func pieces(
        _ lines: ClosedRange<Int>,
        about: [Subjects.Subject],
        _ finder: ClauseFinder?
    ) -> [Piece] {
        let topics = Set(about.prefix(6).flatMap(\.terms))
        var pieces: [Piece] = []
        for line in lines where isWhole(line) && reading.counts(line...line)[.routine] == 0 {
            guard let finder else {
                if let whole = whole(line) { pieces.append(whole) }
                continue
            }
            for clause in finder.clauses(line, asks: asks(line)) {
                let isOpening = line == lines.lowerBound && clause.form == .sentence
                var rank = words.rank(clause, finder, topics: topics) + Self.quotable * reading.signs[line].quotable
                if finder.isLoose { rank -= leaning(clause, finder) }
                if rank >= Self.lowest {
                    pieces.append(
                        Piece(
                            text: text(clause.tokens, asks: clause.asks),
                            line: line,
                            rank: rank - (isOpening ? Self.opening : 0),
                            asks: clause.asks,
                            isWhole: clause.form == .sentence
                                || clause.form == .part && (!clause.isTrimmed || clause.asks)
                        )
                    )
                }
            }
        }
        return pieces
    }

    private static func lengthLoss(_ text: String) -> Double {
        let words = text.count { $0 == " " } + 1
        return min(longer.most, longer.word * Double(max(0, words - ClauseFinder.short.upperBound)))
    }

    /// What a piece loses by words that mean something outside of it.
    private func leaning(_ clause: Clause, _ finder: ClauseFinder) -> Double {
        let standing = Standing(finder, clause.tokens)
        let pointers = standing.pointers
        if pointers.isEmpty { return 0 }
        if pointers.allSatisfy(standing.isNamed) { return Self.named }
        if pointers.allSatisfy({ standing.isNamed($0) || standing.presents($0) }) { return Self.presenting }
        return Self.named + Self.pointing
    }

    /// A whole sentence of a language whose words are not known.
    private func whole(_ line: Int) -> Piece? {
        let text = Headline.withoutStop(reading.lines[line].text)
        let words = text.split(separator: " ").count
        let fits = words > 1 ? ClauseFinder.short.contains(words) : (6...Headline.unspaced).contains(text.count)
        return fits ? Piece(text: text, line: line, rank: reading.signs[line].quotable) : nil
    }

    /// The beginning of what is said, where nothing better is known.
    private func shortened(_ lines: ClosedRange<Int>) -> Title? {
        let line =
            lines.max { first, second in
                let (one, other) = (reading.signs[first], reading.signs[second])
                return (one.quotable, one.words, -first) < (other.quotable, other.words, -second)
            } ?? lines.lowerBound
        let text = Headline(language: reading.language).part(reading.lines[line].text)
        if text.isEmpty { return nil }
        return (speech.isCased ? text : text.prefix(1).uppercased() + text.dropFirst(), line)
    }

    /// The words of a piece as a title: with a capital, without a closing stop.
    func text(_ tokens: Range<Int>, asks: Bool) -> String {
        let said = tokens.filter { $0 + 1 == tokens.upperBound || finder?.isFalseStart($0) != true }
        var title = Headline.withoutStop(said.map { speech.word($0).text }.joined(separator: " "))
        while let first = title.first, !first.isLetter, !first.isNumber, !"\"“„«([¿¡$€£".contains(first) {
            title.removeFirst()
        }
        // Quotes around all of it say nothing; a comma before the last one is the sentence's.
        if let last = title.last, "\"”“»".contains(last) {
            title.removeLast()
            title = Headline.withoutStop(title)
            if let first = title.first, "\"“„«".contains(first) { title.removeFirst() } else { title.append(last) }
        }
        let asks = asks || isDirectQuestion(tokens)
        if !asks, title.hasSuffix("?") { title.removeLast() }
        if asks, let last = title.last, last.isLetter || last.isNumber {
            title += reading.language == .french ? " ?" : "?"
        }
        if let first = title.first, first.isLowercase, tokens.first.map({ !speech.word($0).hasInnerCapital }) ?? true {
            title = first.uppercased() + title.dropFirst()
        }
        return title
    }
}

extension TitleWriter {
    /// "What does a bridge look like": the verb before its subject asks, wherever it stands.
    private func isDirectQuestion(_ tokens: Range<Int>) -> Bool {
        guard let finder, finder.language == .english, tokens.count > 2,
            finder.kind(tokens.lowerBound).contains(.question)
        else { return false }
        return ["do", "does", "did"].contains(finder.word(tokens.lowerBound + 1).plain)
    }
}

extension TitleWriter {
    // MARK: Lines

    /// Whether a line is a sentence with a stop: where there are none, nobody knows where one ends.
    func isWhole(_ line: Int) -> Bool {
        reading.lines[line].opens && reading.lines[line].closes && hasStop(line)
    }

    /// Whether a line ends with the sign that ends a sentence.
    func hasStop(_ line: Int) -> Bool { Self.hasStop(reading.lines[line].text) }

    private static func hasStop(_ text: String) -> Bool {
        text.last { !"\"”“»')]".contains($0) }.map { ".!?…。！？؟।".contains($0) } ?? false
    }

    /// Whether a line ends as a question.
    func asks(_ line: Int) -> Bool {
        reading.lines[line].text.suffix(2).contains { "?？؟".contains($0) }
    }

    /// Whether a line can be understood by somebody who has heard nothing else.
    func standsAlone(_ line: Int) -> Bool {
        guard let finder else { return reading.signs[line].leaning == 0 }
        return finder.standsAlone(line, asks: asks(line))
    }

    /// Whether somebody who has heard nothing before cannot follow a line.
    func leansBack(_ line: Int) -> Bool {
        guard let finder else { return reading.signs[line].leaning > 0 }
        return finder.leansBack(line, asks: asks(line))
    }

    /// Whether a line has a finite verb, as far as that can be told.
    func hasVerb(_ line: Int) -> Bool {
        guard let finder, !finder.grammar.isRomance else { return true }
        return finder.verb(in: speech.tokens(line)) != nil
    }

    /// Whether a line speaks to those who listen.
    func addressesListener(_ line: Int) -> Bool {
        speech.tokens(line).contains { finder?.grammar.listeners.contains(speech.word($0).whole) == true }
    }
}
