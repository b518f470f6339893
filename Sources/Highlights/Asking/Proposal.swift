/// A moment as a reader of a window has named it. Nothing of it is believed before it is compared with the talk.
public struct Proposal: Sendable, Equatable {
    /// The candidate's number in its window.
    public var candidate: Int
    /// The first sentence, where another than the candidate's is wanted.
    public var firstSentence: Int?
    /// The last sentence, where another than the candidate's is wanted.
    public var lastSentence: Int?
    /// A line that stands for the moment.
    public var title: String
    /// What is said in it.
    public var description: String
    /// Why it was chosen.
    public var reason: String
    /// What is said to be said in it.
    public var quote: String
    /// 0 to 100.
    public var score: Int

    /// Names a moment.
    public init(
        candidate: Int,
        firstSentence: Int? = nil,
        lastSentence: Int? = nil,
        title: String = "",
        description: String = "",
        reason: String = "",
        quote: String = "",
        score: Int = 0
    ) {
        self.candidate = candidate
        self.firstSentence = firstSentence
        self.lastSentence = lastSentence
        self.title = title
        self.description = description
        self.reason = reason
        self.quote = quote
        self.score = score
    }
}

/// What of a window's proposals holds when it is compared with the talk.
public struct Grounded: Sendable, Equatable {
    /// Those that hold, in the order in which they were named.
    public var moments: [Moment]
    /// Those that do not, with the reason, as far as they name a place at all.
    public var rejected: [Rejected]
    /// What was put right or passed over without a place in `rejected`.
    public var notes: [String]

    /// Nothing.
    public init() {
        moments = []
        rejected = []
        notes = []
    }

    /// Both, in their order.
    public static func + (one: Grounded, other: Grounded) -> Grounded {
        var sum = one
        sum.moments += other.moments
        sum.rejected += other.rejected
        sum.notes += other.notes
        return sum
    }
}
