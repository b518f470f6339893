import Synchronization

/// How many child processes may run at once: a fair semaphore for tasks.
///
/// Those who wait are served in the order of their asking. One who is cancelled while waiting leaves the queue at once.
public final class ProcessSlots: Sendable {
    private struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var free: Int
        var nextID: UInt64 = 0
        var waiters: [Waiter] = []
    }

    private let state: Mutex<State>

    /// Makes that many slots, one at least.
    public init(_ count: Int) {
        state = Mutex(State(free: max(1, count)))
    }

    /// Runs the body while holding a slot; throws `cancelled` when the task is cancelled before one is free.
    public func withSlot<Value>(
        _ body: () async throws(MediaError) -> Value
    ) async throws(MediaError) -> Value {
        try await acquire()
        defer { release() }
        return try await body()
    }

    /// The tasks that wait now.
    var waiting: Int { state.withLock { $0.waiters.count } }

    /// A slot that is free while somebody waits does not exist: `release` hands it over. So nobody overtakes.
    private func acquire() async throws(MediaError) {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let got = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    // Asked under the lock: a cancellation after this finds the waiter in the queue.
                    if Task.isCancelled { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.waiters.append(Waiter(id: id, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter: Waiter? = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(returning: false)
        }
        if !got { throw .cancelled }
    }

    private func release() {
        let next: Waiter? = state.withLock { state in
            if state.waiters.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiters.removeFirst()
        }
        next?.continuation.resume(returning: true)
    }
}
