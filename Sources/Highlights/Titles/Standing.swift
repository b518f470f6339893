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

    /// "The price of this freedom": a noun that was spoken of, and that a reader takes as named.
    func isNamed(_ token: Int) -> Bool {
        token > range.lowerBound && token + 1 < range.upperBound && finder.kind(token).contains(.determiner)
            && finder.isOpen(token + 1) && finder.speech.marks[token] == .none
            // "Imagine that combined with".
            && !(finder.language == .english && plain(token + 1).hasSuffix("ed") && !finder.isNoun(token + 1))
            // "Through his words", "those kinds of things".
            && finder.kind(token).isDisjoint(with: .backward) && finder.kind(token + 1).isDisjoint(with: .vague)
            // "Is that part of the price?": here it is the subject.
            && !(token == range.lowerBound + 1 && finder.kind(range.lowerBound).contains(.auxiliary))
    }

    /// "This is a victory of liberty over tyranny": what it is, is said.
    func presents(_ token: Int) -> Bool {
        guard finder.language == .english, token == range.lowerBound, range.count > 5,
            ["this", "it", "that"].contains(finder.word(token).whole), ["is", "was"].contains(plain(token + 1))
        else { return false }
        let told = ["just", "only", "not", "truly"].contains(plain(token + 2)) ? token + 3 : token + 2
        return ["a", "an", "the", "one"].contains(plain(told))
            && range.dropFirst(told + 1 - token).count(where: {
                finder.isOpen($0) && finder.kind($0).isDisjoint(with: [.vague, .stop])
            }) > 2
    }

    /// The words in it that mean something outside of it, in order.
    var pointers: [Int] { range.filter { points($0) } }

    /// Whether a word means something that was named before.
    private func points(_ token: Int) -> Bool {
        guard finder.kind(token).contains(.pointer) else { return false }
        return switch finder.language {
        case .english: pointsInEnglish(token)
        case .german: pointsInGerman(token)
        case .french, .spanish, .portuguese, .italian: pointsInRomance(token)
        }
    }

    /// What the word after this one is, where no sign parts them; nil at the end.
    private func after(_ token: Int) -> Lexicon.Kind? {
        token + 1 < range.upperBound && finder.speech.marks[token] < .comma ? finder.kind(token + 1) : nil
    }

    /// The word at a place of the piece, in small letters; empty outside of it.
    private func plain(_ token: Int) -> String { range.contains(token) ? finder.word(token).plain : "" }

    /// Whether a noun comes before a word of the piece, which it may mean then.
    private func hasNoun(before token: Int) -> Bool {
        if Self.persons.contains(finder.word(token).whole) { return hasPerson(before: token) }
        return (range.lowerBound..<token).contains { other in
            finder.isNoun(other) && !Self.empty.contains(plain(other)) && !isProgressive(other)
                || Self.people.contains(finder.word(other).plain)
                || finder.isOpen(other) && finder.kind(other).isDisjoint(with: [.verb, .other, .stop])
                    && !finder.lexicon.isVerb[finder.term(other)]
        }
    }

    /// Whether a noun comes before that "she" or "they" may mean: no time, and no adjective.
    private func hasPerson(before token: Int) -> Bool {
        (range.lowerBound..<token).contains { other in
            let plain = plain(other)
            if plain == "one", self.plain(other + 1) == "of" { return false }
            return Self.people.contains(plain)
                || (finder.isNoun(other) || isDetermined(other)) && !Self.empty.contains(plain)
                    && !Self.times.contains(plain)
                    && !isProgressive(other)
        }
    }

    /// "The painters said": by its article a noun, though the talk says it once.
    private func isDetermined(_ token: Int) -> Bool {
        token > range.lowerBound && finder.isOpen(token) && finder.grammar.articles.contains(plain(token - 1))
    }

    /// English words for persons, and for things where there are many.
    private static let persons: Set<String> = [
        "he", "she", "they", "him", "them", "he's", "she's", "they're", "he'd", "she'd", "they'd", "he'll", "she'll",
        "they'll", "they've",
    ]

    private static let times: Set<String> = [
        "time", "times", "day", "days", "year", "years", "month", "week", "moment", "point", "case", "end", "today",
        "tonight", "tomorrow", "yesterday", "morning", "night", "evening", "century",
    ]

    /// "I'm going", "we are not saying": a verb here, though it is a noun elsewhere.
    private func isProgressive(_ token: Int) -> Bool {
        guard finder.language == .english, plain(token).hasSuffix("ing") else { return false }
        let before = (range.lowerBound..<token).last { !finder.grammar.negations.contains(plain($0)) }
        return before.map { finder.kind($0).contains(.auxiliary) } ?? false
    }

    /// Nouns that nothing means: "by the way, it", "the question is, was it".
    private static let empty: Set<String> = [
        "way", "ways", "lot", "lots", "kind", "kinds", "sort", "sorts", "bit",
        "question", "questions", "answer", "answers", "point", "fact", "thing", "truth",
        "frage", "fragen", "antwort", "sache", "wahrheit", "tatsache", "réponse", "vérité", "pregunta", "respuesta",
        "verdad", "domanda", "risposta", "verità", "pergunta", "resposta", "verdade",
    ]

    private static let people: Set<String> = [
        "nobody", "everyone", "everybody", "people", "somebody", "someone", "anyone", "anybody", "one", "man", "men",
        "woman", "women", "kid", "kids", "guy", "guys", "those",
    ]

    /// A word that is well understood behind what it means.
    private func lacksNoun(_ token: Int) -> Bool { token == range.lowerBound || !hasNoun(before: token) }
}

