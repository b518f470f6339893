import Intake
import Outbox
import Pipeline
import StateFiles
import Synchronization
public import SystemPackage

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
    /// Called at the end of each video's work; nil for nothing. See `WatchHook`.
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

/// What is called when a video is ready, or has an error that another try by itself will not mend.
///
/// It is called at least once for each such end, also after a crash in between, and at most a few at once.
public struct WatchHook: Sendable {
    /// An end of the work on a video.
    public struct Call: Sendable {
        /// Whether all its clips are ready.
        public let isReady: Bool
        /// The video's folder below the outbox.
        public let video: String
        /// Its manifest.
        public let manifest: FilePath
        /// Where the video stands: `ready`, `partial`, `error`.
        public let status: String
    }

    /// Does what is to be done, and reports for itself what goes wrong with it.
    public let call: @Sendable (Call) async -> Void

    /// Wraps a function.
    public init(_ call: @escaping @Sendable (Call) async -> Void) {
        self.call = call
    }
}

/// Which hooks are still to be called: an empty file for each video that was worked on, until its hook has ended.
final class OwedHooks: Sendable {
    let folder: Place
    /// Those that are being called, each with the end that came meanwhile, for which it is to be called once more.
    private let calls = Mutex<[VideoID: VideoOutcome?]>([:])

    init(outbox: Outbox) {
        folder = outbox.house.appending("hooks")
    }

    /// Remembers before the work begins that a hook will be due.
    func owe(_ id: VideoID, in outbox: Outbox) throws(FileError) {
        try folder.makeDirectory()
        try outbox.write([], to: place(id))
    }

    func isOwed(_ id: VideoID) throws(FileError) -> Bool { try place(id).factsIfPresent() != nil }

    /// The hook has ended.
    func settle(_ id: VideoID) throws(FileError) {
        try place(id).removeFile()
        folder.removeEmptyDirectory()
    }

    /// Whether a hook is to be called now. While it is being called already it is not: another look at the video is no
    /// new end, and a new end has its turn when that call has ended.
    func begin(_ id: VideoID, _ outcome: VideoOutcome) throws -> Bool {
        try calls.withLock { calls in
            if calls[id] != nil {
                if outcome.worked { calls[id] = .some(outcome) }
                return false
            }
            guard try isOwed(id) else { return false }
            calls[id] = .some(nil)
            return true
        }
    }

    /// A call has ended; returns the end for which it is to be called once more, or settles what was owed.
    func end(_ id: VideoID) throws -> VideoOutcome? {
        try calls.withLock { calls in
            if let next = calls[id] ?? nil {
                calls[id] = .some(nil)
                return next
            }
            calls[id] = nil
            try settle(id)
            return nil
        }
    }

    private func place(_ id: VideoID) -> Place { folder.appending(id.short) }
}
