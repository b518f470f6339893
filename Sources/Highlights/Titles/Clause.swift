/// A piece of a sentence that may stand alone.
struct Clause: Sendable {
    enum Form: Sendable {
        /// All of a sentence, but for its opening filler.
        case sentence
        /// A part of one with a subject and a verb.
        case part
        /// "Why dough needs time", said as "that is why dough needs time".
        case embedded
        /// "The one thing that nobody sells".
        case noun
    }

    let tokens: Range<Int>
    let form: Form
    /// Whether the sentence asks, and the piece with it.
    let asks: Bool
    /// Whether the sentence goes on with "in", "with" and the like.
    let isTrimmed: Bool
    /// Whether the sentence begins with it, but for its opening filler.
    let beginsSentence: Bool
    /// Whether the sentence ends with it.
    let ends: Bool
}
