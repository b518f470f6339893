import Transcript

/// A talk as it is scored: its lines, their terms, and what was counted in them.
struct Reading: Sendable {
    let lines: [Line]
    let edges: Edges
    let vocabulary: Vocabulary
    let content: ContentTerms
    /// The terms of all lines in order, as numbers.
    let tokens: [Int32]
    /// By line, where its terms begin in `tokens`; one more at the end.
    let offsets: [Int]
    /// By line, what was counted before it; one more at the end.
    let totals: [Tally.Counts]
    /// By line, what one line tells.
    let signs: [LineSigns]
    let language: Language?

    init(talk: Talk, rules: Rules) {
        let duration = talk.duration.isFinite ? max(0, talk.duration) : 0
        lines = LineMaker(duration: duration, rules: rules).lines(of: talk.sentences)
        edges = Edges(times: lines.map { ($0.start, $0.end) }, duration: duration)
        language = Language(of: talk)
        let tokenizer = Tokenizer(splitsApostrophes: language?.splitsApostrophes ?? false)
        var vocabulary = Vocabulary(tokenizer: tokenizer)
        var tokens: [Int32] = []
        var offsets = [0]
        for line in lines {
            for word in line.words { tokens += vocabulary.read(word.text) }
            offsets.append(tokens.count)
        }
        vocabulary.close()
        let stop = language.map { Set(($0.words.stop + $0.words.numbers).map(String.init)) }
        let content = ContentTerms(tokens: tokens, vocabulary: vocabulary, stop: stop)
        let cues = language.map { CueIndex(language: $0, tokenizer: tokenizer, vocabulary: vocabulary) }
        let reader = LineReader(content: content, cues: cues, vocabulary: vocabulary)
        var totals = [Tally.Counts()]
        var signs: [LineSigns] = []
        for (index, line) in lines.enumerated() {
            let (counts, sign) = reader.read(line, tokens: tokens[offsets[index]..<offsets[index + 1]])
            totals.append(totals[index] + counts)
            signs.append(sign)
        }
        self.vocabulary = vocabulary
        self.content = content
        self.tokens = tokens
        self.offsets = offsets
        self.totals = totals
        self.signs = signs
    }

    /// What is counted in these lines.
    func counts(_ lines: ClosedRange<Int>) -> Tally.Counts {
        totals[lines.upperBound + 1] - totals[lines.lowerBound]
    }

    /// The terms of these lines, in order.
    func tokens(_ lines: ClosedRange<Int>) -> ArraySlice<Int32> {
        tokens[offsets[lines.lowerBound]..<offsets[lines.upperBound + 1]]
    }

    /// The lines that lie in a span with the middle of their time; nil where none does. O(log lines).
    func lines(from start: Double, to end: Double) -> ClosedRange<Int>? {
        let first = lines.firstIndex(past: { ($0.start + $0.end) / 2 >= start })
        let after = lines.firstIndex(past: { ($0.start + $0.end) / 2 > end })
        return first < after ? first...(after - 1) : nil
    }
}

extension Array {
    /// The first index whose element is past the border, in an array that has all such elements at its end.
    func firstIndex(past isPast: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isPast(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
