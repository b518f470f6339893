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
