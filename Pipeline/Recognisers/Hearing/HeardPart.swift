/// A word or a phrase that was heard, on the video's clock, in seconds.
struct HeardPart: Sendable, Equatable {
    /// How well its time is known.
    enum Timing: Sendable {
        /// A word with its own time.
        case word
        /// A phrase with a time for all of it.
        case phrase
        /// A word whose time is taken from its place in a text without times.
        case estimate
    }

    /// As the listener writes it, with its signs; begins with a blank where it stands apart from the word before.
    var text: String
    var start: Double
    var end: Double
    var timing: Timing
    /// The listener says itself that it is probably nothing that anybody said.
    var isDoubted = false

    /// No word takes longer: recognisers that leave out a part stretch the word before it.
    private static let longestWord = 2.0

    /// When it ends, as far as that can be: a word that is stretched is no longer than words are.
    var likelyEnd: Double { timing == .word ? min(end, start + Self.longestWord) : end }
}
