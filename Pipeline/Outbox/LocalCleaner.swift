public import Intake
import Manifest
import StateFiles
public import SystemPackage

/// Deletes the results of a video from the outbox. Its source, its ledger and files of others in its folder stay; of a video that
/// stands at a host the copy here goes, too.
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
        try await outbox.lock(of: video.id).holding {
            let paths = try plan(video)
            try removal(video).remove(source: video.source, keepsAnswers: false)
            if let asset = FetchedCopy.asset(of: video.source, in: outbox) { try await clean(asset) }
            try await IndexFile(outbox: outbox).flush()
            return paths
        }
    }

    /// What there is of the copy of a video that stands at a host, by path: also of one that never became a video here.
    public func plan(_ asset: AssetName) throws -> [FilePath] { try FetchedCopy(of: asset, in: outbox).files() }

    /// Deletes it, and returns what was deleted. What stands at the host stays.
    @discardableResult
    public func clean(_ asset: AssetName) async throws -> [FilePath] {
        let copy = FetchedCopy(of: asset, in: outbox)
        return try await copy.lock.holding {
            let paths = try copy.files()
            try copy.remove()
            return paths
        }
    }

    /// The asset that a video's source is the outbox's own copy of; nil where it is none.
    public func asset(of video: KnownVideo) -> AssetName? { FetchedCopy.asset(of: video.source, in: outbox) }

    private func removal(_ video: KnownVideo) -> VideoRemoval { VideoRemoval(of: video.id, video.folder, in: outbox) }
}