extension Standing {
    // MARK: English

    private func pointsInEnglish(_ token: Int) -> Bool {
        let isFirst = token == range.lowerBound
        let next = after(token)
        let following = next == nil ? "" : plain(token + 1)
        switch finder.word(token).whole {
        case "it", "it's": return isFirst ? !isAboutWhatFollows : next == nil || !hasNoun(before: token)
        case "one": return next?.contains(.auxiliary) == true && (isFirst || isTheOne(token))
        case "ones": return lacksNoun(token)
        case "there":
            // "There is", "is there": no place is meant.
            if isPlaceOf(token) { return true }
            guard next?.contains(.auxiliary) != true, !["not", "being"].contains(following),
                !["out", "up"].contains(plain(token - 1))
            else { return false }
            return isFirst || next == nil || !finder.kind(token - 1).contains(.auxiliary)
        case "that":
            return isFirst || finder.word(token).hasCapital || isCalledFirst(token) || next == nil || isThatOne(token)
        case "this", "these": return !Self.shared.contains(following)
        // "Those who fell": what is meant follows.
        case "those":
            // "Those freedoms which we love".
            let near = (token + 1..<range.upperBound).prefix(6).prefix { finder.speech.marks[$0 - 1] < .comma }
            if near.contains(where: { ["which", "who", "that"].contains(plain($0)) }) { return false }
            return !["who", "of", "that", "whose", "which", "we", "you", "i"].contains(following)
        case "so": return isFirst || next == nil
        case "such": return isFirst || !["a", "an", "as"].contains(following)
        case "other": return !["each", "no", "any", "every"].contains(plain(token - 1)) && lacksNoun(token)
        case "both": return !(token..<range.upperBound).contains { plain($0) == "and" } && lacksNoun(token)
        case "else": return isFirst
        case "above", "below": return isFirst || next == nil
        case "instead": return following != "of"
        case "here", "here's": return isFirst || next == nil && !hasNoun(before: token)
        case "too", "again", "also": return isFirst || next == nil
        case "himself", "herself", "itself", "themselves": return lacksNoun(token)
        case "same", "others", "another", "either", "neither", "otherwise": return !hasNoun(before: token)
        // "Somebody that's", "all that's".
        case "that's": return isFirst || !isRelative(token)
        default:
            let kind = finder.kind(token)
            guard kind.contains(.backward) else { return true }
            // "People cross it": what is crossed was named before.
            return lacksNoun(token) || next == nil && kind.isDisjoint(with: .determiner)
        }
    }

    /// "What began there is over": a place that a verb before it needs. Not so "they know there is".
    private func isPlaceOf(_ token: Int) -> Bool {
        guard token > range.lowerBound, finder.speech.marks[token - 1] == .none else { return false }
        let before = token - 1
        return finder.kind(before).contains(.verb) && !finder.grammar.reporting.contains(plain(before))
            && finder.isOpen(before) && !finder.isNoun(before)
    }

    /// What a speaker and a listener have in common: "this country".
    private static let shared: Set<String> = [
        "nation", "country", "world", "planet", "century", "year", "earth", "generation", "republic", "congress",
        "morning", "week", "land", "continent", "evening", "afternoon", "day", "campus",
    ]

    /// "It takes courage to stop": what "it" means follows.
    private var isAboutWhatFollows: Bool {
        let isShort = finder.word(range.lowerBound).whole == "it"
        let verb = isShort ? plain(range.lowerBound + 1) : "is"
        let rest = range.dropFirst(isShort ? 2 : 1)
        guard ["is", "was", "takes", "took", "isn't"].contains(verb),
            let purpose = rest.prefix(4).first(where: { plain($0) == "to" })
        else { return false }
        let isPlain = rest.prefix { $0 < purpose }.allSatisfy { token in
            finder.kind(token).isDisjoint(with: [.determiner, .preposition])
        }
        return isPlain && !rest.contains { ["it", "he", "she", "they", "this", "that"].contains(plain($0)) }
    }

    /// Whether "that's" tells more of the word before it.
    private func isRelative(_ token: Int) -> Bool {
        finder.speech.marks[token - 1] == .none
            && (finder.isNoun(token - 1) || Self.people.contains(plain(token - 1))
                || ["all", "something", "anything", "everything", "nothing"].contains(plain(token - 1)))
    }

