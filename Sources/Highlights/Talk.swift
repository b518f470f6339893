public import Transcript

/// What the choice of moments knows of one video.
public struct Talk: Sendable {
    /// The sentences in the order they are spoken.
    public var sentences: [Sentence]
    /// Laughter, applause and music, in order of time.
    public var events: [SoundEvent]
    /// The length of the video in seconds.
    public var duration: Double
    /// The language as a BCP 47 tag (`en`, `pt-BR`), or nil where it is not known.
    public var language: String?

    /// Makes a talk from its parts.
    public init(sentences: [Sentence], events: [SoundEvent], duration: Double, language: String?) {
        self.sentences = sentences
        self.events = events
        self.duration = duration
        self.language = language
    }
}
