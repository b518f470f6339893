/// A span that was considered for a moment.
public struct Candidate: Sendable, Equatable {
    /// Seconds from the start of the video, the lead included.
    public var start: Double
    /// Seconds from the start of the video, the tail included.
    public var end: Double
    /// 0 to 1, relative to the other candidates of the same video.
    public var score: Double
    /// What the score is made of: the feature's name and its share, negative for what counts against it.
    public var parts: [String: Double]
    /// What its ends were laid on.
    public var boundary: Moment.Boundary

    /// Makes a candidate from its parts.
    public init(start: Double, end: Double, score: Double, parts: [String: Double], boundary: Moment.Boundary) {
        self.start = start
        self.end = end
        self.score = score
        self.parts = parts
        self.boundary = boundary
    }
}
