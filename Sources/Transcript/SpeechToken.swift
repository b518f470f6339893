/// A word with its time and all that the search for sentences needs.
struct SpeechToken {
    var text: String
    var start: Double
    var end: Double
    var spaceBefore: Bool
    var speaker: String?
    /// Changes with each mark of another speaker.
    var turn: Int
    /// Whether it is the first of its cue.
    var startsCue: Bool
    /// Whether an event stands between it and the word before.
    var afterEvent: Bool

    func follows(_ other: SpeechToken, after seconds: Double) -> Bool { start - other.end >= seconds }
}
