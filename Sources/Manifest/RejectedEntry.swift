/// A good candidate that was not chosen, and why.
public struct RejectedEntry: Codable, Sendable, Equatable {
    /// Seconds of the source.
    public var startTime: Double
    /// Seconds of the source.
    public var endTime: Double
    /// 0 to 1, on the moments' scale.
    public var score: Double
    /// Its best sentence, verbatim.
    public var quote: String
    /// Why it was passed over.
    public var reason: String

    /// Describes a rejected candidate.
    public init(startTime: Double, endTime: Double, score: Double, quote: String, reason: String) {
        self.startTime = startTime
        self.endTime = endTime
        self.score = score
        self.quote = quote
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case score, quote, reason
        case startTime = "start_time"
        case endTime = "end_time"
    }
}
