import Intake
package import StateFiles
import SystemPackage

/// Which videos' lines in `manifest.ndjson` may not be what their manifests say: an empty file for each video that was
/// worked on, until its line is written.
///
/// Where a process was killed in between, the next one writes the line; also where the video's file is gone, so that
/// nobody would look at the video again.
package struct OwedLines: Sendable {
    private let outbox: Outbox
    private let folder: Place

    package init(outbox: Outbox) {
        self.outbox = outbox
        folder = outbox.ownFolder.appending("lines")
    }

    /// Remembers before a manifest changes that its line will have to. Not synced: at worst a line is old after a power cut.
    package func owe(_ id: VideoID) throws(FileError) {
        try folder.makeDirectory()
        try outbox.write(id.sha256.utf8, to: folder.appending(id.short), isSynced: false)
    }

    /// Whether a video's line may not be what its manifest says.
    package func isOwed(_ id: VideoID) throws(FileError) -> Bool {
        try folder.appending(id.short).factsIfPresent() != nil
    }

    /// The line is written.
    package func settle(_ id: VideoID) throws(FileError) {
        try folder.appending(id.short).removeFile()
    }

    /// All that are owed, also by those that work on them now.
    package func all() throws(FileError) -> [VideoID] {
        guard try folder.factsIfPresent() != nil else { return [] }
        var all: [VideoID] = []
        for name in try folder.list() {
            // It may have been settled since.
            guard let bytes = try folder.appending(name).readIfPresent() else { continue }
            all.append(VideoID(sha256: String(decoding: bytes, as: UTF8.self)))
        }
        return all
    }
}
