/// Whether a piece of a sentence can be understood by somebody who has heard nothing else.
struct Standing {
    private let finder: ClauseFinder
    private let range: Range<Int>

    init(_ finder: ClauseFinder, _ range: Range<Int>) {
        self.finder = finder
        self.range = range
    }

    /// Whether no word in it means something outside of it.
    var isFree: Bool { range.allSatisfy { !points($0) } }

    /// Whether a word means something that was named before.
    private func points(_ token: Int) -> Bool {
        let kind = finder.kind(token)
        let word = finder.word(token)
        guard kind.contains(.pointer) || ["one", "there"].contains(word.whole) && finder.language == .english else {
            return false
        }
        let next: Lexicon.Kind? =
            token + 1 < range.upperBound && finder.speech.marks[token] < .comma ? finder.kind(token + 1) : nil
        switch finder.language {
        case .english: return pointsInEnglish(token, word, kind, next)
        case .german: return pointsInGerman(token, word, kind, next)
        case .french, .spanish, .portuguese, .italian: return pointsInRomance(token, word, kind, next)
        }
    }

    /// Whether a noun comes before a word of the piece, which it may mean then.
    private func hasNoun(before token: Int) -> Bool {
        (range.lowerBound..<token).dropLast(0).contains { other in
            finder.isOpen(other) && finder.kind(other).isDisjoint(with: [.verb, .other, .stop])
                && !finder.lexicon.isVerb[Int(finder.lexicon.term(other, finder.speech))]
                || finder.isName(other) || finder.lexicon.isNoun[Int(finder.lexicon.term(other, finder.speech))]
                || ["nobody", "everyone", "everybody", "people", "somebody", "someone", "one"].contains(
                    finder.word(other).plain
                )
        }
    }

    private func pointsInEnglish(_ token: Int, _ word: SpokenWord, _ kind: Lexicon.Kind, _ next: Lexicon.Kind?) -> Bool
    {
        let isFirst = token == range.lowerBound
        let isOpenNext = next.map { $0.isDisjoint(with: .closed) } ?? false
        switch word.whole {
        case "it", "it's":
            // "It takes courage to stop": what it means follows.
            guard isFirst else { return next == nil || !hasNoun(before: token) }
            let verb = word.whole == "it" && token + 1 < range.upperBound ? finder.word(token + 1).plain : "is"
            let rest = range.dropFirst(word.whole == "it" ? 2 : 1)
            let purpose = rest.prefix(4).first { finder.word($0).plain == "to" }
            let told = purpose.map { purpose in rest.prefix { $0 < purpose } }
            return
                !(["is", "was", "takes", "took", "isn't"].contains(verb)
                && told?.allSatisfy { finder.kind($0).isDisjoint(with: [.determiner, .preposition]) } == true)
                || rest.contains { ["it", "he", "she", "they", "this", "that"].contains(finder.word($0).plain) }
        case "one": return isFirst && next?.contains(.auxiliary) == true
        case "there":
            // "There is", "is there": no place is meant.
            return next?.contains(.auxiliary) != true
                && (isFirst || !finder.kind(token - 1).contains(.auxiliary) || next == nil)
        case "that":
            // "The day that", "say that": a link, not a pointer.
            if isFirst || next == nil { return true }
            let before = finder.kind(token - 1)
            if !before.isDisjoint(with: [.preposition, .conjunction]) { return true }
            if !before.isDisjoint(with: [.auxiliary, .question]) { return true }
            // "That day", but "say that dough rises".
            if finder.isOpen(token + 1), !finder.isName(token + 1), !finder.word(token + 1).plain.hasSuffix("s"),
                finder.lexicon.isNoun[Int(finder.lexicon.term(token + 1, finder.speech))]
                    || finder.kind(token + 1).contains(.vague),
                token + 2 >= range.upperBound || finder.verb(in: token + 2..<min(token + 3, range.upperBound)) == nil
            {
                return true
            }
            return next.map { $0.contains(.auxiliary) } == true && !finder.isOpen(token - 1)
                && !before.contains(.subject)
        case "this", "these":
            let nouns: Set<String> = [
                "nation", "country", "world", "planet", "century", "year", "earth", "generation", "republic",
                "congress", "morning", "week",
            ]
            return !(token + 1 < range.upperBound && nouns.contains(finder.word(token + 1).plain))
        case "so":
            // "So many", "so that".
            return isFirst || next == nil
        case "such":
            return !(token + 1 < range.upperBound && ["a", "an", "as"].contains(finder.word(token + 1).plain))
                || isFirst
        case "same", "other", "others", "another", "both", "either", "neither", "instead", "else", "otherwise", "above",
            "below":
            if word.plain == "other", token > range.lowerBound,
                ["each", "no", "any", "every"].contains(finder.word(token - 1).plain)
            {
                return false
            }
            if word.plain == "both", (token..<range.upperBound).contains(where: { finder.word($0).plain == "and" }) {
                return false
            }
            if word.plain == "else", token > range.lowerBound { return false }
            if ["above", "below"].contains(word.plain) { return isFirst || next == nil }
            if word.plain == "instead" {
                return !(token + 1 < range.upperBound && finder.word(token + 1).plain == "of")
            }
            return !hasNoun(before: token)
        case "here", "here's": return isFirst || next == nil && !hasNoun(before: token)
        case "too": return next == nil || isFirst
        case "then": return true
        case "again", "also": return isFirst || next == nil
        default:
            if kind.contains(.backward) {
                return isFirst
                    || next == nil && kind.isDisjoint(with: .determiner) && !word.plain.hasSuffix("sel")
                        && !word.plain.hasSuffix("self")
                    || !hasNoun(before: token)
            }
            return !(isOpenNext && word.plain == "hence")
        }
    }

