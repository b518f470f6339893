/// The names and subjects of a talk: what it says by name, the nouns that it says again and again, and pairs such as
/// "yeast cells". Never a number, a verb or a word without a topic.
struct Subjects: Sendable {
    /// A name, a noun or a pair.
    struct Subject: Sendable {
        /// As the talk writes it.
        var words: [String]
        /// The terms in it that carry a topic.
        var terms: [Int32]
        var isName: Bool
        /// Whether it does without an article.
        var isBare: Bool
        /// How often the talk says it.
        var count = 0
    }

    private let subjects: [Subject]
    /// The subjects said in all lines, in order, as indices.
    private let said: [Int32]
    /// By line, where its subjects begin in `said`; one more at the end.
    private let offsets: [Int]
    /// Those that the talk says most, best first.
    let best: [Subject]

    /// As many are looked at when the best are sought.
    private static let shortlist = 60

    /// O(words).
    init(speech: Speech, lexicon: Lexicon) {
        var finder = SubjectFinder(speech: speech, lexicon: lexicon)
        var said: [Int32] = []
        var offsets = [0]
        for line in speech.offsets.indices.dropLast() {
            said += finder.subjects(in: speech.tokens(line))
            offsets.append(said.count)
        }
        var subjects = finder.subjects
        for index in said { subjects[Int(index)].count += 1 }
        let full = Self.fullNames(subjects)
        for index in subjects.indices { subjects[index].count = 0 }
        for index in said.indices {
            said[index] = full[said[index]] ?? said[index]
            subjects[Int(said[index])].count += 1
        }
        self.subjects = subjects
        self.said = said
        self.offsets = offsets
        let ranked = subjects.indices.filter { subjects[$0].count > 1 }
            .sorted { (-Self.weight(subjects[$0]), $0) < (-Self.weight(subjects[$1]), $1) }
        best = Self.distinct(ranked.prefix(Self.shortlist).map { subjects[$0] })
    }

    /// The subjects of these lines, the most telling first. What the whole talk says twice only, and these lines once, is chance.
    func subjects(in lines: ClosedRange<Int>) -> [Subject] {
        var counts: [Int32: Int] = [:]
        var order: [Int32] = []
        for index in said[offsets[lines.lowerBound]..<offsets[lines.upperBound + 1]] {
            counts[index, default: 0] += 1
            if counts[index] == 1 { order.append(index) }
        }
        var telling = order.filter { index in
            let subject = subjects[Int(index)]
            return subject.isName || counts[index] ?? 0 > 1 || subject.count > 2
        }
        if telling.isEmpty { telling = order.filter { subjects[Int($0)].count > 1 } }
        func weight(_ index: Int32) -> Double {
            Self.weight(subjects[Int(index)]) * Double(counts[index] ?? 0).squareRoot()
        }
        let ranked = telling.sorted { (-weight($0), $0) < (-weight($1), $1) }
        return Self.distinct(ranked.prefix(Self.shortlist).map { subjects[Int($0)] })
    }

    /// A name and a pair say more than a word. The square root keeps one word from ruling.
    private static func weight(_ subject: Subject) -> Double {
        let kind = subject.isName ? 1.6 : subject.words.count > 1 ? 1.6 : subject.words[0].count < 5 ? 0.7 : 1
        return Double(subject.count).squareRoot() * kind
    }

    /// Leaves out what shares a term with a better one, or is the same word with another ending.
    private static func distinct(_ subjects: [Subject]) -> [Subject] {
        var kept: [Subject] = []
        for subject in subjects {
            let isKnown = kept.contains { other in
                !Set(other.terms).isDisjoint(with: subject.terms)
                    || isForm(subject.words.last ?? "", of: other.words.last ?? "")
            }
            if !isKnown { kept.append(subject) }
        }
        return kept
    }

    /// Whether two words differ in their endings alone: "human" and "humans", "Biene" and "Bienen".
    static func isForm(_ one: String, of other: String) -> Bool {
        let (first, second) = (one.lowercased(), other.lowercased())
        let shared = zip(first, second).prefix { $0 == $1 }.count
        return shared >= 4 && shared >= max(first.count, second.count) - 2 || first == second
    }

