extension ClauseFinder {
    /// Whether somebody who has heard nothing before cannot follow a line: it points to what was said before it has named
    /// two things itself, goes on with a list, or is a piece of a sentence.
    func leansBack(_ line: Int, asks: Bool) -> Bool {
        let tokens = speech.tokens(line)
        guard let first = tokens.first, let start = stripped(first, in: tokens) else { return true }
        let said = start..<tokens.upperBound
        if !opens(said, asks: asks) { return true }
        if grammar.continuing.contains(where: { begins(tokens, with: $0) }) { return true }
        if language == .english, goesOn(tokens) || adds(said) || isPiece(said, asks: asks) { return true }
        return Standing(self, said).pointers.contains { !isUnderstood($0, in: said) }
            || said.contains { isOfIt($0, in: said) }
    }

    private func begins(_ tokens: Range<Int>, with opening: [String]) -> Bool {
        tokens.count > opening.count && zip(tokens, opening).allSatisfy { word($0).whole == $1 }
    }

    /// Whether a sentence may begin with its first word.
    private func opens(_ range: Range<Int>, asks: Bool) -> Bool {
        let first = range.lowerBound
        return ["let", "let's"].contains(word(first).whole) || opensWell(range, asks: asks)
    }

    /// With as many things named, a sentence mostly says itself what "it" and "that" mean.
    private static let named = 2

    /// Whether a sentence says itself what a pointing word in it means.
    func isUnderstood(_ token: Int, in range: Range<Int>) -> Bool {
        let before = range.lowerBound..<token
        let named = before.filter { isNoun($0) && kind($0).isDisjoint(with: .stop) }
        if named.count >= Self.named, !isDemonstrative(token, in: range) || hasClause(before) { return true }
        // "A scale, …, on that scale".
        let next = token + 1
        if next < range.upperBound, isOpen(next), before.contains(where: { term($0) == term(next) }) { return true }
        // "People are beautiful, and that is": a clause of the same sentence.
        guard !named.isEmpty, let last = before.last, speech.marks[last] >= .comma || kind(last).contains(.conjunction)
        else { return false }
        return verb(in: before) != nil
    }

    /// "Against that compound", but not "that we": a thing is meant that can be seen, or was told of.
    private func isDemonstrative(_ token: Int, in range: Range<Int>) -> Bool {
        kind(token).isSuperset(of: [.determiner, .pointer]) && kind(token).isDisjoint(with: .backward)
            && token + 1 < range.upperBound && speech.marks[token] == .none && isOpen(token + 1)
    }

    /// Whether a clause ends in these words, and another begins.
    private func hasClause(_ range: Range<Int>) -> Bool {
        range.dropLast().contains { token in
            let isBorder =
                speech.marks[token] >= .comma || !kind(token + 1).isDisjoint(with: [.conjunction, .subordinator])
            return isBorder && verb(in: range.lowerBound..<token + 1) != nil
        }
    }

    /// "The second reason", "third, …": an item of a list that was begun before.
    private func goesOn(_ range: Range<Int>) -> Bool {
        let first = range.lowerBound
        let isDetermined = kind(first).contains(.determiner)
        let place = isDetermined ? first + 1 : first
        guard place < range.upperBound else { return false }
        let isItem = ["second", "third", "fourth", "fifth", "other", "latter", "former"].contains(word(place).plain)
        // "The second of May".
        if isDetermined, place + 2 < range.upperBound, kind(place + 2).contains(.calendar) { return false }
        if !isDetermined, ["secondly", "thirdly", "whichever"].contains(word(place).whole) { return true }
        return isItem && (isDetermined || speech.marks[place] >= .comma)
    }

    private static let adding: Set<String> = [
        "however", "therefore", "nevertheless", "nonetheless", "likewise", "accordingly", "furthermore", "moreover",
    ]

    /// "The whole picture, however": against, or because of, what was said before. "Also" opens paragraphs, too.
    private func adds(_ range: Range<Int>) -> Bool {
        range.prefix(6).contains { Self.adding.contains(word($0).plain) }
    }

    /// "The genetics of it": not what it means itself.
    private func isOfIt(_ token: Int, in range: Range<Int>) -> Bool {
        guard language == .english, token - 2 >= range.lowerBound, word(token - 1).plain == "of",
            ["it", "this", "that", "them", "these", "those"].contains(word(token).whole)
        else { return false }
        return !isDemonstrative(token, in: range) && !(range.lowerBound..<token - 2).contains { isNoun($0) }
    }

    /// Words of a sentence that must have a verb that is known to be one: there are more verbs than lists hold.
    private static let surelyPiece = 12

    /// "Is exploring other planets.", "From the company?": without a subject or a verb.
    private func isPiece(_ range: Range<Int>, asks: Bool) -> Bool {
        let first = range.lowerBound
        if !asks, kind(first).contains(.auxiliary), kind(first).isDisjoint(with: .subject), range.count > 1,
            kind(first + 1).isDisjoint(with: [.subject, .determiner, .pointer]), isOpen(first + 1),
            !isName(first + 1), !["do", "don't", "let's"].contains(word(first).whole)
        {
            return true
        }
        guard range.count <= Self.surelyPiece, !word(range.upperBound - 1).text.hasSuffix("!") else { return false }
        if asks, ["about", "not"].contains(word(first + 1).plain) { return false }
        return verb(in: range) == nil && !range.contains { word($0).plain.hasSuffix("ed") && isOpen($0) }
    }
}
