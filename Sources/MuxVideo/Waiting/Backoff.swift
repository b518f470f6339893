/// Waits between tries by full jitter, 1 s doubling up to 64 s, and when to give up: after 600 s of trouble without progress, the
/// defaults of Google's own clients.
struct Backoff: Sendable {
    static let limit = Duration.seconds(600)
    private(set) var failures = 0
    /// Since when nothing goes on.
    private var since: Duration?

    mutating func progressed() {
        failures = 0
        since = nil
    }

    /// How long to wait after another failure; nil is time to give up. A wait that the server asks for is kept, as long as the
    /// budget lasts.
    mutating func failed(
        at now: Duration,
        retryAfter: Double? = nil,
        using random: inout some RandomNumberGenerator
    ) -> Duration? {
        let start = since ?? now
        since = start
        let left = Self.limit - (now - start)
        guard left > .zero else { return nil }
        let top = Double(1 << min(failures, 6))
        failures += 1
        let jitter = Double.random(in: 0...top, using: &random)
        let wait = Duration.milliseconds(Int64(1000 * max(jitter, min(retryAfter ?? 0, 86_400))))
        return min(wait, left)
    }
}
