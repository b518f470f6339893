import Synchronization

/// Sends under a policy: waits for its lane, keeps away from a dead host, tries again what may be tried again, as the server says
/// or with full jitter. Shared by all videos of a process.
///
/// Where a host is down, callers wait for the one request that finds out, as long as their policy's time allows and no longer than
/// the circuit's patience lasts; whoever would have to wait longer is told `hostIsDown` at once, or what its own last try gave.
/// Waiting is no try.
public final class RetryingClient: Sendable {
    private let client: any HTTPClient
    /// The policy of calls that bring none of their own.
    public let policy: RetryPolicy
    private let time: RetryClock
    private let lanes: LaneGate
    private let shared: (any SharedLanes)?
    private let circuits: CircuitGate
    private let random: Mutex<any RandomNumberGenerator & Sendable>
    private let onRetry: (@Sendable (_ attempt: Int, _ reason: RetryReason, _ wait: Duration) -> Void)?

    /// A client over another.
    ///
    /// - Parameters:
    ///   - shared: Who else takes turns of the lanes; nil where nobody does.
    ///   - seed: Makes the jitter the same each time.
    ///   - clock: What waits go by; by itself one that stands still while the machine sleeps.
    ///   - onRetry: Called before each wait for another try, with the number of the try that failed.
    public init(
        _ client: any HTTPClient,
        policy: RetryPolicy = RetryPolicy(),
        circuit: CircuitRules = CircuitRules(),
        shared: (any SharedLanes)? = nil,
        seed: UInt64? = nil,
        clock: any Clock<Duration> = SuspendingClock(),
        onRetry: (@Sendable (_ attempt: Int, _ reason: RetryReason, _ wait: Duration) -> Void)? = nil
    ) {
        self.client = client
        self.policy = policy
        self.onRetry = onRetry
        self.shared = shared
        time = RetryClock(clock)
        lanes = LaneGate(time)
        circuits = CircuitGate(circuit, time)
        random = Mutex(seed.map { SplitMix(seed: $0) } ?? SystemRandomNumberGenerator())
    }

    /// The last answer, whatever its status, or the last error. `repeatable: false` marks a call that makes something: it is sent
    /// again only when nothing of it reached the server, or the server said that it did nothing (429, 503 with Retry-After).
    /// `policy` is this call's own, where it has one.
    public func send(
        _ request: HTTPRequest,
        lane: Lane? = nil,
        repeatable: Bool,
        policy: RetryPolicy? = nil,
        progress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws(HTTPError) -> HTTPResponse {
        let policy = policy ?? self.policy
        let host = try Endpoint(request.url).description
        let start = time.now()
        var last: Result<HTTPResponse, HTTPError>?
        var reach = HTTPError.Reach.notSent
        var attempt = 0
        while true {
            let admission: CircuitGate.Pass?
            do throws(SharedLaneError) {
                admission = try await admit(host, lane, deadline: start + policy.time)
            } catch {
                var error = error.error(of: host)
                // Earlier tries of the call may have arrived.
                error.reach = reach
                throw error
            }
            guard let pass = admission else {
                if Task.isCancelled { throw Self.cancelled(host, reach) }
                if let last { return try last.get() }
                throw circuits.isDown(host)
            }
            attempt += 1
            let sentAt = time.now()
            let outcome = await result(request, reach, progress)
            reach = outcome.reach
            circuits.learn(host, outcome, pass)
            if let lane, !isFinal(outcome, policy) {
                lanes.learn(lane, outcome, sentAt: sentAt)
                await rest(lane, outcome)
            }
            let decision = policy.decide(
                after: outcome,
                attempt: attempt,
                elapsed: time.now() - start,
                repeatable: repeatable,
                jitter: random.withLock { Double.random(in: 0...1, using: &$0) },
                now: RetryClock.systemSeconds()
            )
            guard case .again(let wait, let reason) = decision else { return try outcome.get() }
            last = outcome
            onRetry?(attempt, reason, wait)
            await time.wait(until: time.now() + wait)
            if Task.isCancelled { throw Self.cancelled(host, reach) }
        }
    }

    /// Waits until the host and the lane let a request through; nil where there is no time for it.
    private func admit(
        _ host: String,
        _ lane: Lane?,
        deadline: Duration
    ) async throws(SharedLaneError) -> CircuitGate.Pass? {
        while await circuits.wait(host, deadline: deadline) {
            if let lane, await !lanes.pass(lane, deadline: deadline) { return nil }
            if let lane, let shared {
                guard let wait = try await shared.take(lane, within: deadline - time.now()) else { return nil }
                if wait > .zero { await time.wait(until: time.now() + wait) }
                if Task.isCancelled { return nil }
            }
            // The circuit may have opened meanwhile.
            if let pass = circuits.admit(host) { return pass }
            if let lane { lanes.giveBack(lane) }
        }
        return nil
    }

    /// Has others rest as well where the server said "too many". What cannot be told them they are told by the server.
    private func rest(_ lane: Lane, _ outcome: Result<HTTPResponse, HTTPError>) async {
        guard let shared, case .success(let response) = outcome, response.status == 429 else { return }
        let asked = RetryAfter.wait(response.headers, now: RetryClock.systemSeconds())
        try? await shared.rest(lane, for: max(asked ?? .zero, .seconds(1)))
    }

    /// One try; `before` is what the server can know of those before it.
    private func result(
        _ request: HTTPRequest,
        _ before: HTTPError.Reach,
        _ progress: (@Sendable (TransferProgress) -> Void)?
    ) async -> Result<HTTPResponse, HTTPError> {
        do throws(HTTPError) {
            return .success(try await client.send(request, progress: progress))
        } catch {
            var error = error
            if before == .unknown { error.reach = .unknown }
            return .failure(error)
        }
    }

    private func isFinal(_ outcome: Result<HTTPResponse, HTTPError>, _ policy: RetryPolicy) -> Bool {
        guard case .success(let response) = outcome else { return false }
        return policy.isFinal?(response) == true
    }

    private static func cancelled(_ host: String, _ reach: HTTPError.Reach) -> HTTPError {
        HTTPError(kind: .cancelled, host: host, message: "cancelled", reach: reach)
    }
}

extension Result<HTTPResponse, HTTPError> {
    /// What the server can know of what was tried so far.
    fileprivate var reach: HTTPError.Reach {
        switch self {
        case .success: .unknown
        case .failure(let error): error.reach
        }
    }
}
