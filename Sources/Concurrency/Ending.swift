/// That the process is to end: no further stage begins, and nobody waits any longer for what others make.
public final class Ending: Sendable {
    /// The ending of the process that the stage in this task belongs to.
    @TaskLocal package static var current: Ending?

    private let begun = Waiters(false)

    /// One that has not begun.
    public init() {}

    /// Whether it has begun.
    public var hasBegun: Bool { begun.withState { $0 } }

    /// Begins it; again is nothing.
    public func begin() { begun.wake { $0 = true } }

    /// Sleeps, unless the process is to end: that is a `CancellationError`, for what is waited for is looked at by the next one.
    package static func sleep(for duration: Duration) async throws {
        guard let ending = current else { return try await ContinuousClock().sleep(for: duration) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ContinuousClock().sleep(for: duration) }
            group.addTask {
                await ending.begun.wait { $0 }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
