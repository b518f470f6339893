/// Ranks pieces as titles by the words in them.
struct RankWords: Sendable {
    /// Single words of strong feelings, and of all or nothing.
    private let strong: Set<String>
    /// Single words of doubt and filler.
    private let weak: Set<String>
    /// Single words of a turn against what was expected: "but".
    private let turns: Set<String>
    /// "Kind of", "you know".
    private let hedges: Set<String>

    init(_ language: Language?) {
        func single(_ cues: [Substring]) -> [String] { cues.filter { !$0.contains(" ") }.map(String.init) }
        let words = language?.words
        strong = Set(words.map { single($0.feelings) + single($0.extremes) } ?? [])
        turns = Set(single(words?.contrasts ?? []))
        weak = Set(single(words?.hedges ?? []))
        hedges = Set((words?.hedges ?? []).filter { $0.contains(" ") }.map(String.init))
    }

    /// What is counted in a piece.
    private struct Counts {
        var content = 0.0
        var nouns = 0.0
        var keys = 0.0
        var names = 0.0
        var strength = 0.0
        var weakness = 0.0
        var isStrong = false
        var hasNumber = false
        var addresses = false
    }

    /// How good a title a piece makes: about 0 to 1.2. It says something by name, rather with force than with doubt.
    ///
    /// - Parameter topics: The terms of what the lines are about.
    func rank(_ clause: Clause, _ finder: ClauseFinder, topics: Set<Int32>) -> Double {
        let counts = counts(clause, finder, topics: topics)
        let says = counts.content > 1 || counts.nouns + counts.names > 0
        guard says || counts.content >= 1 && counts.isStrong else { return 0 }
        let form =
            switch clause.form {
            case .sentence: 0.2
            case .part: 0.05
            case .embedded: 0.1
            case .noun: 0.05
            }
        let length = (5...8).contains(clause.tokens.count) ? 0.1 : 0
        let topic = min(0.6, 0.12 * counts.content + 0.1 * counts.keys + 0.1 * counts.names)
        let force =
            0.12 * counts.strength + (counts.hasNumber ? 0.12 : 0) + (clause.asks ? 0.2 : 0)
            + (counts.addresses ? 0.08 : 0)
        var rank = form + length + topic + min(0.4, force) - 0.12 * counts.weakness
        if !isStatement(clause, finder) { rank -= 0.5 }
        if isAnaphoric(clause, finder) { rank -= 0.2 }
        if clause.isTrimmed { rank -= 0.25 }
        if isAboutSpeaker(clause, finder) { rank -= 0.2 }
        if isDefinition(clause, finder), !isAnaphoric(clause, finder) { rank += 0.1 }
        if comparesWithNothing(clause, finder) { rank -= 0.2 }
        if isToSomebodyThere(clause, finder) { rank -= 0.3 }
        if clause.beginsSentence, isFigure(clause, finder) {
            rank += 0.15
        } else if isOneOfSeries(clause, finder) {
            rank -= 0.2
        }
        if leadsIn(clause, finder) { rank -= 0.1 }
        // "How serious you take it": told to a guest.
        if clause.form == .embedded, clause.tokens.prefix(4).contains(where: { finder.word($0).plain == "you" }) {
            rank -= 0.3
        }
        // "What have you learned?": mostly put to a guest.
        if clause.asks, counts.addresses { rank -= 0.1 }
        return rank + turn(clause, finder)
    }

