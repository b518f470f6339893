import FoundationEssentials
import HTTPTransfer

/// What became of one try, and what follows from it.
struct Course {
    let outcome: Result<HTTPResponse, HTTPError>
    /// Counted from 1.
    let attempt: Int
    let elapsed: Duration

    /// Whether the answer was lost, or is none: the server may have done its work, and only asking again brings an answer.
    func isLost(_ policy: RetryPolicy) -> Bool {
        var endless = policy
        endless.attempts = .max
        endless.time = .seconds(1 << 40)
        return decide(endless, isRepeatable: false) == .done && decide(endless, isRepeatable: true) != .done
    }

    func decide(_ policy: RetryPolicy, isRepeatable: Bool) -> RetryPolicy.Decision {
        policy.decide(
            after: outcome,
            attempt: attempt,
            elapsed: elapsed,
            repeatable: isRepeatable,
            jitter: Double.random(in: 0...1),
            now: Int64(Date().timeIntervalSince1970)
        )
    }
}
