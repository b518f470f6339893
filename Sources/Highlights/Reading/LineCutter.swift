import Transcript

/// Cuts a line that is too long for any moment at its longest gaps between words.
struct LineCutter {
    let line: Line
    /// The longest piece wanted, in seconds; one word may be longer.
    let longest: Double
    private let words: [Word]

    init(line: Line, longest: Double) {
        self.line = line
        self.longest = longest
        words = Self.inOrder(line)
    }

    /// The words by start, their times inside the line and never overlapping.
    private static func inOrder(_ line: Line) -> [Word] {
        let given = line.words.filter { $0.start.isFinite && $0.end.isFinite }
        var words = given.indices.sorted { (given[$0].start, $0) < (given[$1].start, $1) }.map { given[$0] }
        for index in words.indices {
            words[index].start = min(max(words[index].start, line.start), line.end)
            words[index].end = min(max(words[index].end, words[index].start), line.end)
            if index > 0 { words[index - 1].end = min(words[index - 1].end, words[index].start) }
        }
        return words
    }

    /// The pieces in order. Each cut leaves at least a quarter of the time on both sides where a word allows it, so the
    /// work is O(words log words).
    func pieces() -> [Line] {
        guard words.count > 1 else { return [line] }
        var pieces: [Line] = []
        var waiting = [words.indices]
        while let range = waiting.popLast() {
            if range.count > 1 && end(range) - start(range) > longest {
                let cut = cut(range)
                waiting.append(cut..<range.upperBound)
                waiting.append(range.lowerBound..<cut)
            } else {
                pieces.append(piece(range))
            }
        }
        return pieces
    }

    private func start(_ range: Range<Int>) -> Double {
        range.lowerBound == 0 ? line.start : words[range.lowerBound].start
    }

    private func end(_ range: Range<Int>) -> Double {
        range.upperBound == words.count ? line.end : words[range.upperBound - 1].end
    }

    /// The index of the word to cut before: after the longest gap of the middle half, or else nearest the middle.
    private func cut(_ range: Range<Int>) -> Int {
        let from = start(range)
        let quarter = (end(range) - from) / 4
        let middle = from + 2 * quarter
        var best = range.lowerBound + 1
        var bestRank = (false, -1.0, -Double.infinity)
        for index in range.dropFirst() {
            let isInMiddle = abs(words[index].start - middle) <= quarter
            let gap = isInMiddle ? words[index].start - words[index - 1].end : 0
            let rank = (isInMiddle, gap, -abs(words[index].start - middle))
            if rank.0 != bestRank.0 ? rank.0 : (rank.1, rank.2) > (bestRank.1, bestRank.2) {
                best = index
                bestRank = rank
            }
        }
        return best
    }

    private func piece(_ range: Range<Int>) -> Line {
        let isLast = range.upperBound == words.count
        return Line(
            start: start(range),
            end: end(range),
            text: words[range].map(\.text).joined(separator: line.text.contains(" ") ? " " : ""),
            words: Array(words[range]),
            speaker: line.speaker,
            opens: range.lowerBound == 0,
            closes: isLast && line.closes
        )
    }
}
