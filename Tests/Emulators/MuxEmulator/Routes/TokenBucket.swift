import Synchronization

/// So many requests a second, with some at once.
final class TokenBucket: Sendable {
    private let rate: Double
    private let burst: Double
    private let state: Mutex<(tokens: Double, at: ContinuousClock.Instant)>

    /// A rate of 0 lets all through.
    init(rate: Double, burst: Int) {
        self.rate = rate
        self.burst = Double(burst)
        state = Mutex((Double(burst), .now))
    }

    /// Takes one; says whether there was one.
    func take() -> Bool {
        guard rate > 0 else { return true }
        return state.withLock { state in
            let now = ContinuousClock.now
            state.tokens = min(burst, state.tokens + (now - state.at) / .seconds(1) * rate)
            state.at = now
            guard state.tokens >= 1 else { return false }
            state.tokens -= 1
            return true
        }
    }
}
