/// What a recogniser says over and over: it got stuck. People repeat themselves too, but not so often in a row.
struct WordLoops {
    /// The words without what is said again; the first saying of each loop is left.
    let rest: [HeardPart]
    /// How many loops there were.
    let count: Int

    /// More repetitions of a phrase in a row are a loop, where they make up so many words in all.
    private static let (mostTimes, fewestWords) = (4, 8)

    /// Looks for loops of phrases of at most so many words, in words in order of time. O(n), with a factor of the longest phrase.
    init(_ parts: [HeardPart], longestPhrase: Int) {
        let words = parts.map { $0.text.spoken }
        var rest: [HeardPart] = []
        var count = 0
        var index = 0
        while index < words.count {
            if let (length, times) = Self.loop(words, at: index, longestPhrase) {
                rest += parts[index..<(index + length)]
                index += length * times
                count += 1
            } else {
                rest.append(parts[index])
                index += 1
            }
        }
        self.rest = rest
        self.count = count
    }

    /// The length of the phrase that is said over and over from a place on, and how often it is said.
    private static func loop(_ words: [String], at start: Int, _ longestPhrase: Int) -> (length: Int, times: Int)? {
        for length in 1...longestPhrase {
            var end = start + length
            while end < words.count, words[end] == words[end - length] { end += 1 }
            let times = (end - start) / length
            if times > mostTimes, times * length >= fewestWords { return (length, times) }
        }
        return nil
    }
}
