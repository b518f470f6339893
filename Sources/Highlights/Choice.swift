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
