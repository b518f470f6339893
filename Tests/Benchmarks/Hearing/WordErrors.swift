/// How a heard text differs from what was said, word by word. Capitals and signs do not count.
struct WordErrors {
    /// How many words were said.
    let said: Int
    /// The fewest words to change, put in and leave out.
    private(set) var count = 0
    /// The words that were heard rightly: which of those said, and which of those heard.
    private(set) var pairs: [(said: Int, heard: Int)] = []

    /// As a part of the words that were said.
    var rate: Double { Double(count) / Double(max(said, 1)) }

    /// Aligns them (Levenshtein). The texts are words as they stand in a transcript.
    init(said: [String], heard: [String]) {
        let (said, heard) = (Self.plain(said), Self.plain(heard))
        self.said = said.count
        let width = heard.count + 1
        var costs = [Int32](repeating: 0, count: (said.count + 1) * width)
        for column in 0..<width { costs[column] = Int32(column) }
        for row in stride(from: 1, through: said.count, by: 1) {
            costs[row * width] = Int32(row)
            for column in stride(from: 1, to: width, by: 1) {
                let isSame = said[row - 1].text == heard[column - 1].text
                costs[row * width + column] = min(
                    costs[(row - 1) * width + column - 1] + (isSame ? 0 : 1),
                    costs[(row - 1) * width + column] + 1,
                    costs[row * width + column - 1] + 1
                )
            }
        }
        count = Int(costs[said.count * width + heard.count])
        var (row, column) = (said.count, heard.count)
        while row > 0, column > 0 {
            let isSame = said[row - 1].text == heard[column - 1].text
            let cost = costs[row * width + column]
            if cost == costs[(row - 1) * width + column - 1] + (isSame ? 0 : 1) {
                (row, column) = (row - 1, column - 1)
                if isSame { pairs.append((said[row].index, heard[column].index)) }
            } else if cost == costs[(row - 1) * width + column] + 1 {
                row -= 1
            } else {
                column -= 1
            }
        }
        pairs.reverse()
    }

    /// Letters and digits alone, with the index of the word that they are from; a hyphen parts words.
    private static func plain(_ words: [String]) -> [(text: String, index: Int)] {
        words.enumerated().flatMap { index, word in
            word.split { $0 == "-" || $0 == "–" || $0 == "—" || $0.isWhitespace }.compactMap { part in
                let text = part.lowercased().filter { $0.isLetter || $0.isNumber }
                return text.isEmpty ? nil : (text, index)
            }
        }
    }
}
