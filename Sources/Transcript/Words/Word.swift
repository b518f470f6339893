/// One spoken word with its time.
public struct Word: Sendable, Equatable, Encodable {
    /// The word with its punctuation, as it stands in the captions.
    public var text: String
    /// When it begins, in seconds; interpolated inside its cue where the captions give no word times.
    public var start: Double
    /// When it ends, in seconds.
    public var end: Double

    /// Makes a word from its parts.
    public init(text: String, start: Double, end: Double) {
        self.text = text
        self.start = start
        self.end = end
    }
}

/// A word and who speaks it.
public struct SpokenWord: Sendable, Equatable {
    /// The word with its time.
    public var word: Word
    /// Who speaks, where the captions say so.
    public var speaker: String?

    /// Makes a spoken word from its parts.
    public init(word: Word, speaker: String?) {
        self.word = word
        self.speaker = speaker
    }
}
