import Manifest
import StateFiles
import SystemPackage

/// Deletes the results of a video from the outbox. Its source, its ledger and files of others in its folder stay.
public struct LocalCleaner: Sendable {
    private let outbox: Outbox

    /// Cleans up in an outbox.
    public init(_ outbox: Outbox) {
        self.outbox = outbox
    }

    /// The files that would be deleted, below the video's folder.
    public func plan(_ video: KnownVideo) throws -> [String] {
        try removal(video).files().sorted()
    }

    /// Deletes them, and all that is remembered of the video; returns what was deleted.
    public func clean(_ video: KnownVideo) async throws -> [String] {
        try await FileLock.holding(outbox.lock(of: video.id)) {
            let paths = try plan(video)
            try removal(video).remove(source: video.source, keepsAnswers: false)
            try await IndexFile(outbox: outbox).flush()
            return paths
        }
    }

    private func removal(_ video: KnownVideo) -> VideoRemoval { VideoRemoval(of: video.id, video.folder, in: outbox) }
}
