/// What the words of a talk are, told by the lists of its language and by what stands around them in it.
///
/// "The dough", "of dough" and "dough is" make a noun; "to knead", "we knead" and "knead the dough" make a verb. So the lists need
/// only hold the small words of a language.
struct Lexicon: Sendable {
    /// How often a term is used in which way.
    private struct Uses {
        /// At the end of a noun's phrase.
        var head = 0.0
        /// Before another word in a noun's phrase.
        var modifier = 0.0
        /// As verbs are used.
        var verb = 0.0
        /// As adjectives are used behind "is" and "very".
        var predicate = 0.0
        /// As the head of a phrase without an article, as only plurals and what is not counted are.
        var bare = 0
        /// Beside another word with a capital.
        var paired = 0
        /// With an article, or another word of the kind, right before it.
        var determined = 0
        /// With a capital, and without, where no sentence begins.
        var capital = 0
        var small = 0
        var all = 0
    }

    /// By written word, the number of its term: those that differ in capitals and marks alone are one.
    let terms: [Int32]
    /// By term.
    let kinds: [Kind]
    /// By term: whether the talk uses it as a noun.
    let isNoun: [Bool]
    /// By term: whether it does without an article, as "bridges" and "water" do and "bridge" does not.
    let isBare: [Bool]
    /// By term: whether it ever has an article.
    let isDetermined: [Bool]
    /// By term: whether it stands only beside other words with capitals, as the parts of a name do.
    let isPaired: [Bool]
    /// By term: whether it mostly has an article.
    let takesArticle: [Bool]
    /// By term: whether it mostly stands before another noun, as "English" does.
    let isModifier: [Bool]
    /// By term: whether it has a capital in most places where no sentence begins.
    let isName: [Bool]
    /// By term: whether the talk mostly uses it as a verb.
    let isVerb: [Bool]
    /// By term: how often it is said.
    let counts: [Int]
    let grammar: Grammar?
    let hasCapitalNouns: Bool
    let isEnglish: Bool

    /// O(words).
    init(speech: Speech, language: Language?, content: (String) -> Bool) {
        let grammar = language?.grammar
        var terms: [Int32] = []
        var known: [String: Int32] = [:]
        var plains: [String] = []
        for word in speech.words {
            // "it's" is a word of its own, "Harrison's" is a form of "Harrison".
            let isOwn =
                word.isPossessive
                && grammar.map { $0.auxiliaries.contains(word.whole) || $0.pointers.contains(word.whole) } == true
            let plain = isOwn ? word.whole : word.plain
            if let term = known[plain] {
                terms.append(term)
            } else {
                known[plain] = Int32(plains.count)
                terms.append(Int32(plains.count))
                plains.append(plain)
            }
        }
        let numbers = Set((language?.words.numbers ?? []).map(String.init))
        let kinds = plains.map { Self.kind(of: $0, grammar, numbers: numbers, isContent: content($0)) }
        self.terms = terms
        self.kinds = kinds
        self.grammar = grammar
        isEnglish = language == .english
        hasCapitalNouns = grammar?.capitalNouns == true && speech.isCased
        var uses = [Uses](repeating: Uses(), count: plains.count)
        for line in speech.offsets.indices.dropLast() {
            Self.count(speech.tokens(line), speech, terms, kinds, isRomance: grammar?.isRomance ?? false, &uses)
        }
        let hasCapitalNouns = hasCapitalNouns
        isName = uses.indices.map { speech.isCased && !hasCapitalNouns && uses[$0].capital > uses[$0].small }
        isVerb = uses.indices.map { term in
            let use = uses[term]
            return use.verb > 0 && use.verb > use.head || (kinds[term].contains(.verb) && use.head <= use.verb)
        }
        isNoun = uses.indices.map { term in
            let (use, kind) = (uses[term], kinds[term])
            guard kind.isDisjoint(with: Kind.closed.union([.other, .number, .calendar])) else { return false }
            if hasCapitalNouns { return use.capital > use.small }
            guard let grammar else { return true }
            if language == .english, Self.isDescribing(plains[term], grammar) { return false }
            let rivals = max(use.verb * 2, use.predicate, kind.contains(.verb) ? max(2, Double(use.all) * 0.6) : 0)
            return use.head >= 1 && use.head >= rivals && use.head * 1.5 >= use.modifier
        }
        isBare = uses.map { $0.bare > 0 }
        isPaired = uses.map { $0.paired == $0.all }
        isDetermined = uses.map { $0.determined > 0 }
        takesArticle = uses.map { $0.determined * 2 > $0.all }
        isModifier = uses.map { $0.modifier > $0.head }
        counts = uses.map(\.all)
    }

    /// What a token is by the lists.
    func kind(_ token: Int, _ speech: Speech) -> Kind { kinds[Int(term(token, speech))] }

    /// The number of a token's term.
    func term(_ token: Int, _ speech: Speech) -> Int32 { terms[Int(speech.tokens[token])] }

