import Intake
import Manifest
import StateFiles

/// What the manifest and the page of a finished video were made from, and what they came to, by digests.
///
/// Where a video's seal is lost or broken, as all are by another version, a restored backup or a setting of all videos, this
/// tells without making both again that they are as they should be. It goes by content alone. Without it they are made again.
package struct FinalFilesMark: Sendable, Equatable {
    /// A digest of all that they are made from.
    package let inputs: String
    /// The digests of the files.
    package let files: [String]

    private static func place(of id: VideoID, in outbox: Outbox) -> Place { outbox.closings.appending(id.short) }

    /// Of a video as it stands now. `inputs` is what it was made from, where that was digested before.
    package init(of state: RecordedVideo, inputs: String? = nil) throws {
        self.inputs = try inputs ?? Self.inputs(of: state)
        files = try [VideoFolder.page, VideoFolder.manifest].map { try Self.digest($0, in: state.folder) }
    }

    /// As it was kept; nil where it was not.
    package init?(keptOf id: VideoID, in outbox: Outbox) {
        // Unreadable is as good as absent: the files are then made again.
        guard let bytes = try? Self.place(of: id, in: outbox).readIfPresent() else { return nil }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)[...]
        guard let inputs = lines.popFirst() else { return nil }
        self.inputs = inputs
        files = Array(lines)
    }

    /// Puts it in its place. Not synced: without it the files are made again, and a damaged one fits nothing.
    package func write(of id: VideoID, in outbox: Outbox) throws {
        try outbox.closings.makeDirectory()
        let text = ([inputs] + files).joined(separator: "\n") + "\n"
        try outbox.write(text.utf8, to: Self.place(of: id, in: outbox), isSynced: false)
    }

    package static func remove(of id: VideoID, in outbox: Outbox) throws { try place(of: id, in: outbox).removeFile() }

    /// A digest of all that the manifest and the page are made from.
    package static func inputs(of state: RecordedVideo) throws -> String {
        var fingerprint = Fingerprint("closing", version: 1)
        fingerprint.add("program", Version.current)
        fingerprint.add("folder", state.folder.name)
        fingerprint.add("source", state.source.recorded)
        var paths = StageName.allCases.map(\.recordPath) + [VideoFolder.moments, VideoFolder.transcript]
        if case .clips(let clips) = state.records[.clip]?.result { paths += clips.compactMap(\.captions?.vtt) }
        for path in paths { fingerprint.add(path, try digest(path, in: state.folder)) }
        return fingerprint.digest()
    }

    private static func digest(_ path: String, in folder: VideoFolder) throws -> String {
        try folder.file(path).readIfPresent().map { Digest.of($0) } ?? "none"
    }
}
