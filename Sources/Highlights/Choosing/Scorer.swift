import Transcript

/// Gives spans of a talk their features.
struct Scorer: Sendable {
    let reading: Reading
    let topics: Topics
    let borders: Borders
    let rules: Rules
    let duration: Double
    /// Whether sentences can be told by their ends; where not, no span is torn for lack of them.
    private let hasSentences: Bool
    /// Seconds of laughter and applause, in order.
    private let reactions: [Double]
    /// Seconds of music, in order.
    private let music: [Double]

    init(reading: Reading, talk: Talk, rules: Rules) {
        self.reading = reading
        self.rules = rules
        duration = talk.duration
        topics = Topics(reading: reading)
        borders = Borders(reading: reading, reach: rules.bounds.upperBound)
        hasSentences = reading.lines.count(where: \.closes) * 2 > reading.lines.count
        let events = talk.events.filter { $0.start.isFinite }
        reactions = events.filter { SoundLabel.isReaction($0.label) }.map(\.start).sorted()
        music = events.filter { SoundLabel.isMusic($0.label) }.map(\.start).sorted()
    }

    /// The features of the lines as a moment from `start` to `end`. O(lines of the span).
    func values(_ lines: ClosedRange<Int>, start: Double, end: Double) -> Feature.Values {
        let counts = reading.counts(lines)
        let signs = reading.signs[lines]
        let words = max(1, counts[.words])
        func rate(_ tally: Tally, full: Double) -> Double { min(1, counts[tally] * 100 / words / full) }
        var values = Feature.Values()
        values[.quotable] = signs.reduce(0) { max($0, $1.quotable) }
        values[.ending] = reading.signs[lines.upperBound].quotable
        values[.insight] = min(1, counts[.insights] / 2)
        values[.story] = story(signs)
        values[.emotion] = rate(.feelings, full: 4)
        // A question at the very end is answered elsewhere.
        let open = reading.counts(lines.upperBound...lines.upperBound)[.questions]
        values[.question] = min(1, (counts[.questions] - open) / 2)
        values[.number] = rate(.numbers, full: 3)
        values[.contrast] = rate(.contrasts, full: 3)
        values[.together] = rate(.together, full: 5)
        values[.plain] = 1 - min(1, (counts[.hedges] + counts[.selves]) * 100 / words / 14)
        values[.opening] = borders.clearness(lines.lowerBound)
        values[.closing] = borders.clearness(lines.upperBound + 1)
        values[.audience] = reactions.holds(from: start, to: end + 3) ? 1 : 0
        values[.keys] = rate(.keys, full: 10)
        values[.early] = duration > 0 ? 1 - min(1, start / duration) : 0
        values[.length] = rules.fit(end - start)
        values[.leaning] = reading.signs[lines.lowerBound].leaning
        values[.routine] = routine(counts, start: start, end: end)
        let pace = max(counts[.words], counts[.letters] / 6) / max(0.001, end - start)
        values[.slow] = min(1, max(0, (1.5 - pace) / 0.75))
        values[.chatter] = min(1, max(0, counts[.chatter] / Double(lines.count) * 2 - 0.4))
        if hasSentences {
            values[.ragged] =
                (reading.lines[lines.lowerBound].opens ? 0 : 0.5) + (reading.lines[lines.upperBound].closes ? 0 : 0.5)
        }
        return values
    }

    /// A story that begins with the span; less, where one or two lines come first.
    private func story(_ signs: ArraySlice<LineSigns>) -> Double {
        guard let line = signs.prefix(3).firstIndex(where: { $0.story }) else { return 0 }
        return 1 - 0.35 * Double(line - signs.startIndex)
    }

    /// Cue words of routine; music; and, without any words to go by, the first and last half minute of a long video.
    private func routine(_ counts: Tally.Counts, start: Double, end: Double) -> Double {
        let cues = min(1, counts[.routine] / 2)
        let isEdge = duration >= 600 && (start < 30 || end > duration - 30)
        return max(cues, music.holds(from: start, to: end) ? 0.5 : 0, isEdge ? 0.3 : 0)
    }
}

extension [Double] {
    /// Whether one of these, in order, lies within. O(log count).
    fileprivate func holds(from start: Double, to end: Double) -> Bool {
        let index = firstIndex(past: { $0 >= start })
        return index < count && self[index] <= end
    }
}

/// Turns sums of features into scores: the share of a video's candidates that one beats, 0 to 1.
struct Scale: Sendable {
    private let sorted: [Double]

    /// Takes the sums of all candidates.
    init(_ raws: [Double]) {
        sorted = raws.sorted()
    }

    /// The share of the others that a candidate is above, an equal one counting half, or of all where the sum is none of
    /// theirs; a single candidate has 1. O(log candidates).
    func score(_ raw: Double) -> Double {
        let below = sorted.firstIndex(past: { $0 >= raw })
        let equal = sorted.firstIndex(past: { $0 > raw }) - below
        if equal == 0 { return sorted.isEmpty ? 0 : Double(below) / Double(sorted.count) }
        return sorted.count == 1 ? 1 : Double(2 * below + equal - 1) / Double(2 * (sorted.count - 1))
    }
}

/// The score over time, for a picture.
struct Curve {
    private(set) var values: [Double]
    private let duration: Double

    /// Evenly spaced values, one a second at most and 240 at most; none without a length.
    init(duration: Double) {
        self.duration = duration
        values = [Double](repeating: 0, count: duration > 0 ? min(240, max(1, Int(min(duration, 240)))) : 0)
    }

    /// Raises the curve where a span lies.
    mutating func paint(from start: Double, to end: Double, score: Double) {
        guard !values.isEmpty else { return }
        let scale = Double(values.count) / duration
        let first = min(values.count - 1, max(0, Int(start * scale)))
        let last = min(values.count - 1, max(first, Int(end * scale)))
        for index in first...last { values[index] = max(values[index], score) }
    }
}