    /// "The interesting one is": one of what was spoken of.
    private func isTheOne(_ token: Int) -> Bool {
        guard token - 1 > range.lowerBound, finder.isOpen(token - 1), !hasNoun(before: token - 1) else { return false }
        return (range.lowerBound..<token).contains { finder.grammar.definite.contains(plain($0)) }
    }

    /// "Now, that effort": behind an opening word that a comma parts.
    private func isCalledFirst(_ token: Int) -> Bool {
        token == range.lowerBound + 1 && finder.speech.marks[range.lowerBound] >= .comma
    }

    /// Whether "that", within a piece, is "that day" and "like that", not "the day that" and "say that".
    private func isThatOne(_ token: Int) -> Bool {
        let next = token + 1
        // "That pink elephant" can be seen.
        if next + 1 < range.upperBound, finder.isOpen(next), finder.isNoun(next + 1),
            finder.kind(next).isDisjoint(with: [.vague, .verb]), finder.kind(next + 1).isDisjoint(with: .vague)
        {
            return false
        }
        // "That day in history when": it is told which.
        if (next..<range.upperBound).prefix(4).dropFirst().contains(where: { other in
            ["when", "who", "where", "which"].contains(plain(other)) && finder.speech.marks[other - 1] == .none
        }) {
            return false
        }
        let before = finder.kind(token - 1)
        // "Said that in a message", "see that now": no clause follows.
        if finder.kind(next).contains(.preposition) || finder.grammar.fading.contains(plain(next)),
            finder.verb(in: next..<range.upperBound) == nil
        {
            return true
        }
        // "Now, that gets"
        if finder.speech.marks[token - 1] >= .comma, !finder.kind(next).isDisjoint(with: [.verb, .auxiliary]) {
            return true
        }
        // "Imagine that combined with"
        if next + 1 < range.upperBound, plain(next).hasSuffix("ed"), !finder.isNoun(next),
            finder.kind(next + 1).contains(.preposition), finder.kind(token - 1).contains(.verb),
            !finder.isNoun(token - 1)
        {
            return true
        }
        if !before.isDisjoint(with: [.preposition, .conjunction, .auxiliary, .question]) { return true }
        if finder.isOpen(next), !finder.isName(next), !plain(next).hasSuffix("s"), finder.isNoun(next) {
            // "Say that dough rises": a verb follows.
            return next + 1 >= range.upperBound || finder.verb(in: next + 1..<next + 2) == nil
        }
        return finder.kind(next).contains(.auxiliary) && !finder.isOpen(token - 1) && !before.contains(.subject)
    }
}

extension Standing {
    // MARK: Other languages

    private func pointsInGerman(_ token: Int) -> Bool {
        let isFirst = token == range.lowerBound
        let next = after(token)
        // "Sie" and "Ihr" with a capital within a sentence are the listener.
        if !isFirst, finder.word(token).hasCapital { return false }
        switch plain(token) {
        case "es":
            let verbs = ["gibt", "gab", "geht", "ging", "ist", "war", "braucht", "gäbe"]
            return !verbs.contains(plain(token - 1)) && !verbs.contains(plain(token + 1))
        case "das": return next.map { !$0.isDisjoint(with: [.auxiliary, .verb, .preposition, .subject]) } ?? true
        case "so", "auch", "wieder", "hier", "dann", "sonst", "also", "selber": return isFirst || next == nil
        case "da", "dort", "damals": return isFirst
        case "andere", "anderen", "anderer", "anderes", "beide", "beiden": return !hasNoun(before: token)
        default: return !finder.kind(token).contains(.backward) || lacksNoun(token)
        }
    }

    private func pointsInRomance(_ token: Int) -> Bool {
        let isFirst = token == range.lowerBound
        let next = after(token)
        switch plain(token) {
        case "il" where finder.language == .french && isFirst:
            // "Il y a", "il faut": nobody is meant.
            return !["y", "faut", "fallait"].contains(plain(token + 1))
        case "ce": return isFirst
        case "la", "le", "les", "lo", "los", "las", "li", "gli":
            // An article, or a pronoun before a verb: "ne la mesure", "no lo sabe".
            return Self.beforeClitics.contains(plain(token - 1)) || next?.contains(.auxiliary) == true
        case "en", "y", "ci", "ne", "l": return false
        case "así", "aussi", "alors", "ainsi", "donc", "così", "assim", "puis", "ensuite", "poi", "luego", "logo",
            "también",
            "anche", "também", "entonces", "allora", "então":
            return isFirst || next == nil
        default:
            // "Otro día", "cette nuit": with a noun that was not named.
            return !finder.kind(token).contains(.backward) || lacksNoun(token)
        }
    }

    /// Words before which "la" and the like are pronouns.
    private static let beforeClitics: Set<String> = [
        "ne", "je", "tu", "on", "nous", "vous", "il", "elle", "ils", "elles", "me", "te", "se", "no", "nadie", "yo",
        "non",
        "nessuno", "não", "ninguém", "si", "mi", "ti",
    ]
}
