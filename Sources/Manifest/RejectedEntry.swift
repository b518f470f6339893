/// A good candidate that was not chosen: a moment with its words, which a person can move to the moments as it is.
///
/// An entry that an older version wrote has neither words nor `passedOver`; its `reason` says why it was passed over.
/// What it lacks stays absent, so that its file stays as it is.
public struct RejectedEntry: Codable, Sendable, Equatable {
    /// Seconds of the source.
    public var startTime: Double
    /// Seconds of the source.
    public var endTime: Double
    /// A line that names it.
    public var title: String?
    /// What is said in it.
    public var description: String?
    /// Why one would choose it.
    public var reason: String
    /// 0 to 1, on the moments' scale.
    public var score: Double
    /// What the score is made of.
    public var scoreParts: [String: Double]?
    /// Its best sentence, verbatim.
    public var quote: String
    /// What its ends were laid on.
    public var boundary: MomentEntry.Boundary?
    /// Why it was passed over.
    public var passedOver: String?

    /// Describes a rejected candidate.
    public init(
        startTime: Double,
        endTime: Double,
        title: String? = nil,
        description: String? = nil,
        reason: String,
        score: Double,
        scoreParts: [String: Double]? = nil,
        quote: String,
        boundary: MomentEntry.Boundary? = nil,
        passedOver: String? = nil
    ) {
        self.startTime = startTime
        self.endTime = endTime
        self.title = title
        self.description = description
        self.reason = reason
        self.score = score
        self.scoreParts = scoreParts
        self.quote = quote
        self.boundary = boundary
        self.passedOver = passedOver
    }

    private enum CodingKeys: String, CodingKey {
        case title, description, reason, score, quote, boundary
        case startTime = "start_time"
        case endTime = "end_time"
        case scoreParts = "score_parts"
        case passedOver = "passed_over"
    }
}
