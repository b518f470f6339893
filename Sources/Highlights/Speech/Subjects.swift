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
