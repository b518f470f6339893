import Transcript

/// Lays a talk's sentences, whatever their times, end to end as lines.
struct LineMaker {
    let duration: Double
    /// Sentences longer than this are cut, in seconds.
    let longest: Double

    /// The most that a caption lingers into the next one, in seconds; two that overlap by more are spoken at once.
    static let linger: Double = 1

    init(duration: Double, rules: Rules) {
        self.duration = duration
        longest = rules.extendedLimit
    }

    /// The lines of the sentences, in order of time. O(words log words).
    func lines(of sentences: [Sentence]) -> [Line] {
        var result: [Line] = []
        for line in joined(inOrder(sentences)) {
            if line.end - line.start > longest {
                result += LineCutter(line: line, longest: min(longest / 4, 15)).pieces()
            } else {
                result.append(line)
            }
        }
        for index in result.indices {
            result[index].opens = index == 0 || result[index - 1].closes
        }
        return result
    }

    /// Drops what lies outside the video, cuts what reaches beyond its end and sorts by start.
    private func inOrder(_ sentences: [Sentence]) -> [Sentence] {
        let inside = sentences.filter { sentence in
            sentence.start.isFinite && sentence.end.isFinite && sentence.start < duration && sentence.end > 0
        }
        let sorted = inside.indices.sorted { (inside[$0].start, $0) < (inside[$1].start, $1) }
        return sorted.map { inside[$0] }
    }

    private func joined(_ sentences: [Sentence]) -> [Line] {
        var result: [Line] = []
        for sentence in sentences {
            let line = line(of: sentence)
            guard let last = result.indices.last, result[last].end > line.start else {
                result.append(line)
                continue
            }
            let both = min(result[last].end, line.end) - line.start
            if both <= Self.linger && line.start > result[last].start && line.end >= result[last].end {
                result[last].end = line.start
                result.append(line)
            } else {
                result[last].add(line)
            }
        }
        return result
    }

    private func line(of sentence: Sentence) -> Line {
        let isCut = sentence.end > duration
        let words = isCut ? sentence.words.filter { $0.start < duration } : sentence.words
        let spaced = sentence.text.contains(" ")
        let start = max(0, sentence.start)
        return Line(
            start: start,
            end: max(start, min(sentence.end, duration)),
            text: isCut ? words.map(\.text).joined(separator: spaced ? " " : "") : sentence.text,
            words: words,
            speaker: sentence.speaker,
            opens: true,
            closes: !isCut && [.punctuation, .speaker, .end].contains(sentence.ending)
        )
    }
}

extension Line {
    /// Takes in a line that is spoken while this one lasts.
    fileprivate mutating func add(_ other: Line) {
        if other.end >= end {
            closes = other.closes
            end = other.end
        }
        if speaker != other.speaker { speaker = nil }
        if !text.isEmpty && !other.text.isEmpty { text += " " }
        text += other.text
        words += other.words
    }
}
