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
