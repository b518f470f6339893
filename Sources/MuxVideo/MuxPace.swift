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

    static func burst(_ rate: Double) -> Int { max(2, Int(rate)) }
}
