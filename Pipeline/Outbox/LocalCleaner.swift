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
        var paths = try video.folder.records().values.flatMap(\.outputs).map(\.path)
        paths += StageName.allCases.map(\.recordPath) + [VideoFolder.manifest, VideoFolder.page]
        return try Set(paths).sorted().filter { try FileFacts.ifPresent(video.folder.file($0)) != nil }
    }

    /// Deletes them, and all that is remembered of the video; returns what was deleted.
    public func clean(_ video: KnownVideo) async throws -> [String] {
        try await FileLock.holding(outbox.lock(of: video.id)) {
            try video.folder.requireNoLinks()
            let paths = try plan(video)
            // The records go last: a kill in between leaves them to say what there is.
            let records = paths.filter { $0.hasPrefix("state/") }
            for path in paths where !records.contains(path) { try Files.removeFile(video.folder.file(path)) }
            for path in records { try Files.removeFile(video.folder.file(path)) }
            try Files.removeTree(outbox.attempts(of: video.id))
            try Files.removeTree(outbox.answers.appending(video.id.short))
            try Files.removeFile(Seal.path(of: video.source, in: outbox))
            try ClosingMark.remove(of: video.id, in: outbox)
            try ContentIndex(outbox: outbox).remove(video.id)
            for folder in ["state", "clips"] { Files.removeEmptyDirectory(video.folder.file(folder)) }
            var path = video.folder.path
            while path != outbox.root, Files.removeEmptyDirectory(path) { path.removeLastComponent() }
            try await IndexFile(outbox: outbox).flush()
            return paths
        }
    }
}
