extension ClauseFinder {
    /// Where what is said begins behind "and", "I think that" and the like; nil where too little is left.
    func stripped(_ start: Int, in tokens: Range<Int>) -> Int? {
        var start = start
        while let length = frame(at: start, in: tokens) {
            start += length
            if tokens.upperBound - start < 3 { return nil }
        }
        return tokens.upperBound - start > 2 ? start : nil
    }

    /// The length of the filler at a place that can be left out there.
    private func frame(at start: Int, in tokens: Range<Int>) -> Int? {
        guard start < tokens.upperBound else { return nil }
        if isReason(start, in: tokens) { return 1 }
        if start + 1 < tokens.upperBound, isCalled(start) { return 1 }
        return grammar.frames[word(start).whole, default: []].filter { frame in
            frame.count < tokens.upperBound - start
                && frame.indices.allSatisfy { index in
                    word(start + index).whole == frame[index]
                        && (index + 1 == frame.count || speech.marks[start + index] == .none)
                } && canLeave(frame, next: start + frame.count)
        }.map(\.count).max()
    }

    /// "For heroes are not the only ones": here "for" gives a reason, and is no preposition.
    private func isReason(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard language == .english, token == tokens.lowerBound, word(token).plain == "for", speech.marks[token] == .none
        else { return false }
        let subject = (token + 1..<tokens.upperBound).prefix { speech.marks[$0] < .comma }.prefix(4)
        guard let verb = verb(in: token + 1..<subject.endIndex + (subject.endIndex < tokens.upperBound ? 1 : 0)) else {
            return false
        }
        return verb > token + 1 && kind(verb).contains(.auxiliary) && kind(token + 1).isDisjoint(with: .number)
    }

    /// "Mara, what happened", "Effectively, the bank paid": a name that is called, or an adverb, before a clause.
    private func isCalled(_ token: Int) -> Bool {
        guard speech.marks[token] == .comma,
            !kind(token + 1).isDisjoint(with: [.question, .determiner, .subject, .auxiliary])
                || ["let", "let's"].contains(word(token + 1).whole)
        else { return false }
        return isName(token) && !grammar.capitalNouns || word(token).plain.hasSuffix("ly")
            || !kind(token).isDisjoint(with: [.number, .calendar])
            || ["tonight", "today", "now"].contains(word(token).plain)
            || isOpen(token) && kind(token + 1).contains(.subject)
    }

    /// Whether a frame can be left out before the word that follows it.
    private func canLeave(_ frame: [String], next: Int) -> Bool {
        let after = kind(next)
        if speech.marks[next - 1] >= .comma {
            // German "ich glaube, dass" goes on with a clause that does not stand alone.
            return after.isDisjoint(with: .subordinator) || after.contains(.question) && !grammar.capitalNouns
        }
        if frame.count > 1 {
            if ["that", "que", "che"].contains(frame.last) { return true }
            return isPronoun(next) && !grammar.capitalNouns
        }
        switch frame[0] {
        case "now", "today", "tonight": return isPronoun(next)
        case "like": return isName(next) || !after.isDisjoint(with: [.determiner, .question, .auxiliary, .subject])
        case "und", "aber", "denn", "oder": return true
        case "so": return isPronoun(next) || after.contains(.question) || isName(next)
        default:
            guard grammar.conjunctions.contains(frame[0]), !grammar.capitalNouns else { return false }
            // "And today's bread".
            if language == .english, word(next).isPossessive, after.isDisjoint(with: .closed) { return true }
            return isPronoun(next) || isName(next) || !after.isDisjoint(with: [.question, .determiner])
        }
    }

    /// Whether a sentence, of which these words are left, may begin with the first of them.
    func opensWell(_ tokens: Range<Int>, asks: Bool) -> Bool {
        guard let token = tokens.first else { return false }
        let kind = kind(token)
        let plain = word(token).plain
        if language == .english, ["of", "like", "than", "per"].contains(word(token).whole) { return false }
        if language == .english, ["let", "let's"].contains(word(token).whole) { return isCall(tokens) }
        if language == .english, plain == "to" { return isInfinitiveSubject(tokens) }
        // "If humans led to the death of humans?"
        if asks, language == .english, ["if", "because", "unless", "although"].contains(plain) { return false }
        // "When you go up?": half of a sentence, as the verb does not come first.
        if asks, language == .english, ["when", "where", "why"].contains(plain), tokens.count > 1, isPronoun(token + 1)
        {
            return false
        }
        if kind.contains(.question) { return asks || !["which", "who", "whom", "whose"].contains(plain) }
        if kind.contains(.conjunction) { return false }
        if kind.contains(.subordinator), kind.isDisjoint(with: .determiner) { return grammar.leading.contains(plain) }
        if grammar.isRomance, !asks, language != .french, !kind.isDisjoint(with: [.auxiliary, .verb]) {
            // Without its subject a verb means somebody who was named before.
            return ["hay", "había", "hubo", "c'è", "há", "havia"].contains(word(token).whole)
        }
        return true
    }

    /// "Let us think back to": a call to all. Not so "let me", nor what only moves the talk on ("let's go to").
    private func isCall(_ tokens: Range<Int>) -> Bool {
        let isShort = word(tokens.lowerBound).whole == "let's"
        let verb = tokens.lowerBound + (isShort ? 1 : 2)
        guard verb + 2 < tokens.upperBound, isShort || word(verb - 1).whole == "us" else { return false }
        return !Self.moving.contains(word(verb).plain)
    }

