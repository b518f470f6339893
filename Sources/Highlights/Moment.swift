import TalkTime

/// A span of the video that is worth a clip.
public struct Moment: Sendable, Equatable {
    /// What the ends of a moment were laid on.
    public enum Boundary: String, Sendable, Codable {
        /// The start of a thought and the end of one.
        case thought
        /// The start of a sentence and the end of one, where no whole thought fits.
        case sentence
        /// A pause, where no sentence ended nearby.
        case pause
        /// The whole source, which is too short to choose from.
        case whole
    }

    /// Seconds from the start of the video.
    public var start: Double
    /// Seconds from the start of the video.
    public var end: Double
    /// A line that stands for the moment, from its own words; at most 100 characters.
    public var title: String
    /// One or two sentences of what is said.
    public var description: String
    /// Why it was chosen, for a reader, from its score's parts.
    public var reason: String
    /// The sentence that carries it, verbatim; empty where there are no words.
    public var quote: String
    /// The share of the video's candidates that it beats, 0 to 1.
    public var score: Double
    /// What the score is made of: the feature's name and its share.
    public var scoreParts: [String: Double]
    /// What its ends were laid on.
    public var boundary: Boundary

    /// Makes a moment from its parts.
    public init(
        start: Double,
        end: Double,
        title: String,
        description: String,
        reason: String,
        quote: String,
        score: Double,
        scoreParts: [String: Double],
        boundary: Boundary
    ) {
        self.start = start
        self.end = end
        self.title = title
        self.description = description
        self.reason = reason
        self.quote = quote
        self.score = score
        self.scoreParts = scoreParts
        self.boundary = boundary
    }
}

extension Moment {
    /// A moment in which nothing is said that could be quoted.
    init(wordless start: Double, end: Double, boundary: Boundary) {
        self.init(
            start: start,
            end: end,
            title: "Moment at \(TalkTime.text(start))",
            description: "",
            reason: "No words are known here.",
            quote: "",
            score: 0,
            scoreParts: [:],
            boundary: boundary
        )
    }
}