    private static func kind(of plain: String, _ grammar: Grammar?, numbers: Set<String>, isContent: Bool) -> Kind {
        var kind: Kind = []
        if plain.contains(where: \.isNumber) && plain.first?.isNumber == true || numbers.contains(plain) {
            kind.insert(.number)
        }
        // "twenty-one", "vingt-trois": every part is a number.
        let parts = plain.split(separator: "-")
        if parts.count > 1, parts.allSatisfy({ numbers.contains(String($0)) || $0.allSatisfy(\.isNumber) }) {
            kind.insert(.number)
        }
        if !isContent { kind.insert(.stop) }
        guard let grammar else { return kind }
        let lists: [(Set<String>, Kind)] = [
            (grammar.determiners, .determiner), (grammar.prepositions, .preposition),
            (grammar.conjunctions, .conjunction), (grammar.subordinators, .subordinator),
            (grammar.subjects, .subject), (grammar.questions, .question), (grammar.auxiliaries, .auxiliary),
            (grammar.verbs, .verb), (grammar.pointers, .pointer), (grammar.vague, .vague), (grammar.others, .other),
            (grammar.calendar, .calendar), (grammar.backward, .backward), (grammar.unfinished, .unfinished),
        ]
        for (list, own) in lists where list.contains(plain) { kind.insert(own) }
        return kind
    }

    /// English adverbs, adjectives and participles, by their endings.
    private static func isDescribing(_ plain: String, _ grammar: Grammar) -> Bool {
        let endings = [
            "ly", "ing", "ous", "ful", "ive", "able", "ible", "est", "ish", "ical", "less", "ed", "ural", "mental",
            "ional", "tary",
        ]
        let isFormed = endings.contains { plain.hasSuffix($0) && plain.count > $0.count + 2 }
        if isFormed, !plain.hasSuffix("eed") { return true }
        // "Harder", "bigger", "easier".
        guard plain.hasSuffix("er") else { return false }
        let stem = plain.dropLast(2)
        return [String(stem), String(stem.dropLast()), stem + "e", stem.dropLast() + "y"].contains {
            grammar.others.contains($0)
        }
    }

    /// Notes how the words of a line are used.
    private static func count(
        _ tokens: Range<Int>,
        _ speech: Speech,
        _ terms: [Int32],
        _ kinds: [Kind],
        isRomance: Bool,
        _ uses: inout [Uses]
    ) {
        // Whether the token before stands in a noun's phrase.
        var inPhrase = false
        for token in tokens {
            let word = speech.word(token)
            let term = Int(terms[Int(speech.tokens[token])])
            let kind = kinds[term]
            uses[term].all += 1
            let isFirst = token == tokens.lowerBound || speech.marks[token - 1] >= .clause || word.depth > 0
            if !isFirst || word.hasInnerCapital {
                if word.hasCapital || word.hasInnerCapital { uses[term].capital += 1 } else { uses[term].small += 1 }
            }
            let before: Kind? =
                token > tokens.lowerBound && speech.marks[token - 1] == .none
                ? kinds[Int(terms[Int(speech.tokens[token - 1])])] : nil
            let after: Kind? =
                token + 1 < tokens.upperBound && speech.marks[token] == .none
                ? kinds[Int(terms[Int(speech.tokens[token + 1])])] : nil
            let hasNext = token + 1 < tokens.upperBound && speech.marks[token] == .none
            let hasPrevious = token > tokens.lowerBound && speech.marks[token - 1] == .none
            if hasNext && speech.word(token + 1).hasCapital || hasPrevious && speech.word(token - 1).hasCapital {
                uses[term].paired += 1
            }
            guard kind.isDisjoint(with: .closed) else {
                inPhrase = false
                continue
            }
            let isOfOwner = token > tokens.lowerBound && speech.word(token - 1).isPossessive
            // "to" before a word is as often a verb's as a noun's, and tells neither.
            let isAfterTo = token > tokens.lowerBound && ["to", "zu"].contains(speech.word(token - 1).plain)
            let isDetermined = word.elided != nil || isOfOwner || before?.contains(.determiner) == true
            if before?.contains(.determiner) == true { uses[term].determined += 1 }
            let isMarked = isDetermined || before?.contains(.preposition) == true && !isAfterTo
            // "The American people": people is a noun here.
            let isOpenAfter =
                after.map { $0.isDisjoint(with: Kind.closed.union([.other, .number])) || $0.contains(.vague) } == true
                && !word.isPossessive
            let isAfterSubject =
                before.map { kind in
                    kind.contains(.auxiliary)
                        || !kind.isDisjoint(with: [.subject, .backward]) && kind.isDisjoint(with: .determiner)
                } == true
            let isChained = !isRomance && inPhrase && before != nil && !kind.contains(.verb)
            let takesObject = !isMarked && after?.contains(.determiner) == true
            if isMarked || isChained && !takesObject {
                if isOpenAfter && !isRomance {
                    // "The bee dances", "the energy use": a verb, or a noun that this one tells more of.
                    let isVerbAfter = after?.contains(.verb) == true
                    uses[term].modifier += isVerbAfter ? 0.5 : 1
                    uses[term].head += isVerbAfter ? 0.5 : 0
                } else {
                    // "In general", "by far": a preposition alone tells less.
                    uses[term].head += isDetermined || isChained || isRomance ? 1 : 0.5
                    if !isDetermined && !isChained { uses[term].bare += 1 }
                }
            } else if isAfterTo || isAfterSubject || takesObject {
                let isPredicate = isAfterSubject && !isOpenAfter && !takesObject && before?.contains(.auxiliary) == true
                if isPredicate { uses[term].predicate += 1 } else { uses[term].verb += 1 }
            } else if after?.contains(.auxiliary) == true {
                uses[term].head += 1
                uses[term].bare += 1
            }
            inPhrase = isMarked || isChained && !takesObject
        }
    }
}
