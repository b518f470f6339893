/// One sentence as it was spoken: rejoined where captions broke it, split where a cue held several.
public struct Sentence: Sendable, Equatable {
    /// How the sentence was found to end.
    public enum Ending: String, Sendable, Codable {
        /// `.`, `?`, `!`, `…` or the like of another script.
        case punctuation
        /// A silence long enough to part two thoughts, where punctuation is missing.
        case pause
        /// Another speaker begins.
        case speaker
        /// No end was found within the longest sentence allowed; it is cut at its longest gap.
        case length
        /// The transcript ends.
        case end
    }

    /// The words with single spaces between them (none in scripts that write without spaces).
    public var text: String
    /// When the first word begins, in seconds.
    public var start: Double
    /// When the last word ends, in seconds; never before `start`.
    public var end: Double
    /// Who speaks, where the captions say so.
    public var speaker: String?
    /// The words in order, never empty.
    public var words: [Word]
    /// How its end was found.
    public var ending: Ending

    /// Makes a sentence from its parts.
    public init(text: String, start: Double, end: Double, speaker: String?, words: [Word], ending: Ending) {
        self.text = text
        self.start = start
        self.end = end
        self.speaker = speaker
        self.words = words
        self.ending = ending
    }
}
