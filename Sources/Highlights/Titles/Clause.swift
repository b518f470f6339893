/// A piece of a sentence that may stand alone.
struct Clause: Sendable {
    enum Form: Sendable {
        /// All of a sentence, but for its opening filler.
        case sentence
        /// A part of one with a subject and a verb.
        case part
        /// "Why dough needs time", said as "that is why dough needs time".
        case embedded
        /// "The one thing that nobody sells".
        case noun
    }

    let tokens: Range<Int>
    let form: Form
    /// Whether the sentence asks, and the piece with it.
    let asks: Bool
    /// Whether the sentence goes on with "in", "with" and the like.
    let isTrimmed: Bool
}

/// Finds the pieces of four to nine words in a sentence that are grammatical and lean on nothing outside of them.
struct ClauseFinder: Sendable {
    let speech: Speech
    let lexicon: Lexicon
    let grammar: Grammar
    let language: Language

    /// Words of a title.
    static let lengths = 4...9

    /// The pieces of a line that ends as a sentence, in order of their beginnings. O(words).
    func clauses(_ line: Int, asks: Bool) -> [Clause] {
        var tokens = speech.tokens(line)
        var asks = asks
        // ", right?" asks nothing.
        if let last = tokens.last, tokens.count > 3, speech.marks[last - 1] >= .comma,
            grammar.tags.contains(word(last).whole)
        {
            tokens.removeLast()
            asks = false
            if let first = stripped(tokens.lowerBound, in: tokens) { asks = kind(first).contains(.question) }
        }
        guard let first = stripped(tokens.lowerBound, in: tokens) else { return [] }
        var clauses: [Clause] = []
        func add(_ range: Range<Int>, _ form: Clause.Form) {
            guard Self.lengths.contains(range.count), isClosed(range, in: tokens) else { return }
            let stays = Standing(self, range, form: form, in: tokens)
            guard stays.isFree else { return }
            let isWhole = range.upperBound == tokens.upperBound
            let isTrimmed = !isWhole && speech.marks[range.upperBound - 1] < .comma && isTrimmable(range.upperBound)
            clauses.append(
                Clause(tokens: range, form: form, asks: asks && isWhole && form != .embedded, isTrimmed: isTrimmed)
            )
        }
        if isFinished(first..<tokens.upperBound, in: tokens), opensWell(first, asks: asks) {
            add(first..<tokens.upperBound, .sentence)
        }
        for start in tokens {
            if start > first, isStart(start, in: tokens) {
                let begin = stripped(start, in: tokens) ?? start
                for end in ends(after: begin, in: tokens) where end > begin {
                    let range = begin..<end
                    guard Self.lengths.contains(range.count),
                        !asks || end == tokens.upperBound && kind(begin).contains(.question)
                    else { continue }
                    if isClause(range, asks: asks, in: tokens), !isConditional(begin, in: tokens) { add(range, .part) }
                }
            } else if start == first, !asks {
                for end in ends(after: start, in: tokens) where end < tokens.upperBound {
                    let range = start..<end
                    if Self.lengths.contains(range.count), isClause(range, asks: false, in: tokens) {
                        add(range, .part)
                    }
                }
            }
            if isEmbedded(start, in: tokens) {
                for end in ends(after: start, in: tokens) where Self.lengths.contains(end - start) {
                    let range = start..<end
                    if isFinished(range, in: tokens), verb(in: start + 1..<end) != nil { add(range, .embedded) }
                }
            }
            if isNounStart(start, in: tokens) {
                for end in ends(after: start, in: tokens) where Self.lengths.contains(end - start) {
                    if isNounPhrase(start..<end, in: tokens) { add(start..<end, .noun) }
                }
            }
        }
        return clauses
    }

    /// Whether a line, all of it, can be understood by somebody who has heard nothing else.
    func standsAlone(_ line: Int, asks: Bool) -> Bool {
        let tokens = speech.tokens(line)
        guard let first = tokens.first, opensWell(first, asks: asks), speech.isCased || tokens.count > 3 else {
            return false
        }
        return Standing(self, tokens, form: .sentence, in: tokens).isFree
    }

    func kind(_ token: Int) -> Lexicon.Kind { lexicon.kind(token, speech) }

