/// A word or an event as it stands in a cue, before its time is known.
struct RawWord {
    enum Kind {
        case word
        /// Not speech; the text is the label.
        case event
        /// Part of `NAME:` at the front of a line; a word where the file turns out to have no such labels.
        case label
    }

    var text: String
    var kind = Kind.word
    /// Whether white space or a new line stands before it.
    var spaceBefore: Bool
    /// Whether another speaker begins here, by a dash, `>>` or a certain label.
    var beginsTurn = false
    /// How long it takes to say, relative to its neighbours: its characters and one.
    var weight: Int
    /// The number of timestamps before it in its cue.
    var stamps = 0
    /// Where it ends in the spoken text of its cue, in scalars.
    var end = 0
    /// Whether it is the first of its line.
    var startsLine = false
    /// The speaker that a turn or a label names.
    var name: String?
    /// Who speaks by a voice tag.
    var voice: String?
}
