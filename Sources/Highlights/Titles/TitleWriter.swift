/// Finds a title for lines of a talk: a piece of what is said that stands alone and says what it is about or makes one curious;
/// where there is none, what the lines are about.
struct TitleWriter: Sendable {
    let reading: Reading
    let speech: Speech
    let lexicon: Lexicon
    let subjects: Subjects
    /// Whether the talk has stops.
    let isPunctuated: Bool
    let finder: ClauseFinder?
    private let strong: Set<String>
    private let weak: Set<String>
    private let hedgePairs: Set<String>

    /// A title, and the line that it is a piece of; nil where it only names what the lines are about.
    typealias Title = (text: String, line: Int?)

    /// A piece that ranks lower says less than a phrase for the topic.
    private static let floor = 0.45
    /// A piece that ranks lower says less than a list of what the lines are about.
    private static let lowest = 0.3

    init(reading: Reading, speech: Speech, lexicon: Lexicon, subjects: Subjects) {
        self.reading = reading
        self.speech = speech
        self.lexicon = lexicon
        self.subjects = subjects
        finder = reading.language.map {
            ClauseFinder(speech: speech, lexicon: lexicon, grammar: $0.grammar, language: $0)
        }
        let stops = reading.lines.count { line in line.text.last.map { ".!?…。！？؟।\"”»".contains($0) } ?? false }
        isPunctuated = stops * 2 > reading.lines.count
        func single(_ cues: [Substring]) -> [String] { cues.filter { !$0.contains(" ") }.map(String.init) }
        let words = reading.language?.words
        strong = Set(words.map { single($0.feelings) + single($0.extremes) } ?? [])
        hedgePairs = Set((words?.hedges ?? []).filter { $0.contains(" ") }.map(String.init))
        weak = Set(words.map { single($0.hedges) } ?? [])
    }

    /// The title of these lines; nil where nothing is said.
    func title(_ lines: ClosedRange<Int>) -> Title? {
        let about = subjects.subjects(in: lines)
        let best = pieces(lines, about: about).first
        if let best, best.rank >= Self.floor { return (best.text, best.line) }
        if let phrase = phrase(lines, about: about) { return (phrase, nil) }
        if let best { return (best.text, best.line) }
        if let topic = topic(about) { return (topic, nil) }
        return shortened(lines)
    }

    /// A piece that may be a title.
    struct Piece {
        var text: String
        var line: Int
        var rank: Double
    }

    /// The pieces of these lines that may be titles, best first.
    func pieces(_ lines: ClosedRange<Int>, about: [Subjects.Subject]) -> [Piece] {
        let topics = Set(about.prefix(6).flatMap(\.terms))
        var pieces: [Piece] = []
        for line in lines where isWhole(line) && reading.counts(line...line)[.routine] == 0 {
            guard let finder else {
                if let whole = whole(line) { pieces.append(whole) }
                continue
            }
            let asks = asks(line)
            for clause in finder.clauses(line, asks: asks) {
                let isOpening = line == lines.lowerBound && clause.form == .sentence
                let rank = rank(clause, topics: topics) + 0.2 * reading.signs[line].quotable - (isOpening ? 0.2 : 0)
                if rank >= Self.lowest {
                    pieces.append(Piece(text: text(clause.tokens, asks: clause.asks), line: line, rank: rank))
                }
            }
        }
        return pieces.sorted { ($1.rank, $0.line) < ($0.rank, $1.line) }
    }

    private func rank(_ clause: Clause, topics: Set<Int32>) -> Double {
        var (content, nouns, keys, names, strength, weakness, numbers) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        var addresses = false
        var seen: Set<Int32> = []
        for token in clause.tokens {
            let word = speech.word(token)
            let kind = lexicon.kind(token, speech)
            let term = lexicon.term(token, speech)
            guard seen.insert(term).inserted else { continue }
            if kind.isDisjoint(with: Lexicon.Kind.closed.union([.stop, .vague, .other, .number])) { content += 1 }
            if topics.contains(term) { keys += 1 }
            if lexicon.isNoun[Int(term)], kind.isDisjoint(with: [.vague, .stop]) { nouns += 1 }
            if lexicon.isName[Int(term)], kind.isDisjoint(with: .closed) { names += 1 }
            if kind.contains(.number), word.plain.count > 1, word.plain != "one" { numbers += 1 }
            if strong.contains(word.whole) || ClauseFinder.negations.contains(word.whole) { strength += 1 }
            if weak.contains(word.whole) || Self.fading.contains(word.plain) { weakness += 1 }
            if kind.contains(.backward), kind.isDisjoint(with: .determiner) { weakness += 0.5 }
            if Self.listeners.contains(word.whole) { addresses = true }
        }
        guard content > 1 || nouns + names > 0 else { return 0 }
        weakness += Double(hedges(clause.tokens)) + (isAboutTalking(clause.tokens) ? 3 : 0)
        let form =
            switch clause.form {
            case .sentence: 0.2
            case .part: 0.05
            case .embedded: 0.15
            case .noun: 0.2
            }
        let count = clause.tokens.count
        let length = (5...8).contains(count) ? 0.1 : 0
        let topic = min(0.45, 0.12 * content + 0.1 * keys + 0.1 * names)
        let force = min(
            0.4,
            0.12 * strength + (numbers > 0 ? 0.12 : 0) + (clause.asks ? 0.2 : 0) + (addresses ? 0.08 : 0)
        )
        return form + length + topic + force - 0.12 * weakness - (isStatement(clause) ? 0 : 0.5)
            - (isAnaphoric(clause) ? 0.1 : 0) - (clause.isTrimmed ? 0.1 : 0)
    }

