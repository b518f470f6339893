/// How a watcher goes about its work.
public struct WatchOptions: Sendable {
    /// Seconds that a file must be still before it is taken; nil for 10, and 30 on a network.
    public var quiet: Double?
    /// How many videos are worked on at once.
    public var jobs: Int
    /// Bytes that must be free in the outbox before new work begins.
    public var minFree: Int
    /// Whether to end when nothing is left to do.
    public var isOnce: Bool
    /// Called at the end of the work on each video; nil for nothing. See `WatchHook`.
    public var hook: WatchHook?

    /// Sets the options.
    public init(quiet: Double?, jobs: Int, minFree: Int, isOnce: Bool, hook: WatchHook?) {
        self.quiet = quiet
        self.jobs = jobs
        self.minFree = minFree
        self.isOnce = isOnce
        self.hook = hook
    }
}
