/// Finds the pieces of a sentence that are grammatical and lean on nothing outside of them.
struct ClauseFinder: Sendable {
    let speech: Speech
    let lexicon: Lexicon
    let grammar: Grammar
    let language: Language

    /// Words of a piece.
    var lengths = Self.short

    /// Whether "this dough", and what a piece mostly says itself, may stand in it: where nothing is free of it.
    var isLoose = false

    /// Words of a title.
    static let short = 4...9
    /// Words of a whole sentence that is a title where nothing shorter says as much.
    static let any = 4...18

    /// The pieces of a line that is a sentence, in order of their beginnings. O(words).
    func clauses(_ line: Int, asks: Bool) -> [Clause] {
        let (tokens, asks) = withoutTag(speech.tokens(line), asks: asks)
        guard let first = stripped(tokens.lowerBound, in: tokens) else { return [] }
        var clauses: [Clause] = []
        func add(_ range: Range<Int>, _ form: Clause.Form) {
            guard lengths.contains(range.count), isClosed(range), stands(range) else { return }
            let isWhole = range.upperBound == tokens.upperBound
            clauses.append(
                Clause(
                    tokens: range,
                    form: form,
                    asks: asks && form != .embedded && form != .noun && (isWhole || range.lowerBound == first),
                    isTrimmed: !isWhole && speech.marks[range.upperBound - 1] < .comma
                        && (asks || isTrimmable(range.upperBound)),
                    beginsSentence: range.lowerBound == first,
                    ends: isWhole
                )
            )
        }
        if isFinished(first..<tokens.upperBound, in: tokens), opensWell(first..<tokens.upperBound, asks: asks) {
            add(first..<tokens.upperBound, .sentence)
        }
        for start in tokens {
            if start == first {
                for range in pieces(from: start, in: tokens) where range.upperBound < tokens.upperBound {
                    if !asks, isClause(range, asks: false, in: tokens) { add(range, .part) }
                    if asks, isShortQuestion(range, in: tokens) || isPartedQuestion(range) { add(range, .part) }
                }
            } else if start > first, isStart(start, in: tokens) {
                let begin = stripped(start, in: tokens) ?? start
                let isConditional = isConditional(begin, in: tokens)
                for range in pieces(from: begin, in: tokens) {
                    let isQuestion =
                        range.upperBound == tokens.upperBound && (kind(begin).contains(.question) || isInverted(begin))
                    if isConditional, !(asks && isQuestion) { continue }
                    if !asks || isQuestion, isClause(range, asks: asks, in: tokens) { add(range, .part) }
                }
            }
            if isEmbedded(start, in: tokens) {
                for range in pieces(from: start, in: tokens) where isFinished(range, in: tokens) {
                    if verb(in: start + 1..<range.upperBound) != nil { add(range, .embedded) }
                }
            }
            if !asks, isToldFact(start, in: tokens) {
                for range in pieces(from: start, in: tokens) where isClause(range, asks: false, in: tokens) {
                    add(range, .part)
                }
            }
            if isNounStart(start, in: tokens) {
                for range in pieces(from: start, in: tokens) where isNounPhrase(range, in: tokens) { add(range, .noun) }
            }
        }
        return clauses
    }

    private func stands(_ range: Range<Int>) -> Bool {
        if beginsWithParticiple(range) { return false }
        let standing = Standing(self, range)
        if !isLoose { return standing.isFree }
        return standing.pointers.allSatisfy {
            standing.isNamed($0) || standing.presents($0) || isUnderstood($0, in: range)
        }
    }

    /// Whether a line, all of it, can be understood by somebody who has heard nothing else.
    func standsAlone(_ line: Int, asks: Bool) -> Bool {
        let tokens = speech.tokens(line)
        guard opensWell(tokens, asks: asks) else { return false }
        return Standing(self, tokens).isFree
    }

    /// The sentence without ", right?", which asks nothing.
    private func withoutTag(_ tokens: Range<Int>, asks: Bool) -> (Range<Int>, asks: Bool) {
        guard let last = tokens.last, tokens.count > 3, speech.marks[last - 1] >= .comma,
            grammar.tags.contains(word(last).whole)
        else { return (tokens, asks) }
        let rest = tokens.dropLast()
        return (rest, stripped(rest.lowerBound, in: rest).map { kind($0).contains(.question) } ?? false)
    }

    /// The pieces of a title's length from a word to where one may end.
    private func pieces(from start: Int, in tokens: Range<Int>) -> [Range<Int>] {
        ends(after: start, in: tokens).map { start..<$0 }
    }
}

extension ClauseFinder {
    // MARK: Words

    func kind(_ token: Int) -> Lexicon.Kind { lexicon.kind(token, speech) }

    func word(_ token: Int) -> SpokenWord { speech.word(token) }

    func term(_ token: Int) -> Int { Int(lexicon.term(token, speech)) }

    /// Whether a word belongs to no class of small words.
    func isOpen(_ token: Int) -> Bool { kind(token).isDisjoint(with: .closed) }

    /// Whether a word is a pronoun that is a subject and needs nobody to be named.
    func isPronoun(_ token: Int) -> Bool {
        let kind = kind(token)
        return kind.contains(.subject) && kind.isDisjoint(with: .determiner)
    }

    /// Whether a word is a name by its capital.
    func isName(_ token: Int) -> Bool {
        isOpen(token) && (lexicon.isName[term(token)] || lexicon.hasCapitalNouns && word(token).hasCapital)
    }

    /// Whether a word is a noun.
    func isNoun(_ token: Int) -> Bool {
        let own = kind(token)
        guard own.isDisjoint(with: .closed) else { return false }
        if lexicon.hasCapitalNouns { return word(token).hasCapital }
        return own.contains(.vague) || isName(token) || lexicon.isNoun[term(token)]
    }

    /// Whether a piece says that something is not.
    func isNegative(_ range: Range<Int>) -> Bool {
        range.contains { grammar.negations.contains(word($0).whole) || word($0).whole.hasSuffix("n't") }
    }
}