    func word(_ token: Int) -> SpokenWord { speech.word(token) }

    /// Whether a word belongs to no class of small words.
    func isOpen(_ token: Int) -> Bool { kind(token).isDisjoint(with: .closed) }

    /// Whether a word is a name by its capital.
    func isName(_ token: Int) -> Bool {
        lexicon.isName[Int(lexicon.term(token, speech))] && isOpen(token)
            || lexicon.hasCapitalNouns && word(token).hasCapital && isOpen(token)
    }

    // MARK: Beginnings

    /// Where what is said begins behind "and", "I think that" and the like; nil where too little is left.
    func stripped(_ start: Int, in tokens: Range<Int>) -> Int? {
        var start = start
        while let length = frame(at: start, in: tokens), tokens.upperBound - start - length > 2 { start += length }
        return tokens.upperBound - start > 2 ? start : nil
    }

    /// The length of the filler at a place that can be left out there.
    private func frame(at start: Int, in tokens: Range<Int>) -> Int? {
        // "Mara, what happened", "Effectively, the bank paid": a name that is called, or an adverb.
        if speech.marks[start] == .comma, start + 1 < tokens.upperBound,
            frameless.contains(where: { kind(start + 1).contains($0) })
        {
            let plain = word(start).plain
            if isName(start) && !grammar.capitalNouns || plain.hasSuffix("ly") || kind(start).contains(.number)
                || isOpen(start) && kind(start + 1).contains(.subject)
            {
                return 1
            }
        }
        let fitting = grammar.frames.filter { frame in
            frame.count < tokens.upperBound - start
                && frame.indices.allSatisfy {
                    word(start + $0).whole == frame[$0] && ($0 + 1 == frame.count || speech.marks[start + $0] == .none)
                }
                && canLeave(frame, next: start + frame.count)
        }
        return fitting.map(\.count).max()
    }

    /// What a clause begins with behind a word that is called out.
    private var frameless: [Lexicon.Kind] { [.question, .determiner, .subject, .auxiliary] }

    private func canLeave(_ frame: [String], next: Int) -> Bool {
        let mark = speech.marks[next - 1]
        if mark >= .comma {
            // German "ich glaube, dass" goes on with a clause that does not stand alone.
            return kind(next).isDisjoint(with: .subordinator) || kind(next).contains(.question) && !grammar.capitalNouns
        }
        if frame.count == 1 {
            if ["now", "today", "tonight"].contains(frame[0]) {
                return kind(next).contains(.subject) && kind(next).isDisjoint(with: .determiner)
            }
            if frame[0] == "like" {
                return kind(next).contains(.determiner) || isName(next)
                    || !kind(next).isDisjoint(with: [.question, .auxiliary, .subject])
            }
            guard grammar.conjunctions.contains(frame[0]) else { return false }
            if grammar.capitalNouns { return ["und", "aber", "denn", "oder"].contains(frame[0]) }
            let after = kind(next)
            return after.contains(.subject) && after.isDisjoint(with: .determiner) || after.contains(.question)
                || isName(next)
                || after.contains(.determiner) && frame[0] != "so"
        }
        if frame.last == "that" || frame.last == "que" || frame.last == "che" { return true }
        let after = kind(next)
        return after.contains(.subject) && after.isDisjoint(with: .determiner) && grammar.capitalNouns == false
    }

    /// Whether a sentence may begin with this word.
    private func opensWell(_ token: Int, asks: Bool) -> Bool {
        let kind = kind(token)
        let plain = word(token).plain
        if ["of", "like", "than", "per"].contains(plain), language == .english { return false }
        if kind.contains(.question) { return asks || !["which", "who", "whom", "whose"].contains(plain) }
        if kind.contains(.conjunction) { return false }
        if kind.contains(.subordinator), kind.isDisjoint(with: .determiner) {
            return grammar.leading.contains(word(token).plain)
        }
        if language == .english, word(token).plain == "to" || word(token).plain == "let" || word(token).whole == "let's"
        {
            return false
        }
        if grammar.isRomance, !asks, kind.contains(.auxiliary) || kind.contains(.verb), language != .french {
            // Without its subject a verb means somebody who was named before.
            return ["hay", "había", "hubo", "c'è", "há", "havia"].contains(word(token).whole)
        }
        return true
    }

