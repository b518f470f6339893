import Transcript

/// The words of a talk's lines, each distinct one taken apart once.
struct Speech: Sendable {
    /// The distinct written words.
    let words: [SpokenWord]
    /// The words of all lines in order, as indices of `words`; signs that stand alone are left out.
    let tokens: [Int32]
    /// What ends with each token, signs that stand alone behind it included.
    let marks: [SpokenWord.Mark]
    /// By line, where its tokens begin; one more at the end.
    let offsets: [Int]
    /// Whether sentences begin with capitals and other words mostly do not, so that capitals tell something.
    let isCased: Bool

    /// O(words).
    init(lines: [Line], splitsApostrophes: Bool) {
        var words: [SpokenWord] = []
        var known: [String: [Int32]] = [:]
        var tokens: [Int32] = []
        var marks: [SpokenWord.Mark] = []
        var offsets = [0]
        for line in lines {
            let first = tokens.count
            for word in line.words {
                let numbers: [Int32]
                if let own = known[word.text] {
                    numbers = own
                } else {
                    let parts = Self.parts(word.text).map { SpokenWord($0, splitsApostrophes: splitsApostrophes) }
                    numbers = parts.indices.map { Int32(words.count + $0) }
                    words += parts
                    known[word.text] = numbers
                }
                for number in numbers {
                    let own = words[Int(number)]
                    if own.core.isEmpty {
                        // A dash between blanks belongs to the word before it.
                        if tokens.count > first { marks[tokens.count - 1] = max(marks[tokens.count - 1], own.mark) }
                    } else {
                        tokens.append(number)
                        marks.append(own.mark)
                    }
                }
            }
            offsets.append(tokens.count)
        }
        self.words = words
        self.tokens = tokens
        self.marks = marks
        self.offsets = offsets
        isCased = Self.isCased(words: words, tokens: tokens, offsets: offsets)
    }

    /// A long dash within a written word parts it.
    private static func parts(_ text: String) -> [String] {
        guard text.contains("—") || text.contains("--") else { return [text] }
        var parts: [String] = []
        var part = ""
        for character in text.replacing("--", with: "—") {
            part.append(character)
            if character == "—" {
                parts.append(part)
                part = ""
            }
        }
        return part.isEmpty ? parts : parts + [part]
    }

    private static func isCased(words: [SpokenWord], tokens: [Int32], offsets: [Int]) -> Bool {
        var (first, others) = (0, 0)
        for line in offsets.indices.dropLast() where offsets[line] < offsets[line + 1] {
            if words[Int(tokens[offsets[line]])].hasCapital { first += 1 }
        }
        for token in tokens where words[Int(token)].hasCapital { others += 1 }
        return first * 2 > offsets.count - 1 && others * 5 < tokens.count * 3
    }

    /// The tokens of a line.
    func tokens(_ line: Int) -> Range<Int> { offsets[line]..<offsets[line + 1] }

    /// The word at a token's place.
    func word(_ token: Int) -> SpokenWord { words[Int(tokens[token])] }
}
