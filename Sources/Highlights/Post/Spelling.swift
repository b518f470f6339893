import Transcript

/// How a talk writes its terms.
struct Spelling: Sendable {
    /// By term number: as it is written with capitals where most of its uses have them, else the term.
    let written: [String]
    /// By term number: whether it has a capital in most places where no sentence begins, as names have (and German nouns).
    let isName: [Bool]

    /// O(words).
    init(reading: Reading) {
        var written = reading.vocabulary.terms
        var isName = [Bool](repeating: false, count: written.count)
        var places: [String: Int] = [:]
        var uses: [(spelling: String, count: Int)] = []
        for line in reading.lines {
            for (index, word) in line.words.enumerated() {
                // The first word of a sentence has a capital anyway; only capitals inside it tell something.
                let telling = index == 0 ? word.text.dropFirst() : word.text[...]
                guard telling.contains(where: { $0.isUppercase }) else { continue }
                let spelling = word.text.filter { $0.isLetter || $0.isWholeNumber }
                if let place = places[spelling] {
                    uses[place].count += 1
                } else {
                    places[spelling] = uses.count
                    uses.append((spelling, 1))
                }
            }
        }
        for use in uses {
            guard let term = reading.vocabulary.number(of: use.spelling.lowercased()).map(Int.init) else { continue }
            guard use.count * 2 > reading.vocabulary.counts[term] else { continue }
            written[term] = use.spelling
            isName[term] = true
        }
        self.written = written
        self.isName = isName
    }
}
