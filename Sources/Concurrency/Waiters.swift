import Synchronization

/// A state that tasks wait on until it has changed.
final class Waiters<State: Sendable>: Sendable {
    private struct Guarded {
        var state: State
        var lastID: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let guarded: Mutex<Guarded>

    init(_ state: State) {
        guarded = Mutex(Guarded(state: state))
    }

    /// Reads or changes the state; nobody is woken.
    func withState<Value: Sendable>(_ body: (inout State) -> Value) -> Value { guarded.withLock { body(&$0.state) } }

    /// Changes the state, and wakes all who wait now.
    func wake(_ change: (inout State) -> Void) {
        let waiting = guarded.withLock { guarded in
            change(&guarded.state)
            defer { guarded.waiting = [:] }
            return guarded.waiting.values
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Returns at once where the state is such that nobody waits; else when it is woken, or the task is cancelled.
    func wait(unless isOver: @Sendable (State) -> Bool) async {
        let id = guarded.withLock { guarded in
            guarded.lastID += 1
            return guarded.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = guarded.withLock { guarded in
                    // The handler may have run already and found nobody.
                    if Task.isCancelled || isOver(guarded.state) { return true }
                    guarded.waiting[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            guarded.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }
}
