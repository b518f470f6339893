/// A good candidate that was not chosen.
public struct Rejected: Sendable, Equatable {
    /// Seconds from the start of the video.
    public var start: Double
    /// Seconds from the start of the video.
    public var end: Double
    /// 0 to 1, on the same scale as the chosen ones.
    public var score: Double
    /// Its best sentence, verbatim.
    public var quote: String
    /// Why it was passed over, for a reader.
    public var reason: String

    /// Makes a rejected candidate from its parts.
    public init(start: Double, end: Double, score: Double, quote: String, reason: String) {
        self.start = start
        self.end = end
        self.score = score
        self.quote = quote
        self.reason = reason
    }
}
