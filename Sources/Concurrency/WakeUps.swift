import Synchronization

/// Wake-ups for what waits between two looks at something that is made elsewhere. They come from outside, and only save the rest of
/// the wait.
public final class WakeUps: Sendable {
    /// Those of the process that the stage in this task belongs to.
    @TaskLocal package static var current: WakeUps?

    private let state = Mutex(State())
    private let begin: @Sendable (WakeUps) -> Void

    private struct State {
        var hasBegun = false
        /// How often it was woken.
        var count: UInt64 = 0
        var lastID: UInt64 = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    /// `begin` is called when somebody waits for the first time: it has `wake` called whenever there is something to look at.
    package init(begin: @escaping @Sendable (WakeUps) -> Void) {
        self.begin = begin
    }

    /// Wakes all who wait now.
    package func wake() {
        let waiters = state.withLock { state in
            state.count += 1
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// A mark to be set before a look, so that a wake-up during the look is not missed by the sleep after it.
    package static var mark: UInt64 { current?.marked() ?? 0 }

    private func marked() -> UInt64 {
        let (count, isFirst) = state.withLock { state in
            defer { state.hasBegun = true }
            return (state.count, !state.hasBegun)
        }
        if isFirst { begin(self) }
        return count
    }

    /// Sleeps until the time is over or somebody woke it after a mark, unless the process is to end, as `Ending.sleep` has it.
    package static func sleep(for duration: Duration, after mark: UInt64) async throws {
        guard let current else { return try await Ending.sleep(for: duration) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Ending.sleep(for: duration) }
            group.addTask { await current.wait(after: mark) }
            defer { group.cancelAll() }
            try await group.next()
        }
        try Task.checkCancellation()
    }

    /// Returns when it is woken after a mark, or the task is cancelled.
    private func wait(after mark: UInt64) async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // The handler may have run already and found nobody.
                    if Task.isCancelled || state.count != mark { return true }
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
