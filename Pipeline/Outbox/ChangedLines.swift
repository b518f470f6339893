import Intake
import Manifest
import StateFiles
import SystemPackage

/// Which manifests changed whose lines in `manifest.ndjson` nobody has written yet: an empty file for each such video.
///
/// Whoever writes the list writes the lines of all of them, and looks once more when it has let go of the list's lock. So nobody waits
/// for the list: who finds it locked leaves a mark, and goes. A mark that a killed process leaves is taken up by whoever writes next.
struct ChangedLines: Sendable {
    private let outbox: Outbox
    private let folder: Place

    init(outbox: Outbox) {
        self.outbox = outbox
        folder = outbox.ownFolder.appending("changed")
    }

    /// Notes that a video's manifest changed. Where it is not synced its line may be old after a power cut.
    func note(_ id: VideoID, isSynced: Bool) throws(FileError) {
        try folder.makeDirectory()
        try outbox.write([], to: folder.appending(id.short), isSynced: isSynced)
    }

    /// Whether any line is to be written, or was when a process that wrote it was killed.
    func isAny() throws(FileError) -> Bool { try !names().isEmpty }

    /// Takes up all marks and gives the short ids of their videos, so that what changes from now on is marked anew. The caller holds
    /// the list's lock.
    func claim() throws(FileError) -> Set<String> {
        var ids: Set<String> = []
        for name in try names() {
            if name.hasSuffix(Self.claimed) {
                // Of one that was killed.
                ids.insert(String(name.dropLast(Self.claimed.utf8.count)))
            } else {
                try folder.appending(name).rename(to: folder.appending(name + Self.claimed))
                ids.insert(name)
            }
        }
        return ids
    }

    /// The lines of videos are written as their manifests were after they were claimed.
    func settle(_ ids: Set<String>) throws(FileError) {
        for id in ids { try folder.appending(id + Self.claimed).removeFile() }
    }

    private static let claimed = ".claimed"

    private func names() throws(FileError) -> [String] {
        guard try folder.factsIfPresent() != nil else { return [] }
        // Others' files there are no marks.
        return try folder.list().map(\.string).filter { !$0.hasPrefix(".") }
    }
}
