/// Where the words of a video come from.
public struct TranscriptInfo: Codable, Sendable, Equatable {
    /// The source of the words.
    public enum Origin: String, Codable, Sendable, CaseIterable {
        /// A caption file beside the video.
        case beside
        /// A text track inside the video.
        case embedded
        /// A speech recogniser.
        case recogniser
        /// The host's own captions.
        case host
        /// No words: the moments were chosen by sound alone.
        case sound
    }

    /// The transcript's path below the video's folder; nil where there are no words.
    @OrNull public var path: String?
    /// A BCP 47 tag, or nil where nothing says it.
    @OrNull public var language: String?
    /// The source of the words.
    public var origin: Origin
    /// How many words there are.
    public var words: Int
    /// The name of the caption file beside the video that they come from; nil where they come from elsewhere.
    public var file: String?
    /// Why these captions and no others, for people; nil where there are none.
    public var reason: String?

    /// Describes a transcript.
    public init(path: String?, language: String?, origin: Origin, words: Int) {
        self.path = path
        self.language = language
        self.origin = origin
        self.words = words
    }
}
