/// Finds the subjects in the lines of a talk, one line after another.
struct SubjectFinder {
    let speech: Speech
    let lexicon: Lexicon
    private let names: NameReader
    private(set) var subjects: [Subjects.Subject] = []
    private var places: [[Int32]: Int32] = [:]

    /// Endings of English nouns that are not counted.
    private static let abstract = ["ion", "ness", "ity", "ment", "ism", "ance", "ence", "ship", "dom", "hood", "ics"]

    init(speech: Speech, lexicon: Lexicon) {
        self.speech = speech
        self.lexicon = lexicon
        names = NameReader(speech: speech, lexicon: lexicon)
    }

    /// The subjects said in a line, in order, as indices of `subjects`.
    mutating func subjects(in tokens: Range<Int>) -> [Int32] {
        var found: [Int32] = []
        var token = tokens.lowerBound
        while token < tokens.upperBound {
            if let end = names.end(from: token, in: tokens) {
                if let name = names.name(token..<end) { found.append(place(Array(name), isName: true)) }
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

    private mutating func place(_ tokens: [Int], isName: Bool) -> Int32 {
        let terms = tokens.map { lexicon.term($0, speech) }
        if let place = places[terms] {
            if isName, !subjects[Int(place)].isName {
                subjects[Int(place)].isName = true
                subjects[Int(place)].isBare = !lexicon.takesArticle[Int(terms[0])]
            }
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
                terms: tokens.filter { !NameReader.links.contains(speech.word($0).whole) }.map {
                    lexicon.term($0, speech)
                },
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
