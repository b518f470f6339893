import Synchronization

/// How many child processes may run at once: a fair semaphore for tasks.
///
/// Those who wait are served in the order of their asking. One who is cancelled while waiting leaves the queue at once.
public final class ProcessSlots: Sendable {
    private struct Waiter {
        let id: UInt64
        let count: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var free: Int
        var nextID: UInt64 = 0
        var waiters: [Waiter] = []
    }

    private let state: Mutex<State>
    /// How many there are.
    public let count: Int

    /// Makes that many slots, one at least.
    public init(_ count: Int) {
        self.count = max(1, count)
        state = Mutex(State(free: max(1, count)))
    }

    /// Runs the body while holding a slot; throws `cancelled` when the task is cancelled before one is free.
    public func withSlot<Value>(
        _ body: () async throws(MediaError) -> Value
    ) async throws(MediaError) -> Value {
        try await withSlots(1, body)
    }

    /// Runs the body while holding several slots, all of them at most: for a program of as many threads.
    public func withSlots<Value>(
        _ wanted: Int,
        _ body: () async throws(MediaError) -> Value
    ) async throws(MediaError) -> Value {
        let held = min(max(1, wanted), count)
        try await acquire(held)
        defer { release(held) }
        return try await body()
    }

    /// The tasks that wait now.
    var waiting: Int { state.withLock { $0.waiters.count } }

    /// Who asks while somebody waits waits behind them, also where enough is free. So nobody overtakes.
    private func acquire(_ count: Int) async throws(MediaError) {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let got = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    // Asked under the lock: a cancellation after this finds the waiter in the queue.
                    if Task.isCancelled { return false }
                    if state.free >= count, state.waiters.isEmpty {
                        state.free -= count
                        return true
                    }
                    state.waiters.append(Waiter(id: id, count: count, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter: Waiter? = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(returning: false)
            // Those behind it may need less than it did.
            release(0)
        }
        if !got { throw .cancelled }
    }

    private func release(_ count: Int) {
        let next: [Waiter] = state.withLock { state in
            state.free += count
            var next: [Waiter] = []
            while let first = state.waiters.first, first.count <= state.free {
                state.free -= first.count
                next.append(state.waiters.removeFirst())
            }
            return next
        }
        for waiter in next { waiter.continuation.resume(returning: true) }
    }
}
