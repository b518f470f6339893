/// The words of one cue, or of several that begin at one time.
struct RawCue {
    var start: Double
    /// Never before `start`.
    var end: Double
    var words: [RawWord] = []
    /// The times inside the text, in order.
    var stamps: [Double] = []
    /// Whether it ends with the mark of a speaker whose words are in the next cue, and the name.
    var endsWithTurn = false
    var nextName: String?
    /// How many words at the front repeat the cue before.
    var repeated = 0
}
