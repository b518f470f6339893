public import HTTPTransfer

/// What is left of the rates that a server grants, as it says with each answer.
public struct RateLimits: Sendable, Equatable {
    /// Requests a minute or a day.
    public var requests: Window?
    /// Tokens a minute.
    public var tokens: Window?

    /// One rate.
    public struct Window: Sendable, Equatable {
        /// In one window.
        public var limit: Int?
        /// Still granted.
        public var remaining: Int?
        /// Until all is granted again.
        public var reset: Duration?
    }

    /// From `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`; nil where there is none of them.
    public init?(_ headers: HTTPHeaders) {
        requests = Self.window(headers, "requests")
        tokens = Self.window(headers, "tokens")
        if requests == nil && tokens == nil { return nil }
    }

    /// How long to wait after a "too many": until what has run out is there again, or all, where that is not said.
    var wait: Duration? {
        let windows = [requests, tokens].compactMap(\.self)
        let empty = windows.filter { $0.remaining.map { $0 <= 0 } ?? false }
        return (empty.isEmpty ? windows : empty).compactMap(\.reset).max()
    }

    private static func window(_ headers: HTTPHeaders, _ kind: String) -> Window? {
        let window = Window(
            limit: headers["x-ratelimit-limit-\(kind)"].flatMap { Int($0) },
            remaining: headers["x-ratelimit-remaining-\(kind)"].flatMap { Int($0) },
            reset: headers["x-ratelimit-reset-\(kind)"].flatMap { UnitDuration.parse($0) }
        )
        return window == Window() ? nil : window
    }
}
