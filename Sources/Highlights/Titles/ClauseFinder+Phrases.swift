extension ClauseFinder {
    /// Words of a phrase.
    private static let phraseLengths = 3...8

    /// The nouns of a line with what is said of them: "the roots of war", "Angst vor den Bienen". O(words).
    func phrases(_ line: Int) -> [Range<Int>] {
        let tokens = speech.tokens(line)
        var phrases: [Range<Int>] = []
        var next = tokens.lowerBound
        for start in tokens where start >= next && beginsPhrase(start, in: tokens) {
            guard let end = phraseEnd(from: start, in: tokens) else { continue }
            if Self.phraseLengths.contains(end - start) { phrases.append(start..<end) }
            next = end
        }
        return phrases
    }

    /// An article; in German, where its form tells a case that a title is not in, the noun itself.
    private func beginsPhrase(_ token: Int, in tokens: Range<Int>) -> Bool {
        if let elided = word(token).elided { return grammar.articles.contains(elided) && isOpen(token) }
        // At the beginning it mostly is the subject's.
        if grammar.capitalNouns, token == tokens.lowerBound {
            return ["der", "die", "das", "ein", "eine", "mein", "meine", "unser", "unsere"].contains(word(token).plain)
        }
        if grammar.capitalNouns { return lexicon.hasCapitalNouns && isNoun(token) }
        if grammar.articles.contains(word(token).whole) { return true }
        return language == .english && isName(token) && (token == tokens.lowerBound || !isName(token - 1))
    }

    /// The end of the phrase that begins here; nil where no small word ties a second noun to the first.
    private func phraseEnd(from start: Int, in tokens: Range<Int>) -> Int? {
        var token = kind(start).contains(.determiner) && word(start).elided == nil ? start + 1 : start
        var end: Int?
        var links = 0
        while true {
            let first = token
            while token < tokens.upperBound, isNominal(token), token - first < 4 {
                // "Soil anchored in": a clause's verb, not a part of the phrase.
                if language == .english, token > first, word(token).plain.hasSuffix("ed"), isNoun(token - 1) { break }
                token += 1
                if speech.marks[token - 1] >= .comma { break }
            }
            // What goes on with another word is no end: it may belong to it.
            guard token > first, isNoun(token - 1) || isLocalNoun(token - 1, in: tokens) else { break }
            let isParted = speech.marks[token - 1] >= .comma
            // "Our interest in the years to come": of a time more is mostly told.
            let isTime = !kind(token - 1).isDisjoint(with: [.vague, .calendar])
            if !isTime, isParted || token == tokens.upperBound || !isOpen(token) || isVerb(token) {
                end = links > 0 ? token : end
            }
            guard !isParted, token + 1 < tokens.upperBound, links < 2, isTie(token) else { break }
            // "A kind of dough", "Dean Acheson of the class".
            if Self.empty.contains(word(token - 1).plain) || links == 0 && isName(token - 1) && !grammar.capitalNouns {
                break
            }
            if language == .english, word(token + 1).plain.hasSuffix("ing") { break }
            links += 1
            token += 1
            if !kind(token - 1).contains(.determiner), token + 1 < tokens.upperBound, kind(token).contains(.determiner),
                kind(token).isDisjoint(with: .pointer), word(token).elided == nil
            {
                token += 1
            }
        }
        return end
    }

    /// Nouns that say nothing before "of", or make a preposition with it: "a kind of", "in the wake of".
    private static let empty: Set<String> = [
        "sort", "kind", "type", "lot", "bit", "couple", "bunch", "case", "wake", "sake", "rest", "remainder", "way",
        "face",
        "name", "service", "midst", "favor", "favour", "hands", "behalf", "request", "part",
    ]

    /// A word that is a verb by the lists, and no noun in this talk.
    private func isVerb(_ token: Int) -> Bool { kind(token).contains(.verb) && !isNoun(token) }

    /// "The orderly transfer of": a noun by its place, though the talk says it once.
    private func isLocalNoun(_ token: Int, in tokens: Range<Int>) -> Bool {
        let own = kind(token)
        guard own.isDisjoint(with: Lexicon.Kind.closed.union([.other, .number, .verb])), word(token).plain.count > 2
        else { return false }
        if token + 1 < tokens.upperBound, speech.marks[token] == .none, isTie(token + 1) { return true }
        return !["ed", "ing", "ly", "al", "ive", "ous", "ful", "able", "ic"].contains {
            word(token).plain.hasSuffix($0)
        }
    }

    /// A noun, or what may stand before it.
    private func isNominal(_ token: Int) -> Bool {
        let own = kind(token)
        guard own.isDisjoint(with: .closed) else { return false }
        if isNoun(token) { return true }
        let plain = word(token).plain
        return own.isDisjoint(with: .verb) && !lexicon.isVerb[term(token)]
            && !plain.hasSuffix("ly") && word(token).elided == nil
    }

    /// A small word that ties a noun to the one before.
    private func isTie(_ token: Int) -> Bool { grammar.ties.contains(word(token).plain) }
}