    private func counts(_ clause: Clause, _ finder: ClauseFinder, topics: Set<Int32>) -> Counts {
        let grammar = finder.grammar
        var counts = Counts()
        var seen: Set<Int> = []
        for token in clause.tokens {
            let word = finder.word(token)
            let kind = finder.kind(token)
            let term = finder.term(token)
            guard seen.insert(term).inserted else { continue }
            // "Love" is no subject of a talk, but says something in a title.
            let isStrong = strong.contains(word.whole)
            if kind.isDisjoint(with: Lexicon.Kind.closed.union([.stop, .vague, .other, .number])) {
                counts.content += 1
            } else if kind.isDisjoint(with: .closed), isStrong || kind.contains(.vague) && !kind.contains(.stop) {
                counts.content += 0.6
            }
            if finder.lexicon.isNoun[term], kind.isDisjoint(with: [.vague, .stop]) { counts.nouns += 1 }
            if topics.contains(Int32(term)) { counts.keys += 1 }
            if finder.lexicon.isName[term], kind.isDisjoint(with: .closed) { counts.names += 1 }
            if kind.contains(.number), word.plain.count > 1, word.plain != "one" { counts.hasNumber = true }
            if isStrong { counts.isStrong = true }
            if isStrong || grammar.negations.contains(word.whole) { counts.strength += 1 }
            if weak.contains(word.whole) || grammar.fading.contains(word.plain) { counts.weakness += 1 }
            if kind.contains(.backward), kind.isDisjoint(with: .determiner) { counts.weakness += 0.5 }
            if grammar.listeners.contains(word.whole) { counts.addresses = true }
        }
        counts.weakness += Double(
            clause.tokens.dropLast().count { hedges.contains("\(finder.word($0).whole) \(finder.word($0 + 1).whole)") }
        )
        // "You mentioned", "I'm pleased to be here": about the talk itself and its people.
        if clause.tokens.prefix(6).contains(where: { grammar.talking.contains(finder.word($0).whole) }) {
            counts.weakness += 3
        }
        // "Do you think that": asked of a guest, not of a reader.
        let opening = clause.tokens.prefix(3).map { finder.word($0).whole }
        if opening.starts(with: ["can", "you"])
            || opening.starts(with: ["do", "you"]) && grammar.reporting.contains(opening[2])
                && clause.tokens.count > 3 && finder.word(clause.tokens.lowerBound + 3).plain != "about"
        {
            counts.weakness += 2
        }
        // "You stored it there?": a guess at what was said before.
        if clause.asks, let first = clause.tokens.first, finder.kind(first).isDisjoint(with: [.question, .auxiliary]),
            finder.language == .english
        {
            counts.weakness += 3
        }
        return counts
    }

    /// Whether it has a verb, or is called out: "Five seconds, on a wooden ship!", "Wet hands, not dry flour".
    private func isStatement(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard clause.form == .sentence, !finder.grammar.isRomance else { return true }
        if finder.verb(in: clause.tokens) != nil { return true }
        guard let first = clause.tokens.first, !finder.kind(first).contains(.preposition) else { return false }
        return finder.isNegative(clause.tokens) || clause.tokens.contains { finder.word($0).text.hasSuffix("!") }
    }

    /// "I went", "there's a boat": what a speaker did, or can be seen, says little to others.
    private func isAboutSpeaker(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard finder.language == .english, let first = clause.tokens.first else { return false }
        let word = finder.word(first).whole
        return ["i", "i'm", "i've", "i'd", "i'll", "there's", "there"].contains(word)
    }

    /// "The captain paid": a noun that the listener is taken to know. Not so "the end of the war", "the man who".
    private func isAnaphoric(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard let first = clause.tokens.first, finder.grammar.definite.contains(finder.word(first).plain),
            clause.form != .noun
        else { return false }
        return clause.tokens.dropFirst(2).prefix(2).allSatisfy { token in
            finder.kind(token).isDisjoint(with: [.preposition, .subordinator]) && !finder.isPronoun(token)
        }
    }
}

extension RankWords {
    // MARK: What it says

    /// "A bridge is a promise": a noun, and what it is.
    private func isDefinition(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard !clause.asks, let first = clause.tokens.first, !finder.isPronoun(first),
            let verb = finder.verb(in: clause.tokens) ?? clause.tokens.first(where: { isCopula($0, finder) }),
            isCopula(verb, finder), verb > first, verb + 1 < clause.tokens.upperBound,
            clause.tokens.prefix(upTo: verb).contains(where: finder.isNoun)
        else { return false }
        return finder.kind(verb + 1).contains(.determiner) || finder.isNoun(verb + 1)
    }

