/// A moment as it stands in `manifest.json` and `moments.json`. Times are seconds of the source.
public struct MomentEntry: Codable, Sendable, Equatable {
    /// What the ends of a moment were laid on.
    public enum Boundary: String, Codable, Sendable, CaseIterable {
        /// The start of a thought and the end of one.
        case thought
        /// The start of a sentence and the end of one, where no whole thought fits.
        case sentence
        /// A pause, where no sentence ended nearby.
        case pause
        /// Found by sound alone.
        case sound
        /// The whole source, which is too short to choose from.
        case whole
        /// A person set the times.
        case edited
    }

    /// Unique within the video and kept for as long as the moment stands.
    public var id: String
    /// The video's id.
    public var videoId: String
    /// Where it begins.
    public var startTime: Double
    /// Where it ends.
    public var endTime: Double
    /// A line that names it.
    public var title: String
    /// What is said in it.
    public var description: String
    /// Why it was chosen.
    public var reason: String
    /// The share of the video's candidates that it beats, 0 to 1.
    public var score: Double
    /// What the score is made of.
    public var scoreParts: [String: Double]
    /// The sentence that carries it, verbatim; empty where there are no words.
    public var quote: String
    /// What its ends were laid on.
    public var boundary: Boundary
    /// A caption that a person wrote in `moments.json`; the caption stage takes it as it is.
    @OrNull public var caption: String?
    /// Hashtags that a person wrote in `moments.json`.
    @OrNull public var hashtags: [String]?
    /// How its renditions are framed, where a person said so in `moments.json`: as the setting `framing`. Absent elsewhere.
    public var framing: String?
    /// The shapes that its clip is made in, where a person said so in `moments.json`: values of the setting `formats`. Absent elsewhere.
    public var formats: [String]?
    /// What it was before remarks changed it, the oldest first; nil where none did.
    @OrNull public var history: [MomentChange]?

    /// Describes a moment.
    public init(
        id: String,
        videoId: String,
        startTime: Double,
        endTime: Double,
        title: String,
        description: String,
        reason: String,
        score: Double,
        scoreParts: [String: Double],
        quote: String,
        boundary: Boundary,
        caption: String? = nil,
        hashtags: [String]? = nil,
        framing: String? = nil,
        formats: [String]? = nil,
        history: [MomentChange]? = nil
    ) {
        self.id = id
        self.videoId = videoId
        self.startTime = startTime
        self.endTime = endTime
        self.title = title
        self.description = description
        self.reason = reason
        self.score = score
        self.scoreParts = scoreParts
        self.quote = quote
        self.boundary = boundary
        self.caption = caption
        self.hashtags = hashtags
        self.framing = framing
        self.formats = formats
        self.history = history
    }

    private enum CodingKeys: String, CodingKey {
        case id, title, description, reason, score, quote, boundary, caption, hashtags, framing, formats, history
        case videoId = "video_id"
        case startTime = "start_time"
        case endTime = "end_time"
        case scoreParts = "score_parts"
    }
}
