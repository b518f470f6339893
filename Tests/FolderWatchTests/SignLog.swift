import FolderWatch
import Synchronization
import TestSupport

/// The signs that came, in order.
final class SignLog: Sendable {
    /// A sign that was waited for did not come.
    struct Late: Error, CustomStringConvertible {
        let what: String
        let signs: [FolderSign]

        var description: String {
            "\(what) did not come; the last of \(signs.count) signs: \(signs.suffix(12).map { "\n  \($0)" }.joined())"
        }
    }

    private struct State {
        var signs: [FolderSign] = []
        var waiting: CheckedContinuation<Void, Never>?
        var isHeld = false
        var held: CheckedContinuation<Void, Never>?
        var whenHeld: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// What came so far.
    var signs: [FolderSign] { state.withLock(\.signs) }

    /// How many came.
    var count: Int { state.withLock(\.signs.count) }

    /// Takes a sign; returns only when nobody holds the log.
    func take(_ sign: FolderSign) async {
        state.withLock { $0.signs.append(sign) }
        wake()
        await withCheckedContinuation { continuation in
            let (isHeld, whenHeld) = state.withLock { state in
                if state.isHeld { state.held = continuation }
                return (state.isHeld, state.isHeld ? state.whenHeld.take() : nil)
            }
            whenHeld?.resume()
            if !isHeld { continuation.resume() }
        }
    }

    /// Lets no further sign be taken: the reader sleeps.
    func hold() { state.withLock { $0.isHeld = true } }

    /// Returns when a sign has come that is held, and one must come.
    func waitForHeld() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.held == nil { state.whenHeld = continuation }
                return state.held != nil
            }
            if isThere { continuation.resume() }
        }
    }

    /// Ends that.
    func release() {
        state.withLock { state in
            state.isHeld = false
            return state.held.take()
        }?.resume()
    }

    /// Waits for a sign after so many, half a minute at most, and returns how many there were with it.
    @discardableResult
    func wait(
        _ what: String,
        after start: Int = 0,
        _ isIt: @escaping @Sendable (FolderSign) -> Bool
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask { try await self.find(after: start, isIt) }
            group.addTask {
                try await Task.sleep(for: .seconds(30))
                return nil
            }
            defer { group.cancelAll() }
            guard let found = try await group.next(), let found else { throw Late(what: what, signs: signs) }
            return found
        }
    }

    /// Waits for one sign.
    @discardableResult
    func wait(for sign: FolderSign, after start: Int = 0) async throws -> Int {
        try await wait("\(sign)", after: start) { $0 == sign }
    }

    /// Waits until everything is to be looked at, for a reason that holds these words.
    @discardableResult
    func waitForEverything(_ words: String = "", after start: Int = 0) async throws -> Int {
        try await wait("everything, because of \(words)", after: start) { sign in
            guard case .everything(let reason) = sign else { return false }
            return words.isEmpty || reason.contains(words)
        }
    }

    private func find(after start: Int, _ isIt: @Sendable (FolderSign) -> Bool) async throws -> Int {
        var seen = start
        while true {
            let signs = self.signs
            while seen < signs.count {
                seen += 1
                if isIt(signs[seen - 1]) { return seen }
            }
            try Task.checkCancellation()
            await next(after: seen)
        }
    }

    /// Returns when there are more signs than that, or the task is cancelled.
    private func next(after seen: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    let isThere = state.signs.count > seen || Task.isCancelled
                    if !isThere { state.waiting = continuation }
                    return isThere
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
    }

    private func wake() {
        state.withLock { $0.waiting.take() }?.resume()
    }
}
