/// How clearly one thought ends and another begins at the start of each line: by pauses, by words and by who speaks.
///
/// All of it is relative to the talk itself. Where pauses are all alike, as in captions that touch, they tell nothing,
/// and the words alone decide.
struct Borders: Sendable {
    /// By line, how the border at its start stands among the others, 0 to 1: the mean of the share of the whole talk's
    /// that it is stronger than and of the share of its neighbours'. One more for the end of the talk; both ends have 1.
    let standing: [Double]

    /// A border of this standing or more is one where a thought begins. Three in ten are: a thought has three or four
    /// sentences.
    static let strong = 0.7

    /// - Parameter reach: How far neighbours lie apart at most, in seconds.
    ///
    /// O(terms + lines log lines).
    init(reading: Reading, reach: Double) {
        let strengths = Self.strengths(reading)
        let inTalk = Self.ranks(strengths)
        let nearby = Self.ranksNearby(strengths, starts: reading.lines.dropFirst().map(\.start), reach: reach)
        standing = [1] + zip(inTalk, nearby).map { ($0 + $1) / 2 } + [1]
    }

    /// Whether a thought begins with the line of this index, or the talk is over before it.
    func isStrong(_ line: Int) -> Bool { standing[line] >= Self.strong }

    /// How far above the ordinary borders this one stands, 0 to 1.
    func clearness(_ line: Int) -> Double { max(0, (standing[line] - Self.strong) / (1 - Self.strong)) }
}

extension Borders {
    /// What the signs add to a border's strength; by a unit a border is about e times as likely.
    private enum Weight {
        /// A pause that is longer than the speaker's usual one by as much as those mostly differ.
        static let pause = 1.0
        /// Quite other words after it than before, beside the same ones.
        static let cohesion = 1.0
        /// What follows leans on what came before.
        static let leaning = -1.0
        /// What follows opens as new thoughts do.
        static let turn = 0.8
        /// What follows is a piece of a sentence, which hangs on its neighbour.
        static let fragment = -1.0
        /// A long sentence rounds a thought off, and can open one; a short one seldom stands alone.
        static let longBefore = 1.2
        static let longAfter = 0.6
        /// A question that is answered next.
        static let asked = -1.5
        /// A question that opens.
        static let asks = 0.3
        /// What was announced is still to come.
        static let announced = -2.0
        /// Sentences that begin alike are one list.
        static let parallel = -0.8
        static let speaker = 0.5
        /// The sentence goes on.
        static let ragged = -2.0
    }

    /// The content terms on either side whose likeness is looked at: three or four sentences.
    private static let window = 25

    /// By line but the first, the strength of the border at its start.
    private static func strengths(_ reading: Reading) -> [Double] {
        let pauses = Pauses(lines: reading.lines).lengths
        let likeness = Topics.likeness(reading, window: window)
        let usualLikeness = likeness.median
        let usualWords = max(1, reading.signs.map { Double($0.words) }.median)
        return reading.lines.indices.dropFirst().map { line in
            Weight.pause * pauses[line - 1] + Weight.cohesion * (usualLikeness - likeness[line])
                + words(reading, line, usual: usualWords)
        }
    }

    private static func words(_ reading: Reading, _ line: Int, usual: Double) -> Double {
        let (before, after) = (reading.signs[line - 1], reading.signs[line])
        let lines = reading.lines
        var sum = Weight.leaning * after.leaning
        sum += Weight.longBefore * Double(before.words + 1).contrast(to: usual + 1)
        sum += Weight.longAfter * Double(after.words + 1).contrast(to: usual + 1)
        if after.turns { sum += Weight.turn }
        if after.words < LineReader.fragment { sum += Weight.fragment }
        if before.asks && !after.asks { sum += Weight.asked }
        if after.asks && !before.asks { sum += Weight.asks }
        if before.announces { sum += Weight.announced }
        if isParallel(reading.tokens((line - 1)...(line - 1)), reading.tokens(line...line)) { sum += Weight.parallel }
        if lines[line - 1].speaker != lines[line].speaker { sum += Weight.speaker }
        if !lines[line].opens { sum += Weight.ragged }
        return sum
    }

    /// Whether both begin with the same two words.
    private static func isParallel(_ one: ArraySlice<Int32>, _ other: ArraySlice<Int32>) -> Bool {
        one.count > 1 && one.prefix(2).elementsEqual(other.prefix(2))
    }
}

extension Borders {
    /// By value, the share of the others that it is above; an equal one counts half.
    private static func ranks(_ values: [Double]) -> [Double] {
        let sorted = values.sorted()
        return values.map { value in
            let below = sorted.firstIndex(past: { $0 >= value })
            let upTo = sorted.firstIndex(past: { $0 > value })
            return share(Double(below + upTo - 1) / 2, of: values.count - 1)
        }
    }

    /// The same among those whose starts are less than `reach` seconds away. O(values log values).
    private static func ranksNearby(_ values: [Double], starts: [Double], reach: Double) -> [Double] {
        let sorted = values.sorted()
        let places = values.map { value in sorted.firstIndex(past: { $0 >= value }) }
        var near = PrefixCounts(count: values.count)
        var first = 0
        var end = 0
        return values.indices.map { index in
            while starts[index] - starts[first] >= reach {
                near.add(-1, at: places[first])
                first += 1
            }
            while end < starts.count, starts[end] - starts[index] < reach {
                near.add(1, at: places[end])
                end += 1
            }
            let below = near.sum(before: places[index])
            let equal = near.sum(before: places[index] + 1) - below
            return share(Double(below) + Double(equal) / 2 - 0.5, of: end - first - 1)
        }
    }

    /// A border without another to compare it with stands in the middle.
    private static func share(_ count: Double, of all: Int) -> Double {
        all > 0 ? count / Double(all) : 0.5
    }
}