    /// Words that date or place a sentence by where it was said, or take from what it says.
    private static let fading: Set<String> = [
        "today", "tonight", "now", "here", "yesterday", "tomorrow", "heute", "jetzt", "hier", "um", "uh", "like",
        "just", "actually", "basically", "well",
        "aujourd'hui", "hoy", "ahora", "oggi", "adesso", "hoje", "agora", "i", "sir", "mr",
    ]

    private static let listeners: Set<String> = [
        "you", "your", "we", "our", "us", "wir", "uns", "sie", "ihr", "nous", "vous", "notre", "nosotros", "nuestro",
        "noi", "nostro", "nós", "nosso", "a", "você",
    ]

    /// "You know", "kind of": how often it hedges in more words than one.
    private func hedges(_ tokens: Range<Int>) -> Int {
        tokens.dropLast().count { token in
            hedgePairs.contains(speech.word(token).whole + " " + speech.word(token + 1).whole)
        }
    }

    /// "You mentioned", "I'm pleased to be here": about the talk itself and its people.
    private func isAboutTalking(_ tokens: Range<Int>) -> Bool {
        tokens.prefix(4).contains { Self.talking.contains(speech.word($0).whole) }
    }

    private static let talking: Set<String> = [
        "mentioned", "said", "asked", "talked", "talk", "talking", "describe", "described", "pleased", "glad",
        "honored", "honoured", "thank", "grateful", "delighted",
        "introduce", "mean", "sagten", "gesagt", "danke", "remercie", "gracias", "grazie", "obrigado", "remarks",
        "mention",
    ]

    /// Whether it has a verb, or is called out: "Five seconds, on a wooden ship!"
    private func isStatement(_ clause: Clause) -> Bool {
        guard let finder, clause.form == .sentence, reading.language == .english || reading.language == .german else {
            return true
        }
        if finder.verb(in: clause.tokens) != nil { return true }
        guard let first = clause.tokens.first, lexicon.kind(first, speech).isDisjoint(with: .preposition) else {
            return false
        }
        return clause.tokens.contains { token in
            let word = speech.word(token)
            return word.text.hasSuffix("!") || ClauseFinder.negations.contains(word.whole)
        }
    }

    /// "The captain paid": a noun that the listener is taken to know.
    private func isAnaphoric(_ clause: Clause) -> Bool {
        guard let first = clause.tokens.first, lexicon.kind(first, speech).contains(.determiner) else { return false }
        let words: Set<String> = [
            "the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "i", "gli", "o", "a", "os",
            "as",
        ]
        guard words.contains(speech.word(first).plain), clause.form != .noun else { return false }
        // "The end of the war", "the man who": told what is meant.
        return !clause.tokens.dropFirst(2).prefix(2).contains { token in
            let kind = lexicon.kind(token, speech)
            return kind.contains(.preposition) || kind.contains(.subordinator)
        }
    }

    /// The words of a piece as a title: with a capital, without a closing stop.
    func text(_ tokens: Range<Int>, asks: Bool) -> String {
        var title = tokens.map { speech.word($0).text }.joined(separator: " ")
        title = Headline.withoutStop(title)
        while let first = title.first, !first.isLetter, !first.isNumber, !"\"“„«([¿¡$€£".contains(first) {
            title.removeFirst()
        }
        // Quotes around all of it say nothing; a comma before the last one is the sentence's.
        if let last = title.last, "\"”“»".contains(last) {
            title.removeLast()
            title = Headline.withoutStop(title)
            if let first = title.first, "\"“„«".contains(first) { title.removeFirst() } else { title.append(last) }
        }
        if !asks, title.hasSuffix("?") { title.removeLast() }
        if asks, let last = title.last, last.isLetter || last.isNumber { title += "?" }
        if let first = title.first, first.isLowercase, tokens.first.map({ !speech.word($0).hasInnerCapital }) ?? true {
            title = first.uppercased() + title.dropFirst()
        }
        return title
    }
}

