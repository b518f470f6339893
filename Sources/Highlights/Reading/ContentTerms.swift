/// Which terms of a talk carry a topic, and which of them the talk is about.
struct ContentTerms: Sendable {
    /// By term number: whether it carries a topic.
    let isContent: [Bool]
    /// By term number: whether it is one of the talk's key terms.
    let isKey: [Bool]
    /// The key terms, the most frequent first.
    let keys: [Int32]

    /// How many terms a talk is about, at most.
    private static let keyLimit = 40
    /// Terms in a window over which the spread of a word is looked at.
    private static let window = 60

    /// - Parameters:
    ///   - stop: The language's stop words; nil where they are not known. Then words that turn up in a third of all
    ///     windows of 60 terms are taken for them, which holds for function words of any language.
    init(tokens: [Int32], vocabulary: Vocabulary, stop: Set<String>?) {
        let spread = stop == nil ? Self.spread(of: tokens, terms: vocabulary.terms.count) : []
        let windows = (tokens.count + Self.window - 1) / Self.window
        let isContent = vocabulary.terms.indices.map { number in
            let term = vocabulary.terms[number]
            guard Self.hasTopic(term) else { return false }
            guard let stop else { return term.utf8.count > 4 && (windows < 6 || spread[number] * 3 < windows) }
            return !stop.contains(term)
        }
        let counts = vocabulary.counts
        let repeated = isContent.indices.filter { isContent[$0] && counts[$0] > 1 }
        let keys = repeated.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.prefix(Self.keyLimit)
        var isKey = [Bool](repeating: false, count: isContent.count)
        for key in keys { isKey[key] = true }
        self.isContent = isContent
        self.isKey = isKey
        self.keys = keys.map { Int32($0) }
    }

    /// A term of one or two Latin letters, of digits or of Japanese grammar carries no topic.
    private static func hasTopic(_ term: String) -> Bool {
        guard term.utf8.count > 2, term.contains(where: { $0.isLetter }) else { return false }
        return !term.unicodeScalars.allSatisfy { (0x3040...0x309F).contains($0.value) }
    }

    /// By term number, in how many windows it turns up.
    private static func spread(of tokens: [Int32], terms: Int) -> [Int] {
        var spread = [Int](repeating: 0, count: terms)
        var last = [Int](repeating: -1, count: terms)
        for (index, token) in tokens.enumerated() where last[Int(token)] != index / window {
            last[Int(token)] = index / window
            spread[Int(token)] += 1
        }
        return spread
    }
}