    /// "Harrison" is John Harrison where there is one only: by the index of a part, the index of the whole name.
    private static func fullNames(_ subjects: [Subject]) -> [Int32: Int32] {
        var owners: [Int32: [Int32]] = [:]
        for (index, subject) in subjects.enumerated() where subject.isName && subject.words.count > 1 {
            if let last = subject.terms.last { owners[last, default: []].append(Int32(index)) }
        }
        var full: [Int32: Int32] = [:]
        for (index, subject) in subjects.enumerated() where subject.isName && subject.terms.count == 1 {
            guard let own = owners[subject.terms[0]], own.count == 1, let only = own.first else { continue }
            let whole = subjects[Int(only)]
            // A part that is said far more often is a name by itself.
            if whole.words.count == 2, subject.count <= whole.count * 15 { full[Int32(index)] = only }
        }
        return full
    }
}

/// Finds the subjects in the lines of a talk, one line after another.
private struct SubjectFinder {
    let speech: Speech
    let lexicon: Lexicon
    private(set) var subjects: [Subjects.Subject] = []
    private var places: [[Int32]: Int32] = [:]

    /// The small words that may stand within a name.
    private static let links: Set<String> = [
        "of", "the", "de", "la", "du", "des", "von", "van", "der", "den", "da", "do", "di", "del", "della", "dos",
    ]
    /// Endings of English adjectives of peoples and places.
    private static let peoples = ["ican", "ish", "ese", "sian", "nian"]
    /// Endings of English nouns that are not counted.
    private static let abstract = ["ion", "ness", "ity", "ment", "ism", "ance", "ence", "ship", "dom", "hood", "ics"]
    /// The small words that a name may begin with.
    private static let particles: Set<String> = ["bin", "al", "ibn", "van"]
    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "herr", "frau", "herrn", "monsieur", "madame", "señor", "señora", "signor",
        "signora", "senhor",
        "don", "dona", "sir", "mister", "st", "doktor", "professor", "president", "senator", "secretary", "general",
        "governor", "king", "queen",
        "minister", "reverend", "congressman", "captain", "judge", "lord", "lady", "pope", "präsident", "kanzler",
    ]
    /// Words that make no name, alone or together.
    private static let offices: Set<String> = titles.union([
        "vice", "prime", "first", "chairman", "mom", "dad", "mother", "father", "ministers", "presidents", "mama",
        "papa",
    ])

    init(speech: Speech, lexicon: Lexicon) {
        self.speech = speech
        self.lexicon = lexicon
    }

    mutating func subjects(in tokens: Range<Int>) -> [Int32] {
        var found: [Int32] = []
        var token = tokens.lowerBound
        while token < tokens.upperBound {
            if let end = nameEnd(from: token, in: tokens) {
                if let name = name(token..<end) { found.append(name) }
                token = end
                continue
            }
            if let pair = pair(at: token, in: tokens) { found.append(pair) }
            if isSubject(token) { found.append(place([token], isName: false)) }
            token += 1
        }
        return found
    }

    private func kind(_ token: Int) -> Lexicon.Kind { lexicon.kind(token, speech) }

    /// A noun with a topic.
    private func isSubject(_ token: Int) -> Bool {
        let term = Int(lexicon.term(token, speech))
        let kind = lexicon.kinds[term]
        let plain = speech.word(token).plain
        guard lexicon.isNoun[term], kind.isDisjoint(with: [.vague, .stop, .number, .calendar]),
            plain.count > 2 || plain.utf8.count > 4 && plain.count > 1
        else {
            return false
        }
        // Of a language whose words are not known, short ones are mostly verbs and the like.
        guard lexicon.grammar != nil || lexicon.counts[term] > (plain.utf8.count < 6 ? 2 : 1) else { return false }
        return true
    }

    /// The pair that ends with a token: a noun behind what tells more of it, or in Romance languages before it.
    private mutating func pair(at token: Int, in tokens: Range<Int>) -> Int32? {
        guard token > tokens.lowerBound, speech.marks[token - 1] == .none, speech.word(token).elided == nil,
            !speech.word(token - 1).isPossessive, lexicon.hasCapitalNouns == false
        else { return nil }
        let (one, two) = (Int(lexicon.term(token - 1, speech)), Int(lexicon.term(token, speech)))
        let (first, second) = (lexicon.kinds[one], lexicon.kinds[two])
        let barred = Lexicon.Kind.closed.union([.number, .other, .calendar])
        guard first.isDisjoint(with: barred), second.isDisjoint(with: barred), one != two else { return nil }
        guard lexicon.counts[one] > 1, lexicon.counts[two] > 1 else { return nil }
        let isRomance = lexicon.grammar?.isRomance ?? false
        let (noun, more) = isRomance ? (one, two) : (two, one)
        guard lexicon.isNoun[noun], !lexicon.isVerb[more], lexicon.kinds[more].isDisjoint(with: [.vague, .stop, .verb])
        else { return nil }
        // "Energy plan" says something, "good plan" does not.
        guard lexicon.kinds[noun].isDisjoint(with: [.vague, .stop]) || lexicon.isNoun[more] else { return nil }
        let adverb = speech.word(isRomance ? token : token - 1).plain
        if adverb.hasSuffix("ly") || adverb.hasSuffix("est") && !lexicon.isNoun[more]
            || adverb.hasSuffix("ing") && !lexicon.isNoun[more]
        {
            return nil
        }
        if lexicon.grammar == nil, !lexicon.kinds[noun].isDisjoint(with: .stop) { return nil }
        return place([token - 1, token], isName: false)
    }

    /// The end of the name that begins with a token; nil where none does.
    private func nameEnd(from token: Int, in tokens: Range<Int>) -> Int? {
        guard speech.isCased else { return nil }
        let isLed =
            Self.particles.contains(speech.word(token).whole) && token + 1 < tokens.upperBound
            && speech.marks[token] == .none
        guard isLed ? isCapital(token + 1, in: tokens) : isCapital(token, in: tokens) else { return nil }
        var end = isLed ? token + 2 : token + 1
        while end < tokens.upperBound, speech.marks[end - 1] == .none || isInitial(end - 1),
            !speech.word(end - 1).isPossessive
        {
            if isCapital(end, in: tokens) {
                end += 1
                continue
            }
            // "Board of Longitude", "Karl von Frisch".
            var next = end
            while next < tokens.upperBound, next - end < 2, Self.links.contains(speech.word(next).whole),
                speech.marks[next] == .none
            { next += 1 }
            guard next > end, next < tokens.upperBound, isCapital(next, in: tokens) else { break }
            guard !lexicon.hasCapitalNouns || ["von", "van"].contains(speech.word(end).whole) else { break }
            end = next + 1
        }
        // Single German nouns are no names, nor are two nouns that meet by chance.
        if lexicon.hasCapitalNouns, end - token < 2 || !isGermanName(token..<end, in: tokens) { return nil }
        return end
    }

    /// Two German nouns that meet by chance are no name: "weil Weichen Geld kosten", "zwei Liter Milch".
    private func isGermanName(_ range: Range<Int>, in tokens: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        let term = Int(lexicon.term(first, speech))
        guard !lexicon.isDetermined[term], range.allSatisfy({ !kind($0).contains(.vague) }) else { return false }
        if first > tokens.lowerBound, kind(first - 1).contains(.number) { return false }
        // "Karl" is followed by "von", whose noun makes the name.
        return lexicon.isPaired[term] || range.count > 2
    }

    /// "J." and "Mr." part nothing.
    private func isInitial(_ token: Int) -> Bool {
        let word = speech.word(token)
        return speech.marks[token] == .stop && (word.core.count == 1 || Self.titles.contains(word.plain))
    }

    /// Whether a word has the capital of a name.
    private func isCapital(_ token: Int, in tokens: Range<Int>) -> Bool {
        let word = speech.word(token)
        guard word.hasCapital || word.hasInnerCapital && !word.isNumber else { return false }
        let term = Int(lexicon.term(token, speech))
        let kind = lexicon.kinds[term]
        if kind.contains(.calendar) || word.whole == "i" || word.whole.hasPrefix("i'") { return false }
        let isFirst = token == tokens.lowerBound || speech.marks[token - 1] >= .clause || word.depth > 0
        guard isFirst else {
            return kind.isDisjoint(with: .closed)
                || lexicon.isName[term] && word.core.count > 1 && !kind.contains(.subject)
        }
        // Where a sentence begins, its capital tells nothing.
        guard kind.isDisjoint(with: Lexicon.Kind.closed.union([.other, .verb, .vague, .number])), !kind.contains(.stop)
        else { return false }
        if word.hasInnerCapital || lexicon.isName[term] { return true }
        let next = token + 1
        return !lexicon.hasCapitalNouns && lexicon.counts[term] < 3 && next < tokens.upperBound
            && speech.marks[token] == .none && speech.word(next).hasCapital
            && lexicon.isName[Int(lexicon.term(next, speech))]
    }

    /// The name in these tokens without titles; nil where it is an adjective of a people, or no name by itself.
    private mutating func name(_ tokens: Range<Int>) -> Int32? {
        var range = tokens
        while let first = range.first,
            Self.titles.contains(speech.word(first).plain) || Self.links.contains(speech.word(first).whole)
        { range.removeFirst() }
        guard let first = range.first, !range.allSatisfy({ Self.offices.contains(speech.word($0).plain) }) else {
            return nil
        }
        if range.count == 1 {
            let word = speech.word(first)
            let kind = kind(first)
            guard word.core.count > 2 || word.core.allSatisfy(\.isUppercase) && word.core.count > 1 else { return nil }
            guard kind.isDisjoint(with: Lexicon.Kind.closed.union([.vague, .number, .calendar])) else { return nil }
            // "The English fleet": an adjective.
            if lexicon.isEnglish, Self.peoples.contains(where: { word.plain.hasSuffix($0) }) { return nil }
            if !word.hasInnerCapital, lexicon.isModifier[Int(lexicon.term(first, speech))],
                lexicon.grammar?.isRomance != true
            {
                return nil
            }
        }
        guard range.count <= 5 else { return nil }
        return place(Array(range), isName: true)
    }

    private mutating func place(_ tokens: [Int], isName: Bool) -> Int32 {
        let terms = tokens.map { lexicon.term($0, speech) }
        if let place = places[terms] {
            if isName { subjects[Int(place)].isName = true }
            return place
        }
        let place = Int32(subjects.count)
        places[terms] = place
        subjects.append(
            Subjects.Subject(
                words: tokens.map { token in
                    let word = speech.word(token)
                    let isName = isName || lexicon.isName[Int(lexicon.term(token, speech))]
                    if isName || lexicon.hasCapitalNouns || word.hasInnerCapital { return word.core }
                    return lexicon.grammar?.capitalNouns == true
                        ? word.plain.prefix(1).uppercased() + word.plain.dropFirst() : word.plain
                },
                terms: tokens.filter { !Self.links.contains(speech.word($0).whole) }.map { lexicon.term($0, speech) },
                isName: isName,
                isBare: isName
                    ? !lexicon.takesArticle[Int(terms[0])]
                    : tokens.last.map { token in
                        let plain = speech.word(token).plain
                        return lexicon.isBare[Int(lexicon.term(token, speech))]
                            || Self.abstract.contains { plain.hasSuffix($0) }
                    } ?? false
            )
        )
        return place
    }
}

extension [Int] {
    /// Whether a number is among these, in order. O(log count).
    fileprivate func contains(sorted number: Int) -> Bool {
        let place = firstIndex(past: { $0 >= number })
        return place < count && self[place] == number
    }
}