extension TitleWriter {
    /// Whether a line is a sentence with a stop: where there are none, nobody knows where one ends.
    func isWhole(_ line: Int) -> Bool {
        reading.lines[line].opens && reading.lines[line].closes && hasStop(line)
    }

    /// Whether a line ends with the sign that ends a sentence.
    func hasStop(_ line: Int) -> Bool {
        let last = reading.lines[line].text.last { !"\"”“»')]".contains($0) }
        return last.map { ".!?…。！？؟।".contains($0) } ?? false
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

    /// Whether a line has a finite verb, as far as that can be told.
    func hasVerb(_ line: Int) -> Bool {
        guard let finder, reading.language == .english || reading.language == .german else { return true }
        return finder.verb(in: speech.tokens(line)) != nil
    }

    /// Whether a line speaks to those who listen.
    func addressesListener(_ line: Int) -> Bool {
        speech.tokens(line).contains { Self.listeners.contains(speech.word($0).whole) }
    }
}

extension TitleWriter {
    /// "The fundamental nature of matter": the phrase of these lines that says most of what they are about; nil without any.
    private func phrase(_ lines: ClosedRange<Int>, about: [Subjects.Subject]) -> String? {
        guard let finder else { return nil }
        var weights: [Int32: Double] = [:]
        for (place, subject) in about.prefix(8).enumerated() {
            for term in subject.terms { weights[term] = 1 - 0.1 * Double(place) }
        }
        var best: (range: Range<Int>, rank: Double)?
        for line in lines where reading.counts(line...line)[.routine] == 0 {
            for range in finder.phrases(line) {
                var rank = 0.0
                var seen: Set<Int32> = []
                for token in range {
                    let term = lexicon.term(token, speech)
                    guard seen.insert(term).inserted else { continue }
                    let kind = lexicon.kind(token, speech)
                    rank +=
                        weights[term]
                        ?? (kind.isDisjoint(with: Lexicon.Kind.closed.union([.stop, .vague, .other])) ? 0.35 : 0)
                }
                if rank >= (about.isEmpty ? 0.7 : 0.95), rank > best?.rank ?? 0,
                    about.isEmpty || range.contains(where: { weights[lexicon.term($0, speech)] != nil })
                {
                    best = (range, rank)
                }
            }
        }
        return best.map { text($0.range, asks: false) }
    }

    /// What the lines are about, as it stands in a sentence: "the bridge", "yeast cells".
    func topics(_ lines: ClosedRange<Int>) -> [String] {
        subjects.subjects(in: lines).prefix(3).map(inSentence)
    }

    /// English says "the bridge" where there is one.
    private func inSentence(_ subject: Subjects.Subject) -> String {
        let isPlural = subject.words.last?.hasSuffix("s") == true
        let needsArticle = reading.language == .english && !subject.isBare && (subject.isName || !isPlural)
        return (needsArticle ? "the " : "") + subject.words.joined(separator: " ")
    }

    /// "Bread, dough and yeast cells": at most three of what the lines are about; nil where that is nothing.
    func topic(_ about: [Subjects.Subject]) -> String? {
        var phrases = about.prefix(3).map(inSentence)
        guard let first = phrases.first else { return nil }
        let grammar = reading.language?.grammar
        var title: String
        if phrases.count == 1 {
            title = grammar.map { $0.about + " " + first } ?? first
        } else if let grammar, let last = phrases.popLast() {
            title = phrases.joined(separator: ", ") + " " + grammar.and + " " + last
        } else {
            title = phrases.joined(separator: ", ")
        }
        if let letter = title.first, letter.isLowercase, title.dropFirst().first?.isUppercase != true {
            title = letter.uppercased() + title.dropFirst()
        }
        return title.count <= Headline.limit ? title : first
    }

    /// A whole sentence of a language whose grammar is not known.
    private func whole(_ line: Int) -> Piece? {
        let text = Headline.withoutStop(reading.lines[line].text)
        let isSpaced = text.contains(" ")
        let words = text.split(separator: " ").count
        guard isSpaced ? ClauseFinder.lengths.contains(words) : (6...Headline.unspaced).contains(text.count) else {
            return nil
        }
        return Piece(text: text, line: line, rank: reading.signs[line].quotable)
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
}
