/// A phrase that recognisers like to invent, among other words: 'thanks for watching'. Some people do say it, so it is heard a
/// second time.
enum StockPhrase {
    /// Sentences that are nothing else, in order of time.
    static func all(in parts: [HeardPart]) -> [[HeardPart]] {
        var found: [[HeardPart]] = []
        var sentence: [HeardPart] = []
        for (index, part) in parts.enumerated() {
            sentence.append(part)
            let isEnd = part.text.last.map { ".!?…。！？".contains($0) } ?? false
            let isPause = index + 1 < parts.count && parts[index + 1].start - part.end > pause
            guard isEnd || isPause || index + 1 == parts.count else { continue }
            if sentence.count <= mostWords, InventedPhrases.isOne(sentence.map { $0.text.spoken }) {
                found.append(sentence)
            }
            sentence = []
        }
        return found
    }

    /// Seconds that part two sentences.
    private static let pause = 1.0
    /// A longer sentence says something else too.
    private static let mostWords = 12
}
