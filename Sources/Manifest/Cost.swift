/// What a stage, or a whole video, has used up.
public struct Cost: Codable, Sendable, Equatable {
    /// Wall time in seconds.
    public var seconds: Double
    /// Tokens of a language model, in and out.
    public var tokens: Int
    /// Requests to services elsewhere.
    public var requests: Int

    /// Names a cost.
    public init(seconds: Double = 0, tokens: Int = 0, requests: Int = 0) {
        self.seconds = seconds
        self.tokens = tokens
        self.requests = requests
    }

    /// The sum of two costs.
    public static func + (left: Cost, right: Cost) -> Cost {
        Cost(
            seconds: ((left.seconds + right.seconds) * 1000).rounded() / 1000,
            tokens: left.tokens + right.tokens,
            requests: left.requests + right.requests
        )
    }
}
