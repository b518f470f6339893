/// Likeness of two passages by the words they have in common.
enum WordSet {
    /// The distinct terms, in order of their numbers.
    static func words(of tokens: ArraySlice<Int32>) -> [Int32] {
        var words: [Int32] = []
        for token in tokens.sorted() where words.last != token { words.append(token) }
        return words
    }

    /// The Jaccard index: the shared part of all their words, 0 to 1; two empty sets are not alike.
    static func likeness(_ one: [Int32], _ other: [Int32]) -> Double {
        var shared = 0
        var (first, second) = (0, 0)
        while first < one.count && second < other.count {
            if one[first] == other[second] { shared += 1 }
            let step = (one[first], other[second])
            if step.0 <= step.1 { first += 1 }
            if step.1 <= step.0 { second += 1 }
        }
        let all = one.count + other.count - shared
        return all > 0 ? Double(shared) / Double(all) : 0
    }
}