    /// Whether a clause may begin here in the midst of a sentence.
    private func isStart(_ token: Int, in tokens: Range<Int>) -> Bool {
        let before = kind(token - 1)
        let mark = speech.marks[token - 1]
        let own = kind(token)
        guard mark >= .comma || before.contains(.conjunction) && word(token - 1).whole != "or" else { return false }
        if own.contains(.question), mark >= .comma || !grammar.capitalNouns { return true }
        guard own.isDisjoint(with: [.subordinator, .conjunction]) || own.contains(.subject) else {
            // "… , and we": the frame is left out.
            return own.contains(.conjunction) && mark >= .comma
        }
        if own.contains(.subject), own.isDisjoint(with: .determiner) { return true }
        guard mark >= .comma || token - 2 >= tokens.lowerBound && speech.marks[token - 2] >= .comma else {
            return false
        }
        return own.contains(.determiner) || isName(token) || mark == .clause
    }

    /// A word that asks behind one that tells: "know why", "that is how".
    private func isEmbedded(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard token > tokens.lowerBound, kind(token).contains(.question),
            !["who", "which", "whom", "whose", "when", "que", "qui", "che", "qu"].contains(word(token).plain)
        else { return false }
        return grammar.asking.contains(word(token - 1).whole)
            && (speech.marks[token - 1] == .none || grammar.capitalNouns)
    }

    private func isNounStart(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard language == .english, token > tokens.lowerBound, speech.marks[token - 1] == .none else { return false }
        guard ["the", "a", "an", "my", "our", "one"].contains(word(token).whole) else { return false }
        return ["is", "was", "are", "were", "about", "that's", "it's", "be", "there's", "been", "become", "became"]
            .contains(word(token - 1).whole)
    }

    // MARK: Ends

    /// Where a piece may end: behind signs, and before what begins another clause.
    private func ends(after start: Int, in tokens: Range<Int>) -> [Int] {
        let last = min(tokens.upperBound, start + Self.lengths.upperBound)
        guard start + Self.lengths.lowerBound <= last else { return [] }
        return (start + Self.lengths.lowerBound...last).filter { end in
            end == tokens.upperBound || speech.marks[end - 1] >= .comma || beginsAnother(end, in: tokens)
                || isTrimmable(end) && isTrimmed(start..<end)
        }
    }

    /// "In", "with": what they open may be left out, as "of" and "to" may not.
    private func isTrimmable(_ token: Int) -> Bool { grammar.trimmable.contains(word(token).plain) }

    /// Whether a clause ends well before such a word: with a noun behind its verb, and saying nothing that holds only with the rest.
    private func isTrimmed(_ range: Range<Int>) -> Bool {
        guard range.count > 4, let last = range.last, isNoun(last) || isName(last) else { return false }
        guard kind(last).isDisjoint(with: [.number, .calendar]),
            !range.contains(where: { Self.negations.contains(word($0).whole) || word($0).whole.hasSuffix("n't") })
        else { return false }
        guard let verb = verb(in: range), verb > range.lowerBound, verb < last else { return false }
        return !range.dropFirst(verb - range.lowerBound).contains {
            ["only", "more", "less", "most", "least", "better"].contains(word($0).plain)
        }
    }

    /// Whether another clause begins with this word though no sign tells so.
    private func beginsAnother(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard !grammar.capitalNouns, token + 1 < tokens.upperBound else { return false }
        if ["because", "although", "though", "whereas", "parce", "porque", "perché"].contains(word(token).plain) {
            return true
        }
        guard kind(token).contains(.conjunction), word(token).whole != "or" else { return false }
        let next = kind(token + 1)
        return next.contains(.subject) && next.isDisjoint(with: .determiner)
            || next.contains(.backward) && next.isDisjoint(with: .determiner)
    }

