import Glibc

/// The time that retries go by: a clock's, counted from when it was first looked at, so that decisions are plain arithmetic and
/// tests turn the hands themselves.
public struct RetryClock: Sendable {
    /// The time since the clock was first looked at.
    public let now: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Looks at a clock for the first time.
    public init(_ clock: any Clock<Duration>) { self = Self.of(clock) }

    private init(now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    private static func of<C: Clock>(_ clock: C) -> RetryClock where C.Duration == Duration {
        let start = clock.now
        return RetryClock(
            now: { start.duration(to: clock.now) },
            sleep: { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
        )
    }

    /// Sleeps for a time. Throws where the task is cancelled.
    public func sleep(for time: Duration) async throws { try await sleep(now() + time) }

    /// Sleeps until a time; less long only where the task is cancelled.
    func wait(until time: Duration) async {
        // The only error is the cancellation, which the caller asks its task about.
        try? await sleep(time)
    }

    /// The same, but a bell that rang since it was counted ends it too.
    func wait(until time: Duration, or bell: Bell, since count: Int) async {
        await withTaskGroup { group in
            group.addTask { await wait(until: time) }
            group.addTask { await bell.wait(since: count) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Seconds since 1970, for the dates that servers give.
    public static func systemSeconds() -> Int64 { Int64(Glibc.time(nil)) }
}
