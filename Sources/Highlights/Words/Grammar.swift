/// The small words of one language, by what they do in a sentence: with them a clause is told from a piece of one, and a
/// noun from a verb by what stands around it.
///
/// The lists are of closed classes and of the commonest verbs; what else is a verb or a noun, the talk itself tells (`Lexicon`).
struct Grammar: Sendable {
    /// Articles, possessives and quantifiers: a noun follows.
    let determiners: Set<String>
    /// A noun, or a determiner, follows.
    let prepositions: Set<String>
    /// "and", "but": tie what follows to what was said.
    let conjunctions: Set<String>
    /// "if", "because", "which": the clause that they open does not stand alone.
    let subordinators: Set<String>
    /// Pronouns that are subjects and need nobody to be named: "I", "we", "nobody".
    let subjects: Set<String>
    /// Words that ask, and that open clauses which may be titles: "how", "why", "what".
    let questions: Set<String>
    /// Forms of to be, to have, to do, and modals: always verbs.
    let auxiliaries: Set<String>
    /// Finite forms of the commonest verbs; some are nouns elsewhere.
    let verbs: Set<String>
    /// Words that mean something said before: "she", "this", "another".
    let pointers: Set<String>
    /// Among the pointers, those that are well understood behind a noun of the same sentence: "its".
    let backward: Set<String>
    /// Words on which a title may not end, besides determiners, prepositions and conjunctions.
    let unfinished: Set<String>
    /// Nouns without a topic.
    let vague: Set<String>
    /// Adverbs and adjectives that are taken for nouns, and forms of address.
    let others: Set<String>
    /// Days and months.
    let calendar: Set<String>
    /// What only says that something is said: "I think that". A title does without.
    ///
    /// By its first word.
    let frames: [String: [[String]]]
    /// After these a clause that "how", "why" or "what" opens may stand alone.
    let asking: Set<String>
    /// Words that ask for a nod at the end of a sentence: ", right?".
    let tags: Set<String>
    /// Subordinators with which a sentence may begin and stand alone: "if you stop, you lose".
    let leading: Set<String>
    /// Prepositions before which a clause may be cut: what they open is seldom needed.
    let trimmable: Set<String>
    /// Subordinators whose clause may be left out: "because". Without what "if" opens, the rest would say another thing.
    let droppable: Set<String>
    /// Words after which a clause holds under a condition, or is one of two halves.
    let conditions: Set<String>
    /// "not", "nobody".
    let negations: Set<String>
    /// Short adverbs on which a clause may end though they are prepositions elsewhere.
    let particles: Set<String>
    /// Verbs that a clause follows: "hope", "say".
    let reporting: Set<String>
    /// Verbs that say of a clause behind "that" that it is so: "we learned that".
    let factive: Set<String>
    /// Forms of to be between a noun and what it is.
    let copulas: Set<String>
    /// Words that compare, and say little without what with: "lower".
    let comparing: Set<String>
    /// What is said to somebody who is there, not to a reader: "you were", "did you".
    let addresses: Set<String>
    /// The definite article.
    let definite: Set<String>
    /// The articles with which a title may begin.
    let articles: Set<String>
    /// Small words that tie a noun to the one before: "of".
    let ties: Set<String>
    /// What ties a sentence as a whole to those before it, by words: "on the contrary".
    let continuing: [[String]]
    /// "We", "you": those who listen.
    let listeners: Set<String>
    /// Words that date or place a sentence by where it was said, or only fill it.
    let fading: Set<String>
    /// Words about the talk itself: "mentioned", "thank".
    let talking: Set<String>
    /// "and".
    let and: String
    /// "about".
    let about: String
    /// Whether nouns have capitals.
    let capitalNouns: Bool
    /// Whether adjectives mostly follow their noun, and a sentence may do without a subject.
    let isRomance: Bool

    init(
        determiners: String,
        prepositions: String,
        conjunctions: String,
        subordinators: String,
        subjects: String,
        questions: String,
        auxiliaries: String,
        verbs: Set<String>,
        pointers: String,
        backward: String,
        unfinished: String,
        vague: String,
        others: String,
        calendar: String,
        frames: String,
        asking: String,
        tags: String,
        leading: String,
        trimmable: String = "",
        droppable: String,
        conditions: String,
        negations: String,
        particles: String = "",
        reporting: String = "",
        factive: String = "",
        copulas: String,
        comparing: String,
        addresses: String,
        definite: String,
        articles: String,
        ties: String,
        continuing: String,
        listeners: String,
        fading: String,
        talking: String,
        and: String,
        about: String,
        capitalNouns: Bool = false,
        isRomance: Bool = false
    ) {
        self.determiners = Self.words(determiners)
        self.prepositions = Self.words(prepositions)
        self.conjunctions = Self.words(conjunctions)
        self.subordinators = Self.words(subordinators)
        self.subjects = Self.words(subjects)
        self.questions = Self.words(questions)
        self.auxiliaries = Self.words(auxiliaries)
        self.verbs = verbs
        self.pointers = Self.words(pointers)
        self.backward = Self.words(backward)
        self.unfinished = Self.words(unfinished)
        self.vague = Self.words(vague)
        self.others = Self.words(others)
        self.calendar = Self.words(calendar)
        self.frames = Dictionary(grouping: Self.phrases(frames)) { $0[0] }
        self.asking = Self.words(asking)
        self.tags = Self.words(tags)
        self.leading = Self.words(leading)
        self.trimmable = Self.words(trimmable)
        self.droppable = Self.words(droppable)
        self.conditions = Self.words(conditions)
        self.negations = Self.words(negations)
        self.particles = Self.words(particles)
        self.reporting = Self.words(reporting)
        self.factive = Self.words(factive)
        self.copulas = Self.words(copulas)
        self.comparing = Self.words(comparing)
        self.addresses = Set(Self.phrases(addresses).map { $0.joined(separator: " ") })
        self.definite = Self.words(definite)
        self.articles = Self.words(articles)
        self.ties = Self.words(ties)
        self.continuing = Self.phrases(continuing)
        self.listeners = Self.words(listeners)
        self.fading = Self.words(fading)
        self.talking = Self.words(talking)
        self.and = and
        self.about = about
        self.capitalNouns = capitalNouns
        self.isRomance = isRomance
    }

    /// The phrases of a list with commas between them, as words.
    private static func phrases(_ list: String) -> [[String]] {
        list.split { $0 == "," || $0 == "\n" }.map { $0.split(separator: " ").map(String.init) }
            .filter { !$0.isEmpty }
    }

    /// The words of a list with blanks between them.
    static func words(_ list: String) -> Set<String> {
        Set(list.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}

extension Language {
    /// Its small words.
    var grammar: Grammar {
        switch self {
        case .english: .english
        case .german: .german
        case .french: .french
        case .spanish: .spanish
        case .portuguese: .portuguese
        case .italian: .italian
        }
    }
}
