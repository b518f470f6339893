/// What a stage, or a whole video, has used up.
public struct Cost: Codable, Sendable, Equatable {
    /// Wall time in seconds.
    public var seconds: Double
    /// Tokens of a language model, in and out.
    public var tokens: Int { tokensIn + tokensOut }
    /// Of these, those that it was asked with.
    public var tokensIn: Int
    /// Of these, those that it answered.
    public var tokensOut: Int
    /// Of those in, the ones that the server still knew, which are cheaper.
    public var tokensCached: Int
    /// Requests to services elsewhere.
    public var requests: Int
    /// What language models cost, in US dollars, as far as their prices are known; nil where none is.
    @OrNull public var usd: Double?

    /// Names a cost.
    public init(seconds: Double = 0, requests: Int = 0) {
        self.seconds = seconds
        self.requests = requests
        tokensIn = 0
        tokensOut = 0
        tokensCached = 0
    }

    /// The sum of two costs.
    public static func + (left: Cost, right: Cost) -> Cost {
        var sum = Cost(
            seconds: ((left.seconds + right.seconds) * 1000).rounded() / 1000,
            requests: left.requests + right.requests
        )
        sum.tokensIn = left.tokensIn + right.tokensIn
        sum.tokensOut = left.tokensOut + right.tokensOut
        sum.tokensCached = left.tokensCached + right.tokensCached
        if left.usd != nil || right.usd != nil {
            sum.usd = (((left.usd ?? 0) + (right.usd ?? 0)) * 1_000_000).rounded() / 1_000_000
        }
        return sum
    }

    private enum CodingKeys: String, CodingKey {
        case seconds, tokens, requests, usd
        case tokensIn = "tokens_in"
        case tokensOut = "tokens_out"
        case tokensCached = "tokens_cached"
    }

    /// Reads a cost; one that an older version wrote tells no tokens.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        seconds = try container.decode(Double.self, forKey: .seconds)
        requests = try container.decode(Int.self, forKey: .requests)
        tokensIn = try container.decodeIfPresent(Int.self, forKey: .tokensIn) ?? 0
        tokensOut = try container.decodeIfPresent(Int.self, forKey: .tokensOut) ?? 0
        tokensCached = try container.decodeIfPresent(Int.self, forKey: .tokensCached) ?? 0
        usd = try container.decodeIfPresent(Double.self, forKey: .usd)
    }

    /// Writes all of it, with the sum of the tokens.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(tokens, forKey: .tokens)
        try container.encode(tokensIn, forKey: .tokensIn)
        try container.encode(tokensOut, forKey: .tokensOut)
        try container.encode(tokensCached, forKey: .tokensCached)
        try container.encode(requests, forKey: .requests)
        try container.encode(_usd, forKey: .usd)
    }
}