    private static let moving: Set<String> = [
        "talk", "say", "go", "start", "get", "see", "look", "move", "return", "begin", "take", "ask", "just", "assume",
        "suppose", "imagine", "put", "turn", "discuss", "consider", "try", "hear", "jump", "dive", "step", "call", "do",
        "be", "not", "also", "first", "come", "speak", "have", "make", "give", "use", "pause", "leave", "continue",
    ]

    /// "To build is to hope": what one does is the subject.
    private func isInfinitiveSubject(_ tokens: Range<Int>) -> Bool {
        guard let verb = verb(in: tokens.dropFirst(2)), grammar.copulas.contains(word(verb).plain) else { return false }
        return !(tokens.lowerBound..<verb).contains { token in
            isPronoun(token) || speech.marks[token] >= .comma || kind(token).contains(.subordinator)
        }
    }

    /// "You saying that is good", "the bridge being painted": a piece of a sentence, whose verb is another's.
    func beginsWithParticiple(_ range: Range<Int>) -> Bool {
        let first = range.lowerBound
        if language == .english, let being = range.first(where: { word($0).whole == "being" }), being > first,
            isNoun(being - 1), verb(in: first..<being) == nil
        {
            return true
        }
        return language == .english && range.count > 1 && isPronoun(first) && speech.marks[first] == .none
            && kind(first).isDisjoint(with: .auxiliary) && word(first + 1).plain.hasSuffix("ing")
            && (!isNoun(first + 1) || kind(first + 1).contains(.vague))
    }

    /// Whether a clause may begin here in the midst of a sentence.
    func isStart(_ token: Int, in tokens: Range<Int>) -> Bool {
        let mark = speech.marks[token - 1]
        let own = kind(token)
        // "Non- liquid".
        let before = word(token - 1).text
        if before.hasSuffix("-"), before.first?.isLetter == true, !before.hasSuffix("--") { return false }
        guard mark >= .comma || kind(token - 1).contains(.conjunction) && word(token - 1).whole != "or" else {
            return false
        }
        // "Where you are printing money and you are holding the assets": of the clause that "where" opens.
        if mark < .comma {
            let near = (tokens.lowerBound..<token - 1).reversed().prefix { speech.marks[$0] < .comma }
            if near.contains(where: { ["where", "when", "while", "because", "although"].contains(word($0).plain) }) {
                return false
            }
        }
        if own.contains(.question), mark >= .comma || !grammar.capitalNouns { return true }
        if mark >= .comma, isInverted(token) { return true }
        guard own.isDisjoint(with: [.subordinator, .conjunction]) || own.contains(.subject) else {
            // "…, and we": the frame is left out.
            return own.contains(.conjunction) && mark >= .comma
        }
        if isPronoun(token) { return true }
        guard mark >= .comma || token - 2 >= tokens.lowerBound && speech.marks[token - 2] >= .comma else {
            return false
        }
        return own.contains(.determiner) || isName(token) || mark == .clause
    }

    /// A word that asks behind one that tells: "know why", "that is how".
    func isEmbedded(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard token > tokens.lowerBound, kind(token).contains(.question),
            !["who", "which", "whom", "whose", "when", "que", "qui", "che", "qu"].contains(word(token).plain)
        else { return false }
        return grammar.asking.contains(word(token - 1).whole)
            && (speech.marks[token - 1] == .none || grammar.capitalNouns)
    }

    /// "They understood that power grows": a clause of which a verb says that it is so. Not what somebody only says, or
    /// does not know.
    func isToldFact(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard token - 2 >= tokens.lowerBound, ["that", "que", "qu", "che"].contains(word(token - 1).plain),
            speech.marks[token - 1] == .none,
            grammar.factive.contains(word(token - 2).plain) || isOwnWord(token - 1, in: tokens)
        else { return false }
        let before = tokens.lowerBound..<token - 1
        return !isNegative(before) && !isConditional(token, in: tokens)
            && !before.contains { ["to", "would", "could", "should", "might"].contains(word($0).plain) }
    }

    /// "I'm telling you that": the speaker's own word for it.
    private func isOwnWord(_ token: Int, in tokens: Range<Int>) -> Bool {
        let near = max(tokens.lowerBound, token - 5)..<token
        guard language == .english, let verb = near.last(where: { Self.asserting.contains(word($0).whole) }) else {
            return false
        }
        return near.contains { $0 < verb && ["i", "we", "i'm", "we're", "i've", "we've"].contains(word($0).whole) }
    }

    private static let asserting: Set<String> = [
        "tell", "telling", "say", "saying", "propose", "proposing", "argue", "arguing", "claim", "claiming", "think",
        "believe", "suggest", "suggesting", "convinced", "sure",
    ]

    /// An article behind "is" or "about": what follows is told by it. Not so in "it is the dough that", which stresses a word.
    func isNounStart(_ token: Int, in tokens: Range<Int>) -> Bool {
        guard language == .english, token > tokens.lowerBound, speech.marks[token - 1] == .none else { return false }
        guard ["the", "a", "an", "my", "our", "one"].contains(word(token).whole) else { return false }
        let before = word(token - 1).whole
        if token - 2 >= tokens.lowerBound, ["it", "who", "what"].contains(word(token - 2).whole) { return false }
        return [
            "is", "was", "are", "were", "about", "that's", "be", "there's", "been", "become", "became",
        ].contains(before)
    }

    /// Whether the sentence says before that this holds only under a condition, or is one of two halves.
    func isConditional(_ start: Int, in tokens: Range<Int>) -> Bool {
        (tokens.lowerBound..<max(start, tokens.lowerBound)).contains { token in
            grammar.conditions.contains(word(token).plain)
                || word(token).plain == "only" && token > tokens.lowerBound && word(token - 1).plain == "not"
        }
    }
}
