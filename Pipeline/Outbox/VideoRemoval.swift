import Manifest
import StateFiles
package import SystemPackage

/// Removes what was made of a video and all that is remembered of it: the one place that knows all of it. Its source, its ledger
/// and files of others in its folder stay. The caller holds the video's lock.
package struct VideoRemoval {
    private let outbox: Outbox
    private let id: VideoID
    private let folder: VideoFolder

    package init(of id: VideoID, _ folder: VideoFolder, in outbox: Outbox) {
        self.outbox = outbox
        self.id = id
        self.folder = folder
    }

    /// The files that would be removed, below the video's folder, in their order: the records go last, so that a kill in between
    /// leaves them to say what there is.
    package func files() throws -> [String] {
        let made =
            try folder.records().values.flatMap(\.outputs).map(\.path) + [VideoFolder.manifest, VideoFolder.page]
        let files = Set(made).sorted() + StageName.allCases.map(\.recordPath)
        return try files.filter { try folder.file($0).factsIfPresent() != nil }
    }

    /// Removes them, and the video's seal, index entry and marks. Its line in the list of all videos goes when that is written
    /// next. Answers that were paid for are kept where the content may come again.
    package func remove(source: FilePath, keepsAnswers: Bool) throws {
        try Fence.check()
        for path in try files() { try folder.file(path).removeFile() }
        try outbox.attempts(of: id).removeTree()
        if !keepsAnswers { try outbox.answers.appending(id.short).removeTree() }
        try Seal.place(of: source, in: outbox).removeFile()
        try FinalFilesMark.remove(of: id, in: outbox)
        try ContentIndex(outbox: outbox).remove(id)
        for name in ["state", "clips"] { folder.file(name).removeEmptyDirectory() }
        folder.place.removeEmptyDirectories()
    }
}
