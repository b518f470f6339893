import Transcript

/// How long the pauses between the lines of a talk are, beside the speaker's own.
struct Pauses: Sendable {
    /// By gap between two lines, −2 to 3: how far the pause is above the usual one, in units of what they mostly differ
    /// by. Nothing where all are alike.
    let lengths: [Double]

    /// Caption times are no finer than a frame of film, in seconds; pauses that differ by less are alike.
    private static let resolution = 0.04
    /// Pauses that spread less about their median than this contrast are a machine's.
    private static let leastSpread = 0.17
    /// What a pause counts that is only guessed.
    private static let guessed = 0.5

    /// O(words + lines log lines).
    init(lines: [Line]) {
        let gaps = zip(lines, lines.dropFirst()).map { max(0, $1.start - $0.end) }
        let seen = Self.lengths(gaps)
        let touching = gaps.count { $0 < Self.resolution }
        guard touching * 20 > gaps.count * 19 else {
            lengths = seen
            return
        }
        // Captions that all touch are shown for as long as the pause after them lasts.
        let pace = lines.map { ($0.end - $0.start) / Double(Self.letters($0.words[...])) }.median
        let hidden = Self.lengths(lines.dropLast().map { Self.lingering($0, pace: pace) })
        lengths = zip(seen, hidden).map { max($0, Self.guessed * $1) }
    }

    /// The contrast of each to their median, beside the median of such contrasts.
    private static func lengths(_ pauses: [Double]) -> [Double] {
        let pauses = pauses.map { $0 + resolution }
        let usual = pauses.median
        let contrasts = pauses.map { abs($0 - usual) < resolution ? 0 : $0.contrast(to: usual) }
        let spread = max(leastSpread, contrasts.map(abs).median)
        // A pause of any length is only one sign.
        return contrasts.map { min(3, max(-2, $0 / spread)) }
    }

    /// How much longer the last caption of a line lasts than its words do at the talk's pace, in seconds. The words of a
    /// caption share its time evenly.
    private static func lingering(_ line: Line, pace: Double) -> Double {
        guard let last = line.words.last else { return 0 }
        let own = self.pace(last)
        let caption = line.words.suffix(while: { abs(self.pace($0) - own) <= own / 5 })
        let start = caption.first?.start ?? last.start
        return max(0, last.end - start - pace * Double(letters(caption)))
    }

    private static func pace(_ word: Word) -> Double {
        (word.end - word.start) / Double(word.text.count + 1)
    }

    private static func letters(_ words: ArraySlice<Word>) -> Int {
        max(1, words.reduce(0) { $0 + $1.text.count + 1 })
    }
}

extension Array {
    /// The longest run at the end whose elements all are so.
    fileprivate func suffix(while isSo: (Element) -> Bool) -> ArraySlice<Element> {
        self[((lastIndex { !isSo($0) }).map { $0 + 1 } ?? startIndex)...]
    }
}

extension [Double] {
    /// The value in the middle; 0 without any.
    var median: Double {
        isEmpty ? 0 : sorted()[count / 2]
    }
}

extension Double {
    /// How much one positive number is above another, −1 to 1: near half the logarithm of their ratio.
    func contrast(to other: Double) -> Double {
        (self - other) / (self + other)
    }
}
