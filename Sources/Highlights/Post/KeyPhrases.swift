/// What a talk is about, as words and pairs of words.
struct KeyPhrases: Sendable {
    /// A word or a pair of words with a topic.
    private struct Phrase: Sendable {
        let terms: [Int32]
        /// How often it is said in the talk.
        var count: Int
        /// How much it stands for the talk.
        var weight = 0.0

        /// A pair says more than a word, a name more than a common word and a long word more than a short one; what is
        /// said once is chance. The square root keeps one word from ruling.
        mutating func weigh(_ spelling: Spelling) {
            let isName = terms.allSatisfy { spelling.isName[Int($0)] }
            let isShort = terms.count == 1 && !isName && spelling.written[Int(terms[0])].utf8.count < 6
            let kind = (terms.count > 1 ? 2.0 : 1) * (isName ? 1.5 : 1) * (isShort ? 0.6 : 1)
            weight = Double(count - 1).squareRoot() * kind
        }
    }

    /// In the order they are first said.
    private let phrases: [Phrase]
    /// By key (`key`), the place in `phrases`.
    private let places: [Int64: Int]
    /// By term number, how the talk mostly writes it.
    private let spellings: [String]
    /// The phrases that the talk says most, as words.
    let best: [[String]]

    /// O(terms).
    init(reading: Reading) {
        var phrases: [Phrase] = []
        var places: [Int64: Int] = [:]
        for line in reading.lines.indices {
            Self.forEach(in: reading.tokens(line...line), content: reading.content) { terms in
                let key = Self.key(terms)
                if let place = places[key] {
                    phrases[place].count += 1
                } else {
                    places[key] = phrases.count
                    phrases.append(Phrase(terms: terms, count: 1))
                }
            }
        }
        let spelling = Spelling(reading: reading)
        let spellings = spelling.written
        for place in phrases.indices { phrases[place].weigh(spelling) }
        let order = phrases.indices.sorted { (-phrases[$0].weight, $0) < (-phrases[$1].weight, $1) }
        best = Self.distinct(order.prefix(40).map { phrases[$0] }).prefix(10).map { Self.words($0, spellings) }
        self.phrases = phrases
        self.places = places
        self.spellings = spellings
    }

    /// The phrases said in these lines, the most telling first: those that the whole talk says often, and here again.
    func phrases(in lines: ClosedRange<Int>, of reading: Reading) -> [[String]] {
        var counts: [Int: Int] = [:]
        var order: [Int] = []
        for line in lines {
            Self.forEach(in: reading.tokens(line...line), content: reading.content) { terms in
                guard let place = places[Self.key(terms)] else { return }
                if counts[place] == nil { order.append(place) }
                counts[place, default: 0] += 1
            }
        }
        func weight(_ place: Int) -> Double {
            Double(counts[place] ?? 0).squareRoot() * phrases[place].weight
        }
        let telling = order.filter { phrases[$0].count > 1 }
        let ranked = (telling.isEmpty ? order : telling).sorted { (-weight($0), $0) < (-weight($1), $1) }
        return Self.distinct(ranked.prefix(40).map { phrases[$0] }).map { Self.words($0, spellings) }
    }

    /// Calls for each word with a topic and each pair of neighbours that both have one.
    private static func forEach(in tokens: ArraySlice<Int32>, content: ContentTerms, body: ([Int32]) -> Void) {
        var previous: Int32?
        for token in tokens {
            guard content.isContent[Int(token)] else {
                previous = nil
                continue
            }
            body([token])
            if let previous, previous != token { body([previous, token]) }
            previous = token
        }
    }

    /// Leaves out a phrase that shares a term with a better one.
    private static func distinct(_ phrases: [Phrase]) -> [Phrase] {
        var kept: [Phrase] = []
        for phrase in phrases where !kept.contains(where: { !Set($0.terms).isDisjoint(with: phrase.terms) }) {
            kept.append(phrase)
        }
        return kept
    }

    private static func words(_ phrase: Phrase, _ spellings: [String]) -> [String] {
        phrase.terms.map { spellings[Int($0)] }
    }

    private static func key(_ terms: [Int32]) -> Int64 {
        terms.reduce(0) { $0 << 32 | Int64($1) + 1 }
    }
}
