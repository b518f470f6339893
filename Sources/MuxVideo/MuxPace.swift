/// How many requests a second an account may send for long.
public struct MuxPace: Sendable, Equatable {
    /// POST requests a second.
    public var posts: Double
    /// All other requests a second.
    public var others: Double

    /// Names a pace.
    public init(posts: Double, others: Double) {
        self.posts = posts
        self.others = others
    }

    /// The service's limits, with room for a burst. https://www.mux.com/docs/core/make-api-requests
    public static let usual = MuxPace(posts: 1, others: 5)

    /// How something that is made is looked at: an account that may ask more often than others may look more often.
    public var looks: PollPace {
        PollPace(least: max(.milliseconds(250), min(.seconds(1), .seconds(Self.usual.others / others))))
    }

    static func burst(_ rate: Double) -> Int { max(2, Int(rate)) }
}
