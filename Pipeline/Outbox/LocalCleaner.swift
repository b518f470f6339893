import Intake
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
        return try Set(paths).sorted().filter { try video.folder.file($0).factsIfPresent() != nil }
    }

    /// Deletes them, and all that is remembered of the video; returns what was deleted.
    public func clean(_ video: KnownVideo) async throws -> [String] {
        try await FileLock.holding(outbox.lock(of: video.id)) {
            let paths = try plan(video)
            // The records go last: a kill in between leaves them to say what there is.
            let records = paths.filter { $0.hasPrefix("state/") }
            for path in paths where !records.contains(path) { try video.folder.file(path).removeFile() }
            for path in records { try video.folder.file(path).removeFile() }
            try outbox.attempts(of: video.id).removeTree()
            try outbox.answers.appending(video.id.short).removeTree()
            try Seal.place(of: video.source, in: outbox).removeFile()
            try ClosingMark.remove(of: video.id, in: outbox)
            try ContentIndex(outbox: outbox).remove(video.id)
            for folder in ["state", "clips"] { video.folder.file(folder).removeEmptyDirectory() }
            video.folder.place.removeEmptyDirectories()
            try await IndexFile(outbox: outbox).flush()
            return paths
        }
    }
}
