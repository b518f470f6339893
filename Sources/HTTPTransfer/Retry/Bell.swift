import Synchronization

/// Wakes all that wait for something to change.
///
/// Whoever waits reads the count first, then looks at what may have changed, then waits since that count: so no ring between
/// the look and the wait is missed.
final class Bell: Sendable {
    private let state = Mutex(State())

    private struct State {
        var count = 0
        var nextID: UInt64 = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    var count: Int { state.withLock { $0.count } }

    func ring() {
        let waiters = state.withLock { state in
            state.count += 1
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when it rang since it was counted, or when the task is cancelled.
    func wait(since count: Int) async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // The handler may have run already and found nobody.
                    guard state.count == count, !Task.isCancelled else { return true }
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
