import Synchronization

/// The last sign of life of a child process.
final class Heartbeat: Sendable {
    private let last = Mutex(ContinuousClock.now)

    /// Notes a sign of life.
    func beat() { last.withLock { $0 = .now } }

    /// Returns when no sign of life came for that long; throws only when cancelled.
    func silence(of limit: Duration) async throws {
        while true {
            let deadline = last.withLock { $0 } + limit
            if deadline <= .now { return }
            try await Task.sleep(until: deadline, clock: .continuous)
        }
    }
}