    /// Whether the last word, and what follows it, allow an end.
    func isFinished(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        guard let last = range.last,
            word(last).core.count > 1 || word(last).core.first?.isNumber == true || speech.words.count < 2
                || word(last).core == "I"
        else { return false }
        let own = kind(last)
        if range.upperBound == tokens.upperBound {
            if language == .english, own.contains(.auxiliary), own.contains(.unfinished),
                !["is", "are", "was", "were", "am"].contains(word(last).plain)
            {
                return false
            }
            return own.isDisjoint(with: [.conjunction])
                && (own.isDisjoint(with: .determiner) || own.contains(.pointer) || own.contains(.subject))
        }
        guard own.isDisjoint(with: [.determiner, .conjunction, .unfinished, .subordinator, .auxiliary]) || isName(last)
        else { return false }
        if own.contains(.preposition),
            !["in", "down", "up", "out", "over", "off", "on", "around", "back", "away"].contains(word(last).plain)
        {
            return false
        }
        return mayBeLeft(range.upperBound, after: range, in: tokens)
    }

    /// Whether what follows can be left out without making another thing of what is said.
    private func mayBeLeft(_ next: Int, after range: Range<Int>, in tokens: Range<Int>) -> Bool {
        let own = kind(next)
        let plain = word(next).plain
        let isNegative = range.contains { Self.negations.contains(word($0).whole) || word($0).whole.hasSuffix("n't") }
        if isNegative,
            own.contains(.conjunction)
                || ["because", "weil", "parce", "porque", "perché", "sondern", "sino"].contains(plain)
                || own.contains(.pointer)
        {
            return false
        }
        if ["sondern", "sino", "not"].contains(plain) { return false }
        if own.contains(.subordinator) {
            return [
                "because", "although", "though", "whereas", "weil", "obwohl", "während", "parce", "porque", "perché",
            ].contains(plain)
                || ["which", "where"].contains(plain) && speech.marks[next - 1] >= .comma
        }
        // "A good, honest man": the piece would end within a noun's phrase.
        if let last = range.last, range.count > 1, kind(last - 1).contains(.determiner), isOpen(next), isOpen(last),
            !isName(next) || grammar.capitalNouns
        {
            return false
        }
        return true
    }

    static let negations: Set<String> = [
        "not", "never", "no", "nobody", "nothing", "neither", "nor", "nicht", "kein", "keine", "nie", "pas", "jamais",
        "non", "no", "nunca", "não", "mai",
    ]

    /// Whether the sentence says before that this holds only under a condition.
    private func isConditional(_ start: Int, in tokens: Range<Int>) -> Bool {
        tokens.lowerBound < start
            && (tokens.lowerBound..<start).contains {
                ["if", "unless", "until", "wenn", "falls", "si", "se", "suppose", "neither", "either", "whether"]
                    .contains(word($0).plain)
                    || word($0).plain == "only" && $0 > tokens.lowerBound && word($0 - 1).plain == "not"
            }
    }

    /// Whether its brackets and quotes are closed and no sign parts it that a title can't have.
    private func isClosed(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        var depth = 0
        for token in range {
            depth += word(token).depth
            if depth < 0 { return false }
            let isLast = token == range.upperBound - 1
            if !isLast, speech.marks[token] == .stop && word(token).core.count > 3 { return false }
            if !isLast, speech.marks[token] >= .clause, word(token).mark < .clause { return false }
            if !isLast, word(token).plain == word(token + 1).plain { return false }
            if !isLast, speech.marks[token] >= .comma, !kind(token).isDisjoint(with: [.auxiliary, .determiner]),
                isOpen(token) == false, kind(token).isDisjoint(with: .pointer)
            {
                return false
            }
            if !isLast, speech.marks[token] == .comma, isSpliced(token + 1, in: range) { return false }
        }
        return depth == 0
    }
}

extension ClauseFinder {
    // MARK: Grammar

    /// Whether a comma before this word parts two clauses that nothing ties: speech written down, not a title.
    private func isSpliced(_ token: Int, in range: Range<Int>) -> Bool {
        if token - 1 == range.lowerBound { return kind(token - 1).isDisjoint(with: .question) }
        guard
            kind(range.lowerBound).isDisjoint(with: [.subordinator, .preposition])
                || kind(range.lowerBound).contains(.subject)
        else { return false }
        if word(token).plain == "so", token + 1 < range.upperBound, kind(token + 1).isDisjoint(with: .subject) {
            return true
        }
        guard
            kind(token).isDisjoint(with: [.conjunction, .subordinator, .preposition]) || kind(token).contains(.subject)
        else { return false }
        if grammar.capitalNouns || grammar.isRomance {
            return kind(token).contains(.subject) && kind(token).isDisjoint(with: .determiner)
        }
        return verb(in: range.lowerBound..<token) != nil && verb(in: token..<range.upperBound) != nil
            || kind(token).contains(.subject) && kind(token).isDisjoint(with: .determiner)
    }

