import Synchronization

/// A clock that a test turns.
final class ManualClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Swift.Duration
        func advanced(by duration: Swift.Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Swift.Duration { other.offset - offset }
        static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct State {
        var now = Swift.Duration.zero
        var nextID: UInt64 = 0
        var sleepers: [UInt64: (until: Swift.Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    /// Whether whoever sleeps moves the hands, as in a world with one caller.
    private let isAutomatic: Bool

    init(isAutomatic: Bool = false) { self.isAutomatic = isAutomatic }

    var now: Instant { Instant(offset: state.withLock { $0.now }) }

    let minimumResolution = Swift.Duration.zero

    func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {
        try Task.checkCancellation()
        if isAutomatic {
            advance(to: deadline.offset)
            return
        }
        let id: UInt64 = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                state.withLock { state in
                    guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                    guard state.now < deadline.offset else { return continuation.resume() }
                    state.sleepers[id] = (deadline.offset, continuation)
                    let ready = state.watchers.filter { $0.count <= state.sleepers.count }
                    state.watchers.removeAll { $0.count <= state.sleepers.count }
                    for watcher in ready { watcher.continuation.resume() }
                }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Waits until so many sleep.
    func sleepers(_ count: Int) async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if state.sleepers.count >= count { return continuation.resume() }
                state.watchers.append((count, continuation))
            }
        }
    }

    func advance(by duration: Swift.Duration) { advance(to: now.offset + duration) }

    private func advance(to time: Swift.Duration) {
        state.withLock { state in
            state.now = max(state.now, time)
            for (id, sleeper) in state.sleepers where sleeper.until <= state.now {
                state.sleepers[id] = nil
                sleeper.continuation.resume()
            }
        }
    }
}
