extension Captions {
    /// A cue is not shown for longer than this, in seconds: the usual limit for subtitles.
    public static let longestCue = 7.0
    /// Characters of a cue: two lines of 42, the usual limit for subtitles.
    public static let mostCharacters = 84

    /// Cues for words in order of time: at most 7 s and 84 characters, which are two lines, each; broken at sentence ends and
    /// pauses, and where that is not enough at the best place near the middle. A word that stands apart from the one before
    /// begins with a blank. With `stamped` the text holds the time of each word, so that reading it gives the same starts to
    /// the millisecond.
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
            guard isLast || isBreak(after: index) else { continue }
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

    private func isBreak(after index: Int) -> Bool {
        if words[index + 1].start - words[index].end >= Self.pause { return true }
        var scalars = Array(words[index].text.unicodeScalars)
        while let last = scalars.last, last.isCloser || last.isBlank { scalars.removeLast() }
        guard let last = scalars.last else { return false }
        return last.isHardStop || last == "." || last == "\u{2026}"
    }

    private func fits(_ range: Range<Int>) -> Bool {
        guard let last = range.last else { return true }
        let characters = range.reduce(0) { $0 + words[$1].text.count }
        return characters <= Captions.mostCharacters
            && words[last].end - words[range.lowerBound].start <= Captions.longestCue
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
        for index in range {
            var text = words[index].text.unicodeScalars.map { $0.isBlank ? " " : String($0) }.joined()
            if index == range.lowerBound { text = String(text.drop { $0 == " " }) }
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
        return Cue(start: start, end: min(end, ClockTime.rounded(start + Captions.longestCue)), text: writer.finished())
    }
}
