import Manifest
import Outbox
import Pipeline
import StateFiles
import Synchronization

/// The hooks that are still to be called: an empty file for each video that was worked on, which stays until its hook has
/// returned. So a hook that a crash cut off is called again.
final class PendingHooks: Sendable {
    let folder: Place
    private let outbox: Outbox
    /// The videos whose hook is being called, each with a later end of its work, for which it is called once more.
    private let calls = Mutex<[VideoID: VideoOutcome?]>([:])

    init(outbox: Outbox) {
        self.outbox = outbox
        folder = outbox.ownFolder.appending("hooks")
    }

    /// Remembers before the work on a video begins that its hook will be due.
    func add(_ id: VideoID) throws(FileError) {
        try folder.makeDirectory()
        try outbox.write([], to: place(id))
    }

    func contains(_ id: VideoID) throws(FileError) -> Bool { try place(id).factsIfPresent() != nil }

    /// The hook has returned, or is not due after all.
    func remove(_ id: VideoID) throws(FileError) {
        try place(id).removeFile()
        folder.removeEmptyDirectory()
    }

    /// Calls a hook for the end of a video's work, if it is pending. Where the work ends again meanwhile, it is called for
    /// that end as well.
    func call(_ hook: WatchHook, for outcome: VideoOutcome, _ id: VideoID) async throws {
        guard outcome.isFinal, try beginCall(id, outcome) else { return }
        var next: VideoOutcome? = outcome
        while let outcome = next {
            await hook.call(
                WatchHook.Call(
                    isReady: outcome.status == .ready,
                    video: outcome.video,
                    manifest: outbox.folder(outcome.video).file(VideoFolder.manifest).path,
                    status: outcome.status.rawValue
                )
            )
            // A call that the end of the watcher cut off is made again by the next watcher.
            try Task.checkCancellation()
            next = try endCall(id)
        }
    }

    /// Whether a hook is to be called now. While it is being called it is not: another look at the video is no new end, and
    /// a new end has its turn when that call has returned.
    func beginCall(_ id: VideoID, _ outcome: VideoOutcome) throws -> Bool {
        try calls.withLock { calls in
            if calls[id] != nil {
                if outcome.worked { calls[id] = .some(outcome) }
                return false
            }
            guard try contains(id) else { return false }
            calls[id] = .some(nil)
            return true
        }
    }

    /// A call has returned. Returns the end for which it is called once more; where there is none, the hook is pending no more.
    func endCall(_ id: VideoID) throws -> VideoOutcome? {
        try calls.withLock { calls in
            if let next = calls[id] ?? nil {
                calls[id] = .some(nil)
                return next
            }
            calls[id] = nil
            try remove(id)
            return nil
        }
    }

    private func place(_ id: VideoID) -> Place { folder.appending(id.short) }
}