    private func pointsInGerman(_ token: Int, _ word: SpokenWord, _ kind: Lexicon.Kind, _ next: Lexicon.Kind?) -> Bool {
        let isFirst = token == range.lowerBound
        // "Sie" and "Ihr" with a capital within a sentence are the listener.
        if !isFirst, word.hasCapital { return false }
        switch word.plain {
        case "es":
            let others = [token - 1, token + 1].filter(range.contains).map { finder.word($0).plain }
            return !others.contains { ["gibt", "gab", "geht", "ging", "ist", "war", "braucht", "gäbe"].contains($0) }
        case "das":
            return next.map { !$0.isDisjoint(with: [.auxiliary, .verb, .preposition, .subject]) } ?? true
        case "so", "auch", "wieder", "hier", "dann", "sonst", "also", "selber": return isFirst || next == nil
        case "da", "dort", "damals": return isFirst
        case "andere", "anderen", "anderer", "anderes", "beide", "beiden": return !hasNoun(before: token)
        default:
            if kind.contains(.backward) { return isFirst || !hasNoun(before: token) }
            return true
        }
    }

    private func pointsInRomance(_ token: Int, _ word: SpokenWord, _ kind: Lexicon.Kind, _ next: Lexicon.Kind?) -> Bool
    {
        let isFirst = token == range.lowerBound
        let plain = word.plain
        if plain == "il", isFirst, token + 1 < range.upperBound {
            return !["y", "faut", "fallait"].contains(finder.word(token + 1).plain) && finder.language == .french
        }
        if ["ce", "en", "y", "lo", "la", "le", "les", "li", "gli", "ci", "ne", "l"].contains(plain) {
            return isFirst && plain == "ce" || plain == "lo" && next?.isDisjoint(with: .closed) == false
        }
        if [
            "así", "aussi", "alors", "ainsi", "donc", "così", "assim", "puis", "ensuite", "poi", "luego", "logo",
            "también", "anche", "também", "entonces", "allora", "então",
        ].contains(plain) {
            return isFirst || next == nil
        }
        if kind.contains(.backward) { return isFirst || !hasNoun(before: token) }
        // "Otro día", "cette nuit": with a noun that was not named.
        return true
    }
}
