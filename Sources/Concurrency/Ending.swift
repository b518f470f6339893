import Synchronization

/// That the process is to end: no further stage begins, and nobody waits any longer for what others make.
public final class Ending: Sendable {
    /// The ending of the process that the stage in this task belongs to.
    @TaskLocal package static var current: Ending?

    private let state = Mutex(State())

    private struct State {
        var hasBegun = false
        var lastID: UInt64 = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    /// One that has not begun.
    public init() {}

    /// Whether it has begun.
    public var hasBegun: Bool { state.withLock { $0.hasBegun } }

    /// Begins it; again is nothing.
    public func begin() {
        let waiters = state.withLock { state in
            state.hasBegun = true
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Sleeps, unless the process is to end: that is a `CancellationError`, for what is waited for is looked at by the next one.
    package static func sleep(for duration: Duration) async throws {
        guard let ending = current else { return try await ContinuousClock().sleep(for: duration) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ContinuousClock().sleep(for: duration) }
            group.addTask {
                await ending.wait()
                throw CancellationError()
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Returns when it begins, or when the task is cancelled.
    private func wait() async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // The handler may have run already and found nobody.
                    guard !state.hasBegun, !Task.isCancelled else { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
