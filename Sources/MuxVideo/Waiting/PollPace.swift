/// How long to wait between two looks at something that is made: 1 s at first, growing by 1.3 to 15 s, quicker again where the
/// end is near. Never faster than once a second, which the service asks for.
public struct PollPace: Sendable, Equatable {
    /// When the end is expected, since the beginning; nil where nobody knows.
    public var expected: Duration?

    /// A pace from now on.
    public init(expected: Duration? = nil) {
        self.expected = expected
    }

    /// Captions take about a tenth of the video.
    public static func captions(ofSeconds duration: Double?) -> PollPace {
        guard let duration, duration > 0, duration < 1e6 else { return PollPace() }
        return PollPace(expected: .milliseconds(Int64(duration * 100)))
    }

    /// The wait after look number `look`, from 0, at `elapsed` since the beginning.
    public func wait(afterLook look: Int, elapsed: Duration) -> Duration {
        var wait = Duration.seconds(1)
        for _ in 0..<max(0, min(look, 20)) { wait = min(wait * 1.3, .seconds(15)) }
        guard let expected else { return wait }
        if elapsed < expected * 0.75 {
            // Not past the time when looking pays.
            return max(.seconds(1), min(wait, expected * 0.75 - elapsed))
        }
        if elapsed < expected * 1.5 {
            return max(.seconds(1), min(wait, expected * (1.0 / 30), .seconds(5)))
        }
        return wait
    }
}
