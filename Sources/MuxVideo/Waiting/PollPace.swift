/// How long to wait between two looks at something that is made: `least` at first, growing by 1.3 to 15 s, quicker again where
/// the end is near.
public struct PollPace: Sendable, Equatable {
    /// When the end is expected, since the beginning; nil where nobody knows.
    public var expected: Duration?
    /// The shortest wait: a second is what the service asks for.
    public var least: Duration

    /// A pace from now on.
    public init(expected: Duration? = nil, least: Duration = .seconds(1)) {
        self.expected = expected
        self.least = least
    }

    /// The same for captions, which take about a tenth of the video.
    public func captions(ofSeconds duration: Double?) -> PollPace {
        guard let duration, duration > 0, duration < 1e6 else { return self }
        return PollPace(expected: .milliseconds(Int64(duration * 100)), least: least)
    }

    /// The wait after look number `look`, from 0, at `elapsed` since the beginning.
    public func wait(afterLook look: Int, elapsed: Duration) -> Duration {
        var wait = least
        for _ in 0..<max(0, min(look, 20)) { wait = min(wait * 1.3, .seconds(15)) }
        guard let expected else { return wait }
        if elapsed < expected * 0.75 {
            // Not past the time when looking pays.
            return max(least, min(wait, expected * 0.75 - elapsed))
        }
        if elapsed < expected * 1.5 {
            return max(least, min(wait, expected * (1.0 / 30), .seconds(5)))
        }
        return wait
    }
}
