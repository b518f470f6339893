/// Parts words into sentences: by punctuation and speakers first, then by pauses and length where that leaves off.
struct SentenceSplitter {
    private let tokens: [SpeechToken]
    private var cuts: [(end: Int, ending: Sentence.Ending)] = []

    /// A gap that no sentence spans.
    private static let hardGap = 4.0
    /// The longest sentence in words and seconds where there is punctuation; such a sentence is rare but real.
    private static let longestPunctuated = (words: 120, seconds: 60.0)
    /// The same where there is none, twice what a spoken sentence has on average.
    private static let longestPlain = (words: 40, seconds: 20.0)
    /// Punctuation is in use where one word of this many ends a sentence.
    private static let wordsPerStop = 60
    /// The pauses sought in plain text: one for this many words.
    private static let wordsPerPause = 14

    init(_ tokens: [SpeechToken], language: String?) {
        self.tokens = tokens
        guard !tokens.isEmpty else { return }
        let ends = SentenceEnds(tokens, language: language)
        var runs: [(range: Range<Int>, ending: Sentence.Ending)] = []
        var start = 0
        var stops = 0
        for index in tokens.indices {
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            let ending: Sentence.Ending
            if ends.ends(tokens[index], next: next, isFirst: index == start) {
                ending = .punctuation
                stops += 1
            } else if let next {
                guard next.turn != tokens[index].turn || next.speaker != tokens[index].speaker else { continue }
                ending = .speaker
            } else {
                ending = .end
            }
            runs.append((start..<(index + 1), ending))
            start = index + 1
        }
        let isPunctuated = stops * Self.wordsPerStop >= tokens.count
        let pause = isPunctuated ? Self.hardGap : Self.usualPause(tokens)
        let longest = isPunctuated ? Self.longestPunctuated : Self.longestPlain
        for run in runs {
            split(run.range, pause: pause, longest: longest)
            cuts.append((run.range.upperBound, run.ending))
        }
    }

    /// The pause that parts plain text into sentences of the usual length: the gap of which there is one for every
    /// 14 words, at least 0.3 s and at most 1.5 s. Counted in bins of 10 ms, so that it takes linear time.
    private static func usualPause(_ tokens: [SpeechToken]) -> Double {
        var bins = [Int](repeating: 0, count: 151)
        for (token, next) in zip(tokens, tokens.dropFirst()) {
            bins[Int(max(0, min(1.5, next.start - token.end)) * 100)] += 1
        }
        var wanted = tokens.count / wordsPerPause
        for bin in stride(from: 150, through: 30, by: -1) {
            wanted -= bins[bin]
            if wanted <= 0 { return max(0.3, Double(bin) / 100) }
        }
        return 0.3
    }

    /// Cuts a run at its pauses, and where it is too long still, at the best place of its second half. Each word is
    /// looked at a bounded number of times.
    private mutating func split(_ run: Range<Int>, pause: Double, longest: (words: Int, seconds: Double)) {
        var start = run.lowerBound
        var index = start + 1
        while index < run.upperBound {
            let gap = tokens[index].start - tokens[index - 1].end
            let isBreak = gap >= pause || (pause < Self.hardGap && tokens[index].afterEvent)
            if isBreak, index - start >= 3 || gap >= 2 * pause {
                cuts.append((index, .pause))
                start = index
            } else if index - start >= longest.words || tokens[index].end - tokens[start].start > longest.seconds {
                let cut = bestCut(start, index)
                cuts.append((cut, .length))
                start = cut
                // What stands behind the cut was found to hold no pause.
            }
            index += 1
        }
    }

    /// The place after the middle with the longest gap; a comma counts for 0.3 s, the end of a cue for 0.1 s.
    private func bestCut(_ start: Int, _ end: Int) -> Int {
        var best = end
        var bestScore = -1.0
        for index in (start + max(1, (end - start) / 2))...end {
            let last = tokens[index - 1].text.utf8.last
            let isComma = last == 0x2C || last == 0x3B || last == 0x3A
            let gap = max(0, tokens[index].start - tokens[index - 1].end)
            let score = gap + (isComma ? 0.3 : 0) + (tokens[index].startsCue ? 0.1 : 0)
            if score >= bestScore { (best, bestScore) = (index, score) }
        }
        return best
    }

    /// The sentences in order.
    func sentences() -> [Sentence] {
        var sentences: [Sentence] = []
        sentences.reserveCapacity(cuts.count)
        var start = 0
        for cut in cuts where cut.end > start {
            let part = tokens[start..<cut.end]
            var text = ""
            var end = tokens[start].start
            for token in part {
                if !text.isEmpty, token.spaceBefore, Self.needsSpace(text, token.text) { text += " " }
                text += token.text
                end = max(end, token.end)
            }
            let words = part.map { Word(text: $0.text, start: $0.start, end: $0.end) }
            sentences.append(
                Sentence(
                    text: text,
                    start: tokens[start].start,
                    end: end,
                    speaker: tokens[start].speaker,
                    words: words,
                    ending: cut.ending
                )
            )
            start = cut.end
        }
        return sentences
    }

    /// Scripts without spaces have none where a line or a cue ends either.
    private static func needsSpace(_ left: String, _ right: String) -> Bool {
        guard let before = left.unicodeScalars.last, let after = right.unicodeScalars.first else { return false }
        return !(before.isUnspaced && after.isUnspaced)
    }
}

/// A word with its time and all that the search for sentences needs.
struct SpeechToken {
    var text: String
    var start: Double
    var end: Double
    var spaceBefore: Bool
    var speaker: String?
    /// Changes with each mark of another speaker.
    var turn: Int
    /// Whether it is the first of its cue.
    var startsCue: Bool
    /// Whether an event stands between it and the word before.
    var afterEvent: Bool
    /// The number of timestamps before it in its cue, and whether its cue has any.
    var stamps = 0
    var cueHasStamps = false

    func follows(_ other: SpeechToken, after seconds: Double) -> Bool { start - other.end >= seconds }
}
