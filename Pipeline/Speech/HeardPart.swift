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

    /// As the server writes it, with its signs; begins with a blank where it stands apart from the word before.
    var text: String
    var start: Double
    var end: Double
    var timing: Timing
}
