extension Captions {
    /// A cue is not shown for longer than this, in seconds: the usual limit for subtitles.
    public static let longestCue = 7.0
    /// Nor for shorter, where the next one leaves room.
    public static let shortestShown = 1.0
    /// Characters of a line, of which a cue has two: the usual limits for subtitles.
    public static let lineCharacters = 42
    /// Characters of a cue.
    public static let mostCharacters = 2 * lineCharacters

    /// Cues for words in order of time: of 1 to 7 s, in at most two lines of 42 characters; broken at sentence ends and pauses,
    /// and where that is not enough at the best place near the middle. A word that stands apart from the one before begins with
    /// a blank. With `stamped` the text holds the time of each word, and where a cue is shown for longer than it is spoken that
    /// of its end, so that reading it gives the same times to the millisecond.
    public static func cues(of words: [Word], stamped: Bool) -> [Cue] {
        CueCutter(words: words, stamped: stamped).cues()
    }
}

/// Parts timed words into cues.
private struct CueCutter {
    let words: [Word]
    let stamped: Bool

    /// A pause that parts cues; what other clippers use between phrases is about half of it.
    private static let pause = 0.7
    /// How long a word is shown that has no length.
    private static let shortest = 0.05

    func cues() -> [Cue] {
        var cues: [Cue] = []
        var start = 0
        for index in words.indices {
            let isLast = index + 1 == words.count
            guard isLast || isBreak(after: index, from: start) else { continue }
            var waiting = [start..<(index + 1)]
            while let range = waiting.popLast() {
                if range.count > 1, !fits(range) {
                    let cut = best(range)
                    waiting.append(cut..<range.upperBound)
                    waiting.append(range.lowerBound..<cut)
                } else {
                    cues.append(cue(range))
                }
            }
            start = index + 1
        }
        return cues
    }

    private func isBreak(after index: Int, from start: Int) -> Bool {
        let next = words[index + 1].start
        if next - words[index].end >= Self.pause { return true }
        // "No. No. Yes." is one cue.
        if next - words[start].start < Captions.shortestShown, fits(start..<(index + 2)) { return false }
        return SentenceEnds.looksLast(words[index].text)
    }

    private func fits(_ range: Range<Int>) -> Bool {
        guard let last = range.last else { return true }
        return words[last].end - words[range.lowerBound].start <= Captions.longestCue
            && (characters(range) <= Captions.lineCharacters || secondLine(range) != nil)
    }

    private func characters(_ range: Range<Int>) -> Int {
        let count = range.reduce(0) { $0 + words[$1].text.count }
        return words[range.lowerBound].text.first?.isWhitespace == true ? count - 1 : count
    }

    /// The word that begins the second line, where both have room for their words: after a comma if one is near the middle, else
    /// so that the lines are of about the same length. Nil where no place will do.
    private func secondLine(_ range: Range<Int>) -> Int? {
        var best: (index: Int, cost: Int)?
        for index in range.dropFirst() where isApart(words[index]) {
            let (first, second) = (characters(range.lowerBound..<index), characters(index..<range.upperBound))
            guard first <= Captions.lineCharacters, second <= Captions.lineCharacters else { continue }
            let cost = abs(first - second) - (endsClause(words[index - 1]) ? Self.clause : 0)
            if best.map({ cost < $0.cost }) ?? true { best = (index, cost) }
        }
        return best?.index
    }

    /// How uneven two lines may be for the sake of a clause, in characters.
    private static let clause = 16

    private func endsClause(_ word: Word) -> Bool {
        let commas: Set<Unicode.Scalar> = [",", ";", ":", "\u{3001}", "\u{FF0C}", ".", "!", "?"]
        return word.text.unicodeScalars.last.map(commas.contains) == true
    }

    /// The place in the middle half with the longest gap; a comma counts for 0.3 s, a place without a blank for −1 s.
    private func best(_ range: Range<Int>) -> Int {
        let quarter = range.count / 4
        let middle = range.lowerBound + range.count / 2
        var best = middle
        var highest = -Double.infinity
        for index in max(range.lowerBound + 1, range.lowerBound + quarter)...max(middle, range.upperBound - 1 - quarter)
        {
            let comma: Set<Unicode.Scalar> = [",", ";", ":", "\u{3001}", "\u{FF0C}"]
            let before = words[index - 1].text.unicodeScalars.last
            let score =
                words[index].start - words[index - 1].end + (before.map(comma.contains) == true ? 0.3 : 0)
                - (isApart(words[index]) ? 0 : 1)
            if score > highest || (score == highest && abs(index - middle) < abs(best - middle)) {
                (best, highest) = (index, score)
            }
        }
        return best
    }

    private func isApart(_ word: Word) -> Bool {
        guard let first = word.text.unicodeScalars.first else { return true }
        return first.isBlank || first.isUnspaced
    }

    private func cue(_ range: Range<Int>) -> Cue {
        var writer = CueTextWriter()
        let start = ClockTime.rounded(words[range.lowerBound].start)
        var latest = start
        var end = start
        let second = characters(range) > Captions.lineCharacters ? secondLine(range) : nil
        for index in range {
            var text = words[index].text.unicodeScalars.map { $0.isBlank ? " " : String($0) }.joined()
            if index == range.lowerBound { text = String(text.drop { $0 == " " }) }
            if index == second {
                writer.write(CueTextNode(depth: 0, content: .text("\n")))
                text = String(text.drop { $0 == " " })
            }
            let time = ClockTime.rounded(words[index].start)
            if stamped, time > latest {
                writer.write(CueTextNode(depth: 0, content: .timestamp(time)))
                latest = time
            }
            writer.write(CueTextNode(depth: 0, content: .text(text)))
            end = max(end, ClockTime.rounded(words[index].end))
        }
        let next = range.upperBound < words.count ? ClockTime.rounded(words[range.upperBound].start) : .infinity
        if end <= start { end = ClockTime.rounded(start + Self.shortest) }
        if next > start { end = min(end, next) }
        let spoken = min(end, ClockTime.rounded(start + Captions.longestCue))
        // With a silence after it a short cue is shown for longer.
        let shown = max(spoken, min(ClockTime.rounded(start + Captions.shortestShown), next))
        if stamped, shown > spoken, spoken > latest {
            writer.write(CueTextNode(depth: 0, content: .timestamp(spoken)))
        }
        return Cue(start: start, end: shown, text: writer.finished())
    }
}