    private func isCopula(_ token: Int, _ finder: ClauseFinder) -> Bool {
        finder.grammar.copulas.contains(finder.word(token).plain)
    }

    /// "The bridge becomes lower": nobody knows than what.
    private func comparesWithNothing(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard let last = clause.tokens.last, clause.tokens.count > 1, !finder.isNegative(clause.tokens),
            finder.grammar.comparing.contains(finder.word(last).plain),
            !["the", "no"].contains(finder.word(last - 1).plain)
        else { return false }
        return !clause.tokens.contains { ["than", "als", "que", "che"].contains(finder.word($0).plain) }
    }

    /// "As for our bridges, we", "over the past years, we": what is said comes behind it.
    private func leadsIn(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard let first = clause.tokens.first, !clause.asks, finder.kind(first).contains(.preposition) else {
            return false
        }
        return clause.tokens.dropFirst().prefix(6).contains { finder.speech.marks[$0] == .comma }
    }

    /// "A man touched down on the moon, a wall came down in Berlin": clauses that begin alike.
    private func isFigure(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard let first = clause.tokens.first, !finder.isPronoun(first) else { return false }
        return clause.tokens.dropFirst(3).contains { begins($0, as: first, finder) }
    }

    /// "A wall came down in Berlin", said behind "a man touched down on the moon": half of such a figure.
    private func isOneOfSeries(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        guard clause.form == .part, let first = clause.tokens.first else { return false }
        let next = clause.tokens.upperBound
        if !clause.ends, next < finder.speech.tokens.count, begins(next, as: first, finder) { return true }
        guard first > 1, finder.speech.marks[first - 1] == .comma else { return false }
        let before = (0..<first - 1).last { $0 == 0 || finder.speech.marks[$0 - 1] >= .comma }
        return before.map { finder.word($0).whole == finder.word(first).whole } ?? false
    }

    /// Whether the word behind a comma is the one that a clause begins with.
    private func begins(_ token: Int, as first: Int, _ finder: ClauseFinder) -> Bool {
        guard finder.speech.marks[token - 1] == .comma else { return false }
        let isTied = finder.kind(token).contains(.conjunction) && token + 1 < finder.speech.tokens.count
        return finder.word(isTied ? token + 1 : token).whole == finder.word(first).whole
    }

    /// "You were a painter", "where would you put it?": said to somebody who is there, not to a reader.
    private func isToSomebodyThere(_ clause: Clause, _ finder: ClauseFinder) -> Bool {
        let opening = clause.tokens.prefix(5)
        // "You painted", "you must have done": what is true of all is said in the present.
        let said = opening.map { finder.word($0).plain }
        if finder.language == .english, said.count > 2, said[0] == "you",
            said[1].hasSuffix("ed") && said[1] != "need" || said[1] == "must" && said[2] == "have"
        {
            return true
        }
        return opening.contains { token in
            let word = finder.word(token).whole
            if finder.grammar.addresses.contains(word) { return true }
            guard token + 1 < clause.tokens.upperBound else { return false }
            return finder.grammar.addresses.contains("\(word) \(finder.word(token + 1).whole)")
        }
    }

    /// A turn within a title makes one curious; one that is left out of it was half of what was said.
    private func turn(_ clause: Clause, _ finder: ClauseFinder) -> Double {
        func turns(_ token: Int) -> Bool { self.turns.contains(finder.word(token).whole) }
        if clause.tokens.dropFirst().dropLast().contains(where: turns) { return 0.1 }
        // "The rust, not the rain".
        let opposes = clause.tokens.dropFirst(2).dropLast().contains { token in
            finder.speech.marks[token - 1] >= .comma && finder.grammar.negations.contains(finder.word(token).whole)
        }
        if opposes { return 0.1 }
        let next = clause.tokens.upperBound
        let isLeft = clause.form == .part && next < finder.speech.tokens.count && turns(next) && !clause.ends
        return isLeft ? -0.12 : 0
    }
}
