import Intake
package import StateFiles
package import SystemPackage

/// What is remembered of a source file, so that the next run need not read it again: its digest, and once all is done
/// the state of every file that says so.
///
/// A seal only saves time. It holds as long as no file it names has changed (inode, size, times); whoever removes or
/// breaks it causes a closer look. Who may write to the outbox can make one that hides a video, as they can remove its results.
package struct Seal: Sendable, Equatable {
    /// The source file's own signature when it was read.
    package let source: String
    /// The digest of its content.
    package let sha256: String
    /// What was done with it; nil while it is not finished.
    package var finished: Finished?

    package struct Finished: Sendable, Equatable {
        /// A digest of the settings, the captions beside the source and the version of the program.
        package let key: String
        /// The video's folder below the outbox.
        package let folder: String
        /// How many clips are ready.
        package let clips: Int
        /// What else `smartclip status` tells of the video; nil in seals of programs that did not write it.
        package var summary: Summary?
        /// The files that were looked at, below the folder.
        package let files: [String]
        /// The joined state of these files.
        package let state: UInt64

        package init(key: String, folder: String, clips: Int, summary: Summary? = nil, files: [String], state: UInt64) {
            self.key = key
            self.folder = folder
            self.clips = clips
            self.summary = summary
            self.files = files
            self.state = state
        }
    }

    /// What a list of videos says of one that is ready, so that nobody need read its manifest for that.
    package struct Summary: Sendable, Equatable {
        /// Seconds; nil where that is not known.
        package let duration: Double?
        /// Whether a person changed `moments.json`.
        package let isEdited: Bool
        /// Where the source is, as files say it.
        package let source: String

        package init(duration: Double?, isEdited: Bool, source: String) {
            self.duration = duration
            self.isEdited = isEdited
            self.source = source
        }
    }

    /// Where the seal of a source file stands.
    package static func place(of source: FilePath, in outbox: Outbox) -> Place {
        outbox.seals.appending(String(Digest.of(source.bytes).prefix(32)))
    }

    /// Reads the seal of a source file; nil where there is none or it does not fit the file.
    package init?(of source: FilePath, facts: FileFacts, in outbox: Outbox) {
        self.init(at: Self.place(of: source, in: outbox))
        if self.source != facts.signature { return nil }
    }

    /// Reads a seal, whatever its source file is now.
    package init?(at place: Place) {
        // Unreadable is as good as absent: it is then made again.
        guard let bytes = try? place.readIfPresent() else { return nil }
        var lines = bytes.split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }[...]
        guard lines.popFirst() == "1", let source = lines.popFirst(),
            let sha256 = lines.popFirst(), sha256.utf8.count == 64
        else { return nil }
        self.source = source
        self.sha256 = sha256
        guard let key = lines.popFirst(), let folder = lines.popFirst(),
            let told = lines.popFirst()?.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false),
            let clips = told.first.flatMap({ Int($0) }), 0...1_000_000 ~= clips,
            let state = lines.popFirst().flatMap({ UInt64($0) }),
            folder.isBelow, lines.allSatisfy(\.isBelow)
        else { return }
        finished = Finished(
            key: key,
            folder: folder,
            clips: clips,
            summary: told.count == 4
                ? Summary(duration: Double(told[1]), isEdited: told[2] == "edited", source: String(told[3])) : nil,
            files: Array(lines),
            state: state
        )
    }

    package init(facts: FileFacts, sha256: String) {
        source = facts.signature
        self.sha256 = sha256
    }

    /// Puts the seal of a source file in its place. Not synced: a lost seal costs time, nothing else.
    package func write(of path: FilePath, in outbox: Outbox) throws {
        var lines = ["1", source, sha256]
        if let finished {
            var told = "\(finished.clips)"
            // A path with a line's end in it would break the seal; such a video is listed from its manifest.
            if let summary = finished.summary, !summary.source.utf8.contains(UInt8(ascii: "\n")) {
                let edited = summary.isEdited ? "edited" : "own"
                told += "\t\(summary.duration.map { "\($0)" } ?? "")\t\(edited)\t\(summary.source)"
            }
            lines += [finished.key, finished.folder, told, "\(finished.state)"] + finished.files
        }
        let text = lines.joined(separator: "\n") + "\n"
        try outbox.write(text.utf8, to: Self.place(of: path, in: outbox), isSynced: false)
    }

    /// The joined state of files below a folder; nil where one is missing.
    package static func state(of files: [String], in folder: Place) -> UInt64? {
        guard let folder = try? OpenFolder(folder) else { return nil }
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for file in files {
            guard let facts = try? folder.facts(of: file) else { return nil }
            // The device's number is left out: it may be another after a reboot.
            for value in [facts.inode, UInt64(facts.bytes), UInt64(bitPattern: Int64(facts.changed))] {
                state =
                    (state ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15).high
                    ^ ((state ^ value) &* 0x9E37_79B9_7F4A_7C15)
            }
        }
        return state
    }
}
