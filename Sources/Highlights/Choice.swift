/// The outcome of choosing.
public struct Choice: Sendable, Equatable {
    /// The chosen moments in order of time.
    public var moments: [Moment]
    /// The best of the others, best first.
    public var rejected: [Rejected]
    /// What a user should know: why there are fewer moments than usual, and the like.
    public var notes: [String]
    /// The score over time, for a picture: evenly spaced values of 0 to 1 from 0 to `duration`, at most 240.
    public var curve: [Double]

    /// Makes a choice from its parts.
    public init(moments: [Moment], rejected: [Rejected], notes: [String], curve: [Double]) {
        self.moments = moments
        self.rejected = rejected
        self.notes = notes
        self.curve = curve
    }
}

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
