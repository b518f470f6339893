extension ClauseFinder {
    /// Where a piece may end: behind signs, and before what begins another clause.
    func ends(after start: Int, in tokens: Range<Int>) -> [Int] {
        let last = min(tokens.upperBound, start + lengths.upperBound)
        guard start + lengths.lowerBound <= last else { return [] }
        return (start + lengths.lowerBound...last).filter { end in
            end == tokens.upperBound || speech.marks[end - 1] >= .comma || beginsAnother(end, in: tokens)
                || (isTrimmable(end) || isSecondNoun(end, after: start)) && isTrimmed(start..<end)
                || isShortQuestion(start..<end, in: tokens)
        }
    }

    /// "In", "with": what they open may be left out, as what "of" and "to" open may not.
    func isTrimmable(_ token: Int) -> Bool {
        if grammar.trimmable.contains(word(token).plain) { return true }
        // "Added chapters to the story": here "to" opens no verb.
        guard language == .english, word(token).plain == "to", token + 1 < speech.tokens.count else { return false }
        return kind(token + 1).contains(.determiner)
    }

    /// "The greatness of our country and the courage of its people": the second may be left out, where nothing before needs two.
    func isSecondNoun(_ token: Int, after start: Int) -> Bool {
        guard word(token).plain == grammar.and, token + 1 < speech.tokens.count,
            kind(token + 1).contains(.determiner), kind(token + 1).isDisjoint(with: .pointer)
        else { return false }
        return !(start..<token).contains { token in
            ["between", "both", "zwischen", "entre", "tra", "fra", "together", "same"].contains(word(token).plain)
        }
    }

    /// Whether a clause ends well before such a word: with a noun behind its verb, and saying nothing that holds only with
    /// the rest.
    private func isTrimmed(_ range: Range<Int>) -> Bool {
        guard range.count > 4, let last = range.last, isNoun(last), !isNegative(range),
            kind(last).isDisjoint(with: [.number, .calendar])
        else { return false }
        guard let verb = verb(in: range), verb > range.lowerBound, verb < last else { return false }
        return !(verb..<range.upperBound).contains { token in
            ["only", "more", "less", "most", "least", "better"].contains(word(token).plain)
        }
    }

    /// Whether another clause begins with this word though no sign tells so.
    private func beginsAnother(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard !grammar.capitalNouns, token + 1 < tokens.upperBound else { return false }
        if grammar.droppable.contains(word(token).plain) { return true }
        guard kind(token).contains(.conjunction), word(token).whole != "or" else { return false }
        let next = kind(token + 1)
        return isPronoun(token + 1) || next.contains(.backward) && next.isDisjoint(with: .determiner)
    }

    /// Whether the last word, and what follows it, allow an end.
    func isFinished(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        guard let last = range.last, hasWord(last) else { return false }
        let own = kind(last)
        if range.upperBound == tokens.upperBound {
            // "People who can't": the rest was said before.
            if language == .english, own.isSuperset(of: [.auxiliary, .unfinished]), !asksFirst(range),
                !["is", "are", "was", "were", "am", "being"].contains(word(last).plain)
            {
                return false
            }
            // "The last thing is jokes about": what about, was not said any more.
            if language == .english, own.contains(.preposition), !grammar.particles.contains(word(last).plain),
                last > range.lowerBound, isNoun(last - 1),
                !range.contains(where: { kind($0).contains(.question) || isInverted($0) })
            {
                return false
            }
            return own.isDisjoint(with: .conjunction)
                && (own.isDisjoint(with: .determiner) || !own.isDisjoint(with: [.pointer, .subject]))
        }
        guard isName(last) || own.isDisjoint(with: [.determiner, .conjunction, .unfinished, .subordinator, .auxiliary])
        else { return false }
        // "The true" lacks its noun.
        if own.contains(.other), last > range.lowerBound, kind(last - 1).contains(.determiner) { return false }
        if own.contains(.preposition), !grammar.particles.contains(word(last).plain) { return false }
        // "Up until around", "have deficits beginning": what follows is missing.
        if own.contains(.preposition), last > range.lowerBound, kind(last - 1).contains(.preposition) { return false }
        if language == .english, word(last).plain.hasSuffix("ing"), last > range.lowerBound, isNoun(last - 1),
            kind(last).contains(.vague)
        {
            return false
        }
        if language == .english, word(last).plain.hasSuffix("ing"), !isNoun(last) { return false }
        return mayBeLeft(range.upperBound, after: range) && !waits(range)
    }

    /// "What should we do": such a question may end with its verb.
    private func asksFirst(_ range: Range<Int>) -> Bool {
        kind(range.lowerBound).contains(.question) || isInverted(range.lowerBound)
    }

    /// Whether a word is more than a letter of an abbreviation.
    private func hasWord(_ token: Int) -> Bool {
        let core = word(token).core
        return core.count > 1 || core.first?.isNumber == true || core == "I"
            || (core.unicodeScalars.first?.value ?? 0) > 0x2E80
    }

    /// Whether a piece breaks off before the verb of a clause that it has begun: "Russia knows that all of Europe".
    private func waits(_ range: Range<Int>) -> Bool {
        guard language == .english else { return false }
        // "The belief that if a danger exists": the clause of "that" is still to come.
        if range.dropLast().contains(where: {
            word($0).plain == "that" && grammar.conditions.contains(word($0 + 1).plain)
        }) {
            return true
        }
        if let opening = range.last(where: { token in
            token > range.lowerBound && !kind(token).isDisjoint(with: [.subordinator, .question])
                && kind(token).isDisjoint(with: .preposition) || token > range.lowerBound && word(token).plain == "that"
        }) {
            return verb(in: opening..<range.upperBound) == nil && !hasSubject(opening + 1..<range.upperBound)
        }
        // "You smile, but in your eyes": the second half has no verb yet.
        if let half = range.dropFirst().last(where: {
            kind($0).contains(.conjunction) && speech.marks[$0 - 1] >= .comma
        }),
            half + 1 < range.upperBound,
            kind(half + 1).contains(.preposition) || language == .english && word(half + 1).plain.hasSuffix("ing"),
            verb(in: half + 1..<range.upperBound) == nil
        {
            return true
        }
        guard let verb = verb(in: range) else { return false }
        return grammar.reporting.contains(word(verb).plain)
    }

    /// "He carefully documents": a pronoun, and what can be its verb.
    private func hasSubject(_ range: Range<Int>) -> Bool {
        range.dropLast().contains { token in
            guard isPronoun(token) || kind(token).contains(.backward) && kind(token).isDisjoint(with: .determiner)
            else {
                return false
            }
            let next = (token + 1..<range.upperBound).first { !word($0).plain.hasSuffix("ly") }
            return next.map(isOpen) ?? false
        }
    }

    /// Whether what follows can be left out without making another thing of what is said.
    private func mayBeLeft(_ next: Int, after range: Range<Int>) -> Bool {
        let own = kind(next)
        let plain = word(next).plain
        if ["sondern", "sino", "not"].contains(plain) { return false }
        if isNegative(range), !own.isDisjoint(with: [.conjunction, .pointer]) || grammar.droppable.contains(plain) {
            return false
        }
        if own.contains(.subordinator) {
            return grammar.droppable.contains(plain)
                || ["which", "where"].contains(plain) && speech.marks[next - 1] >= .comma
        }
        // "A good, honest man": the piece would end within a noun's phrase.
        if let last = range.last, range.count > 1, kind(last - 1).contains(.determiner), isOpen(next), isOpen(last) {
            return isName(next) && !grammar.capitalNouns
        }
        return true
    }

    /// Whether its brackets and quotes are closed and no sign parts it that a title can't have.
    func isClosed(_ range: Range<Int>) -> Bool {
        var depth = 0
        for token in range {
            depth += word(token).depth
            if depth < 0 { return false }
            guard token + 1 < range.upperBound else { break }
            let mark = speech.marks[token]
            if mark == .stop && word(token).core.count > 3 { return false }
            if isFalseStart(token) { continue }
            // A dash between blanks is not among the words.
            if mark >= .clause, word(token).mark < .clause { return false }
            if word(token).plain == word(token + 1).plain, !Self.stressed.contains(word(token).plain) { return false }
            if mark >= .comma, breaksOff(token) || mark == .comma && isSpliced(token + 1, in: range) { return false }
        }
        return depth == 0
    }

    /// "I -- I took": a speaker begins again, and the first of the two is left out of a title.
    func isFalseStart(_ token: Int) -> Bool {
        speech.marks[token] == .clause && isPronoun(token) && word(token).whole == word(token + 1).whole
    }

    /// Words that are said twice for stress, and not because a speaker begins again.
    private static let stressed: Set<String> = ["very", "many", "far", "much", "long"]

    /// "You are, if", "we have sent, on my instructions": a sign behind a word that something should follow.
    private func breaksOff(_ token: Int) -> Bool {
        let own = kind(token)
        if ["i", "we", "he", "she", "they"].contains(word(token).whole) { return true }
        if own.contains(.verb) { return !isNoun(token) && own.isDisjoint(with: .closed) }
        return !own.isDisjoint(with: [.auxiliary, .determiner]) && own.isDisjoint(with: .pointer)
    }

    /// Whether a comma before this word parts two clauses that nothing ties: speech written down, not a title.
    private func isSpliced(_ token: Int, in range: Range<Int>) -> Bool {
        let first = range.lowerBound
        if word(token).whole == word(token - 1).whole { return false }
        if token - 1 == first { return kind(first).isDisjoint(with: .question) }
        // "My brother, left Ireland", "our fathers, faced with danger".
        let isVerb = kind(token).contains(.verb) || word(token).plain.hasSuffix("ed") && isOpen(token)
        if language == .english, kind(first).isDisjoint(with: [.subordinator, .preposition]), isVerb,
            !isNoun(token) || kind(token).isSuperset(of: [.verb, .vague]),
            (first..<token - 1).allSatisfy({ speech.marks[$0] == .none }), verb(in: first..<token) == nil
        {
            return true
        }
        // "When we stop, we lose."
        guard isPronoun(first) || kind(first).isDisjoint(with: [.subordinator, .preposition]) else { return false }
        if word(token).plain == "so", token + 1 < range.upperBound, !kind(token + 1).contains(.subject) { return true }
        // "My brother, who painted bridges".
        if language == .english, ["who", "who's", "which", "whose"].contains(word(token).whole),
            verb(in: first..<token) == nil,
            verb(in: token + 1..<range.upperBound) == nil || word(token).whole == "who's"
        {
            return true
        }
        // "We do not paint bridges, we build them."
        if isNegative(first..<token), !kind(token).isDisjoint(with: [.subject, .pointer]),
            !isNegative(token..<range.upperBound)
        {
            return false
        }
        // "A man touched down on the moon, a wall came down in Berlin": said in one breath, as one figure.
        if word(token).whole == word(first).whole {
            if ["i", "it", "there's", "it's", "that's"].contains(word(first).whole) { return true }
            return verb(in: first..<token) == nil && !Self.stressed.contains(word(first).plain)
        }
        if isPronoun(token) { return true }
        // "The acceleration, not the actual speed".
        if grammar.negations.contains(word(token).whole), token + 1 < range.upperBound,
            !kind(token + 1).isDisjoint(with: [.determiner, .preposition])
        {
            return false
        }
        guard kind(token).isDisjoint(with: [.conjunction, .subordinator, .preposition]), language == .english else {
            return false
        }
        return verb(in: first..<token) != nil && verb(in: token..<range.upperBound) != nil
    }
}
