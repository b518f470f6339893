/// How often and how long one request is tried.
public struct RetryPolicy: Sendable {
    /// Tries in all.
    public var attempts = 6
    /// All tries and waits together. A wait that would end later is not begun.
    public var time: Duration = .seconds(600)
    /// The longest wait after the first try; it doubles with each.
    public var base: Duration = .seconds(1)
    /// The longest wait where the server asks for none.
    public var cap: Duration = .seconds(64)
    /// Statuses that may go well later.
    public var statuses: Set<Int> = [408, 425, 429, 500, 502, 503, 504]
    /// Tells of an answer that no later try will better, whatever its status: a quota that is used up, say, which is a 429 too.
    public var isFinal: (@Sendable (HTTPResponse) -> Bool)?

    /// Tells of a success that is none: a page of a proxy, say, in the place of what was asked for. It may go well later.
    public var isGarbled: (@Sendable (HTTPResponse) -> Bool)?

    /// The policy of Google's clients for resumable uploads, with full jitter.
    public init() {}

    /// What to do after a try.
    public enum Decision: Sendable, Equatable {
        /// That is the answer.
        case done
        /// Try again, not before so long.
        case again(after: Duration, because: RetryReason)
    }

    /// Decides after the `attempt`th try, counted from 1, `elapsed` after the beginning of the first. `jitter` is a random
    /// number from 0 to 1, `now` the time in seconds since 1970.
    ///
    /// The wait is anything between nothing and the cap or the base doubled each time ("full jitter", as in Marc Brooker's
    /// "Exponential Backoff And Jitter"): callers that failed together do not come back together. Where the server names a
    /// time, it is that and up to a tenth more.
    public func decide(
        after outcome: Result<HTTPResponse, HTTPError>,
        attempt: Int,
        elapsed: Duration,
        repeatable: Bool,
        jitter: Double,
        now: Int64
    ) -> Decision {
        guard attempt < attempts, let reason = reason(outcome, repeatable, now) else { return .done }
        let wait: Duration
        if case .success(let response) = outcome, let asked = RetryAfter.wait(response.headers, now: now), asked > .zero
        {
            wait = asked + min(asked / 10, base) * jitter
        } else {
            wait = backoff(attempt) * jitter
        }
        return elapsed + wait > time ? .done : .again(after: wait, because: reason)
    }

    /// The longest wait after a try.
    private func backoff(_ attempt: Int) -> Duration {
        // Further doublings would only overflow.
        min(cap, base * (1 << min(attempt - 1, 30)))
    }

    /// Why the same may go well later and may be sent again; nil where it must not be.
    private func reason(_ outcome: Result<HTTPResponse, HTTPError>, _ repeatable: Bool, _ now: Int64) -> RetryReason? {
        switch outcome {
        case .failure(let error):
            return error.isTransient && (repeatable || error.reach == .notSent) ? .error(error) : nil
        case .success(let response):
            if response.isSuccess { return repeatable && isGarbled?(response) == true ? .garbled : nil }
            guard isFinal?(response) != true else { return nil }
            let isWorthIt: Bool
            switch response.headers["x-should-retry"]?.lowercased() {
            case "true": isWorthIt = true
            case "false": isWorthIt = false
            default: isWorthIt = statuses.contains(response.status)
            }
            guard isWorthIt, repeatable || Self.saysNothingWasDone(response, now) else { return nil }
            return .status(response.status)
        }
    }

    /// Whether the server turned the request away before it did anything.
    private static func saysNothingWasDone(_ response: HTTPResponse, _ now: Int64) -> Bool {
        response.status == 429 || (response.status == 503 && RetryAfter.wait(response.headers, now: now) != nil)
    }
}

/// Why something is tried again.
public enum RetryReason: Sendable, Equatable, CustomStringConvertible {
    /// The answer's.
    case status(Int)
    /// A success that cannot be read.
    case garbled
    /// There was no whole answer.
    case error(HTTPError)

    /// For a log line.
    public var description: String {
        switch self {
        case .status(let status): "HTTP \(status)"
        case .garbled: "an answer that cannot be read"
        case .error(let error): error.description
        }
    }
}
