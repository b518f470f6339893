/// Wake-ups for what waits between two looks at something that is made elsewhere. They come from outside, and only save the rest of
/// the wait.
public final class WakeUps: Sendable {
    /// Those of the process that the stage in this task belongs to.
    @TaskLocal package static var current: WakeUps?

    private let state = Waiters(State())
    private let begin: @Sendable (WakeUps) -> Void

    private struct State: Sendable {
        var hasBegun = false
        /// How often it was woken.
        var count: UInt64 = 0
    }

    /// `begin` is called when somebody waits for the first time: it has `wake` called whenever there is something to look at.
    package init(begin: @escaping @Sendable (WakeUps) -> Void) {
        self.begin = begin
    }

    /// Wakes all who wait now.
    package func wake() { state.wake { $0.count += 1 } }

    /// A mark to be set before a look, so that a wake-up during the look is not missed by the sleep after it.
    package static var mark: UInt64 { current?.marked() ?? 0 }

    private func marked() -> UInt64 {
        let (count, isFirst) = state.withState { state in
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
            group.addTask { await current.state.wait { $0.count != mark } }
            defer { group.cancelAll() }
            try await group.next()
        }
        try Task.checkCancellation()
    }
}
