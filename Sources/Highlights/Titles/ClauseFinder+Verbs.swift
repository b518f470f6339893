extension ClauseFinder {
    /// The first finite verb of these tokens.
    func verb(in range: Range<Int>) -> Int? {
        range.first { token in
            let own = kind(token)
            let before: Lexicon.Kind = token > range.lowerBound ? kind(token - 1) : []
            if language == .english {
                if token > range.lowerBound, word(token - 1).plain == "to" { return false }
                if word(token).plain == "like", !before.contains(.subject) { return false }
            }
            // "We probably": an adverb stands where verbs do.
            if language == .english, !own.contains(.verb), own.contains(.other) || word(token).plain.hasSuffix("ly") {
                if own.isDisjoint(with: .auxiliary) { return false }
            }
            // "The last of them passing": no finite verb.
            if language == .english, own.isDisjoint(with: .auxiliary), word(token).plain.count > 5,
                word(token).plain.hasSuffix("ing")
            {
                return false
            }
            if own.contains(.auxiliary) { return !["be", "been", "being"].contains(word(token).plain) }
            guard own.contains(.verb) || lexicon.isVerb[term(token)] && own.isDisjoint(with: .closed) else {
                return false
            }
            if grammar.capitalNouns, word(token).hasCapital { return false }
            return before.isDisjoint(with: [.determiner, .preposition]) || before.contains(.subject)
        }
    }

    /// Whether these tokens have a subject and a finite verb of their own.
    func isClause(_ range: Range<Int>, asks: Bool, in tokens: Range<Int>) -> Bool {
        guard isFinished(range, in: tokens) else { return false }
        let start = range.lowerBound
        let first = kind(start)
        if asks, isInverted(start) { return range.upperBound == tokens.upperBound }
        if first.contains(.question) {
            // "What's" holds its verb.
            let verbs = first.contains(.auxiliary) ? range : start + 1..<range.upperBound
            return asks && range.upperBound == tokens.upperBound && verb(in: verbs) != nil
        }
        // "We're" is a subject and a verb in one.
        if first.isSuperset(of: [.subject, .auxiliary]) { return true }
        guard let verb = verb(in: range), verb > start else { return false }
        let subject = start..<verb
        // "…, John Lund, painted": the subject began before.
        if start > tokens.lowerBound, speech.marks[verb - 1] >= .comma { return false }
        guard
            subject.allSatisfy({ token in
                // "A future in which": a noun, of which more is told.
                kind(token).isDisjoint(with: [.subordinator, .conjunction])
                    || kind(token).contains(.determiner) && kind(token).isDisjoint(with: .question)
            })
        else { return false }
        if grammar.capitalNouns { return isMainClause(range, verb: verb, in: tokens) }
        // "We never knew", but not "we the people, …".
        if isPronoun(start) { return subject.count < 4 }
        let isShortPlace = first.contains(.preposition) && subject.count < 3
        guard subject.contains(where: { isOpen($0) && !(isShortPlace && $0 == subject.last) }) else { return false }
        if first.contains(.determiner) || isName(start) { return true }
        if start == tokens.lowerBound { return isOpen(start) }
        // What stands between two dashes is put in, and what follows goes on with what was before.
        return isNoun(start) && speech.marks[start - 1] == .clause
            && !range.dropLast().contains { speech.marks[$0] == .clause }
    }

    /// "Shouldn't we", "can anyone": the verb before its subject asks.
    func isInverted(_ token: Int) -> Bool {
        guard language == .english, kind(token).contains(.auxiliary),
            kind(token).isDisjoint(with: [.subject, .question]),
            token + 1 < speech.tokens.count
        else { return false }
        return isPronoun(token + 1) || kind(token + 1).contains(.determiner)
    }

    /// "What is the magic you feel", of a question that goes on with "when".
    func isShortQuestion(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        guard language == .english, !kind(range.lowerBound).isDisjoint(with: [.question, .auxiliary]) else {
            return false
        }
        let next = range.upperBound
        // "Remembered by" waits for whom.
        guard speech.marks[next - 1] == .none, word(next).plain != "by",
            isTrimmable(next) || ["when", "if", "because"].contains(word(next).plain),
            let last = range.last, isNoun(last) || kind(last).contains(.verb)
        else { return false }
        guard isFinished(range, in: range), !["if", "there"].contains(word(range.lowerBound + 1).plain),
            let first = verb(in: range.lowerBound..<last)
        else { return false }
        // "Why did nobody", "how can we" wait for their verbs; "what is", "who are" do not.
        if ["is", "are", "was", "were", "what's", "who's", "where's", "how's"].contains(word(first).whole) {
            return true
        }
        return !kind(first).contains(.auxiliary)
            || range.dropFirst(first - range.lowerBound + 1).contains { token in
                kind(token).contains(.verb) && !isNoun(token)
            }
    }

    /// "What is the hardest of bridges", of a question that goes on behind a comma.
    private static let asking: Set<String> = ["what", "how", "why", "who", "where"]

    func isPartedQuestion(_ range: Range<Int>) -> Bool {
        guard language == .english, Self.asking.contains(word(range.lowerBound).plain),
            speech.marks[range.upperBound - 1] == .comma, isFinished(range, in: range),
            let last = range.last, isNoun(last), let verb = verb(in: range), verb < last
        else { return false }
        // "What if the bridge falls" has its answer behind the comma.
        return !range.contains { ["if", "when", "think"].contains(word($0).plain) }
    }

    /// In a German main clause the verb is the second part; in others it is the last word.
    private func isMainClause(_ range: Range<Int>, verb: Int, in tokens: Range<Int>) -> Bool {
        let start = range.lowerBound
        if start > tokens.lowerBound, speech.marks[start - 1] == .comma, kind(start).contains(.subordinator) {
            return false
        }
        if verb == range.upperBound - 1 { return false }
        // One part: a pronoun, or one noun's phrase.
        let part = start..<verb
        if part.count == 1 { return true }
        if kind(start).contains(.determiner) { return part.count { kind($0).contains(.determiner) } == 1 }
        return part.dropFirst().allSatisfy { isName($0) || !word($0).hasCapital && isOpen($0) }
    }

    /// "The one thing that nobody sells": a noun with a clause of its own.
    func isNounPhrase(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        guard isFinished(range, in: tokens) else { return false }
        let relative = range.dropFirst(2).prefix(3).first { token in
            ["that", "who", "where", "nobody", "we", "you", "i"].contains(word(token).whole)
        }
        guard let relative, isOpen(relative - 1), speech.marks[relative - 1] == .none else { return false }
        let isPlain = (range.lowerBound + 1..<relative).allSatisfy { token in
            isOpen(token) || !kind(token).isDisjoint(with: [.determiner, .number]) || word(token).plain == "of"
                || ["most", "only", "one", "same"].contains(word(token).plain)
        }
        return isPlain && verb(in: relative..<range.upperBound) != nil
    }
}
