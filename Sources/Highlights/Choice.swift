import TalkTime

/// The outcome of choosing.
public struct Choice: Sendable, Equatable {
    /// The chosen moments in order of time.
    public var moments: [Moment]
    /// The best of the others, best first: up to three times as many as were wanted.
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
    /// The share of the video's candidates that it beats, 0 to 1.
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

/// A good candidate that was not chosen: a whole moment, ready to be taken in instead of another.
public struct Rejected: Sendable, Equatable {
    /// Why a candidate was passed over.
    public enum Cause: Sendable, Equatable {
        /// A better one that starts at this second lies over it.
        case overlap(start: Double)
        /// One that starts at this second says the same.
        case echo(start: Double)
        /// Anything else, in a sentence.
        case told(String)
    }

    /// With its words and its score, as if it were chosen.
    public var moment: Moment
    /// Why it was passed over.
    public var cause: Cause

    /// Makes a rejected candidate from its parts.
    public init(_ moment: Moment, _ cause: Cause) {
        self.moment = moment
        self.cause = cause
    }

    /// Makes a rejected candidate with the reason in a sentence.
    public init(_ moment: Moment, passedOver: String) {
        self.init(moment, .told(passedOver))
    }

    /// Why it was passed over, for a reader.
    public var passedOver: String {
        switch cause {
        case .overlap(let start): "Overlaps a better one, at \(TalkTime.text(start))."
        case .echo(let start): "Says the same as the moment at \(TalkTime.text(start))."
        case .told(let text): text
        }
    }
}