    /// The first finite verb of these tokens.
    func verb(in range: Range<Int>) -> Int? {
        range.first { token in
            let own = kind(token)
            let before: Lexicon.Kind = token > range.lowerBound ? kind(token - 1) : []
            if token > range.lowerBound, word(token - 1).plain == "to", language == .english { return false }
            if own.contains(.auxiliary) { return !["be", "been", "being"].contains(word(token).plain) }
            guard
                own.contains(.verb) || lexicon.isVerb[Int(lexicon.term(token, speech))] && own.isDisjoint(with: .closed)
            else { return false }
            if grammar.capitalNouns, word(token).hasCapital { return false }
            return before.isDisjoint(with: [.determiner, .preposition]) || before.contains(.subject)
        }
    }

    /// Whether these tokens have a subject and a finite verb of their own.
    private func isClause(_ range: Range<Int>, asks: Bool, in tokens: Range<Int>) -> Bool {
        guard isFinished(range, in: tokens) else { return false }
        let first = kind(range.lowerBound)
        if first.contains(.question) {
            // "Why waste it": a question that is put, or one that lacks its other half.
            return asks && range.upperBound == tokens.upperBound
                && verb(in: range.lowerBound + 1..<range.upperBound) != nil
        }
        guard let verb = verb(in: range), verb > range.lowerBound else { return false }
        let subject = range.lowerBound..<verb
        guard
            subject.allSatisfy({
                kind($0).isDisjoint(with: [.subordinator, .conjunction]) || kind($0).contains(.determiner)
            })
        else { return false }
        if grammar.capitalNouns { return isMainClause(range, verb: verb, in: tokens) }
        if first.contains(.subject), first.isDisjoint(with: .determiner) { return verb - range.lowerBound < 4 }
        guard
            subject.contains(where: {
                isOpen($0) && !(first.contains(.preposition) && $0 == subject.last && subject.count < 3)
            })
        else { return false }
        return first.contains(.determiner) || isName(range.lowerBound)
            || isOpen(range.lowerBound) && range.lowerBound == tokens.lowerBound
            || isOpen(range.lowerBound) && speech.marks[range.lowerBound - 1] == .clause
    }

    /// In a German main clause the verb is the second part; in others it is the last word.
    private func isMainClause(_ range: Range<Int>, verb: Int, in tokens: Range<Int>) -> Bool {
        let first = kind(range.lowerBound)
        let isWithin = range.lowerBound > tokens.lowerBound
        if isWithin, speech.marks[range.lowerBound - 1] == .comma, first.contains(.subordinator) { return false }
        if verb == range.upperBound - 1 { return false }
        let subject = range.lowerBound..<verb
        // One part: a pronoun, or one noun's phrase.
        return subject.count == 1
            || first.contains(.determiner) && subject.count(where: { kind($0).contains(.determiner) }) == 1
            || subject.dropFirst().allSatisfy { isName($0) || !word($0).hasCapital && isOpen($0) }
    }

    /// "The one thing that nobody sells": a noun with a clause of its own.
    private func isNounPhrase(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        guard isFinished(range, in: tokens) else { return false }
        let relative = range.dropFirst(2).first { token in
            ["that", "who", "where", "nobody", "we", "you", "i"].contains(word(token).whole)
        }
        guard let relative, relative - range.lowerBound < 5, isOpen(relative - 1), speech.marks[relative - 1] == .none
        else { return false }
        guard
            range.prefix(while: { $0 < relative }).dropFirst().allSatisfy({
                isOpen($0) || word($0).plain == "of" || kind($0).contains(.determiner) || kind($0).contains(.number)
                    || ["most", "only", "one", "same"].contains(word($0).plain)
            })
        else { return false }
        return verb(in: relative..<range.upperBound) != nil
    }
}
