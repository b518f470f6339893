import Transcript

/// A stretch of speech that a moment holds whole or not at all: mostly one sentence, or a piece of one that is too long
/// for any moment, or several that are spoken at once.
struct Line: Sendable {
    /// Seconds; lines are in order of time and never overlap.
    var start: Double
    var end: Double
    var text: String
    var words: [Word]
    var speaker: String?
    /// Whether it begins where a sentence begins.
    var opens: Bool
    /// Whether it ends where a sentence ends, and not merely at a pause or at a cut.
    var closes: Bool
}

/// What one line tells that cannot be summed over several.
struct LineSigns: Sendable {
    /// 0 to 1: a short, strong sentence that stands by itself.
    var quotable: Double
    /// 0 to 1: its opening leans on what came before.
    var leaning: Double
    /// Whether it opens a story.
    var story: Bool
    /// Whether it opens with words that a new thought opens with.
    var turns: Bool
    /// Whether it says that something follows ("here is the number") and not what.
    var announces: Bool
    /// Whether it asks.
    var asks: Bool
    /// How many terms it has.
    var words: Int
}

/// What is counted along a talk; sums over a span are differences of two running totals.
enum Tally: Int {
    case words, hedges, selves, together, feelings, contrasts, numbers, insights
    case questions, routine, chatter, keys, content, extremes, pointers, letters

    /// One value for each count.
    typealias Counts = SIMD16<Float>
}

extension Tally.Counts {
    /// The count of one kind.
    subscript(tally: Tally) -> Double {
        get { Double(self[tally.rawValue]) }
        set { self[tally.rawValue] = Float(newValue) }
    }
}
