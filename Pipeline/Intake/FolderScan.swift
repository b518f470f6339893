import Manifest
import StateFiles
package import SystemPackage

/// Looks for videos in folders.
///
/// A look in a task that is cancelled ends early: what it has found then is not all, and counts for nothing.
package struct FolderScan {
    /// What names of files end in of which clips are made. A file named outright on the command line may end in anything.
    package static let extensions = MediaEndings.videos.union(MediaEndings.sounds)

    package private(set) var found: [FoundVideo] = []
    package private(set) var refused: [Refused] = []
    /// What was left out though somebody may miss it.
    package private(set) var skipped: [Skipped] = []
    /// Folders that could not be listed: what is in them is not known.
    package private(set) var unread: Set<FilePath> = []

    /// Which of the files are reported that are there.
    package enum Choice {
        /// Those that can be worked on. Videos that changed less than `settle` seconds ago may still be being written:
        /// they are refused for now; `now` is in seconds since 1970 and is compared with the files' own times.
        case ready(settle: Int, now: Int)
        /// All of them: somebody else decides when they are whole.
        case all
    }

    private let choice: Choice
    /// The outbox, in which nothing is looked for.
    private let outbox: FilePath
    /// What else is left out; nil where nothing is.
    private var rules: (any InboxRules)?
    private var folders: Set<[UInt64]> = []

    /// Whether links that lead out of what the user named are followed.
    private var followsLinks: Bool { rules?.followsLinks ?? false }

    package init(_ choice: Choice, outbox: FilePath, _ rules: (any InboxRules)? = nil) {
        self.choice = choice
        self.outbox = outbox
        self.rules = rules
    }

    /// Looks at a file or into a folder that the user named. A file in `inbox` is seen as a look into that folder would see it: with
    /// its settings files, and under the name that it has in it.
    package mutating func look(at path: FilePath, in inbox: FilePath? = nil) {
        do {
            let facts = try FileFacts(of: path)
            switch facts.kind {
            case .directory: look(into: path, root: path, prefix: [], facts)
            case .regular:
                let folder = path.removingLastComponent()
                let names = try Files.list(folder)
                let root = inbox.flatMap { folder.starts(with: $0) ? $0 : nil } ?? folder
                let prefix = Self.prefix(of: folder, below: root)
                take(path, facts, .none, root: root, prefix: prefix, CaptionFiles(names), isNamed: true)
            case .other: refused.append(Refused(path, "is neither a file nor a folder"))
            }
        } catch {
            refused.append(Refused(path, error, ifMissing: "is not there"))
        }
    }

    /// Looks into a folder at or below one that the user named, not at the folders in it; at those names alone that are
    /// given, if any are. A folder that is gone has nothing in it.
    package mutating func look(into folder: FilePath, below root: FilePath, only names: Set<[UInt8]>? = nil) {
        guard !isLeftOut(folder, below: root) else { return }
        do {
            let here = try Files.list(folder)
            look(at: here, of: folder, root: root, prefix: Self.prefix(of: folder, below: root), only: names) {
                _,
                _,
                _ in
            }
        } catch {
            guard !error.isMissing else { return }
            unread.insert(folder)
            refused.append(Refused(folder, error))
        }
    }

    /// Whether a folder, or one above it, has a name in which no videos are looked for.
    private mutating func isLeftOut(_ folder: FilePath, below root: FilePath) -> Bool {
        var folder = folder
        while folder != root, let name = folder.lastComponent, folder.removeLastComponent() {
            if Self.isLeftOut(name, rules?.ignored(in: folder, below: root) ?? []) { return true }
        }
        return false
    }

    private static func isLeftOut(_ name: FilePath.Component, _ ignored: [NamePattern]) -> Bool {
        if ForeignNames.contain(name) { return true }
        if ignored.isEmpty { return false }
        let shown = name.shown
        return ignored.contains { $0.matches(shown) }
    }

    private static func prefix(of folder: FilePath, below root: FilePath) -> [String] {
        folder.components.dropFirst(root.components.count).map { SafeName.folder($0.shown) }
    }

    private mutating func look(into folder: FilePath, root: FilePath, prefix: [String], _ facts: FileFacts) {
        // A link that leads back up must not be followed for ever.
        guard !Task.isCancelled, folder == root || folder != outbox,
            folders.insert([facts.device, facts.inode]).inserted
        else { return }
        let names: [FilePath.Component]
        do {
            names = try Files.list(folder)
        } catch {
            if !error.isMissing { unread.insert(folder) }
            refused.append(Refused(folder, error))
            return
        }
        look(at: names, of: folder, root: root, prefix: prefix, only: nil) { scan, name, facts in
            let prefix = prefix + [SafeName.folder(name.shown)]
            scan.look(into: folder.appending(name), root: root, prefix: prefix, facts)
        }
    }

    private mutating func look(
        at names: [FilePath.Component],
        of folder: FilePath,
        root: FilePath,
        prefix: [String],
        only chosen: Set<[UInt8]>?,
        below: (inout FolderScan, FilePath.Component, FileFacts) -> Void
    ) {
        // An outbox of an earlier run holds clips, which are no one's source.
        if names.contains(where: { $0.string == OutboxMark.name }), OutboxMark.stands(in: folder) {
            if folder == root {
                refused.append(Refused(folder, "is an outbox, in which no videos are looked for; name the inbox"))
            } else {
                skipped.append(Skipped(path: folder, reason: "is another outbox, in which no videos are looked for"))
            }
            return
        }
        let captions = CaptionFiles(names)
        let inbox = InboxFiles(root: root, followsLinks: followsLinks)
        let marks = Self.marks(names)
        let unfinished = Set(names.compactMap { ForeignNames.unfinished(by: $0) })
        let recorded = Self.recordedBeside(names)
        var others: [FilePath.Component] = []
        let ignored = rules?.ignored(in: folder, below: root) ?? []
        for name in names where chosen?.contains(name.bytes) ?? true {
            if Task.isCancelled { return }
            let mark = marks[name.bytes] ?? .none
            if case .ready = choice, mark == .hold { continue }
            let ending = name.lowercasedExtension
            if unfinished.contains(name.bytes) || Self.isLeftOut(name, ignored) { continue }
            let path = folder.appending(name)
            let isVideo = Self.extensions.contains(ending)
            // The sound of a video that was recorded apart, or taken out of it: who sees both would see each clip twice.
            if recorded.contains(name.bytes) {
                others.append(name)
                continue
            }
            do {
                let facts: FileFacts
                if let own = try FileFacts.unlessLink(path) {
                    facts = own
                } else {
                    facts = try FileFacts(of: path)
                    guard inbox.holdsTarget(of: path) else {
                        if isVideo || facts.kind == .directory {
                            skipped.append(Skipped(path: path, reason: InboxFiles.refusal))
                        }
                        continue
                    }
                }
                switch (facts.kind, isVideo) {
                case (.directory, true):
                    refused.append(
                        Refused(path, "is a folder named like a video; rename it if videos in it should be clipped")
                    )
                case (.directory, false): below(&self, name, facts)
                case (.regular, true): take(path, facts, mark, root: root, prefix: prefix, captions)
                case (.other, true): refused.append(Refused(path, "is not a file"))
                case (.regular, false): if MediaEndings.others.contains(ending) { others.append(name) }
                case (.other, false): continue
                }
            } catch {
                // What vanished between the list and the look was taken away on purpose. A link to nowhere was not.
                if isVideo { refused.append(Refused(path, error, ifMissing: "leads nowhere")) }
            }
        }
        if let first = others.first, chosen == nil {
            let more = others.count > 1 ? " and \(others.count - 1) more" : ""
            skipped.append(
                Skipped(path: folder, reason: "holds media of which no clips are made (\(first.shown.oneLine)\(more))")
            )
        }
    }

    private mutating func take(
        _ path: FilePath,
        _ facts: FileFacts,
        _ mark: FoundVideo.Mark,
        root: FilePath,
        prefix: [String],
        _ captions: CaptionFiles,
        isNamed: Bool = false
    ) {
        guard let name = path.lastComponent else { return }
        if case .ready(let settle, let now) = choice {
            if facts.bytes == 0 {
                refused.append(Refused(path, "is empty (0 bytes); copy it again"))
                return
            }
            // A time in the future is another machine's clock, and no sign of a copy that goes on.
            if settle > 0, (0..<settle).contains(now - facts.modified / 1_000_000_000) {
                refused.append(
                    Refused(path, "changed less than \(settle) s ago and may still be being written", .transient)
                )
                return
            }
        }
        let stem = String(decoding: name.bytes.prefix(name.stemLength), as: UTF8.self)
        found.append(
            FoundVideo(
                path: path,
                root: root,
                preferredFolder: (prefix + [SafeName.folder(stem)]).joined(separator: "/"),
                captions: captions.beside(name).map { path.removingLastComponent().appending($0) },
                facts: facts,
                mark: mark,
                isNamed: isNamed,
                followsLinks: followsLinks
            )
        )
    }

    /// The files of sound that are named like a video beside them.
    static func recordedBeside(_ names: [FilePath.Component]) -> Set<[UInt8]> {
        let sounds = names.filter { MediaEndings.sounds.contains($0.lowercasedExtension) }
        guard !sounds.isEmpty else { return [] }
        let videos = names.filter { MediaEndings.videos.contains($0.lowercasedExtension) }
        let stems = Set(videos.map { Array($0.bytes.prefix($0.stemLength)) })
        return Set(sounds.filter { stems.contains(Array($0.bytes.prefix($0.stemLength))) }.map(\.bytes))
    }

    /// What files ending in `.hold` and `.ready` say of those whose names they have else.
    private static func marks(_ names: [FilePath.Component]) -> [[UInt8]: FoundVideo.Mark] {
        var marks: [[UInt8]: FoundVideo.Mark] = [:]
        for name in names {
            let bytes = name.bytes
            if let target = bytes.without(FoundVideo.holdEnding) { marks[target] = .hold }
            // Who says both says hold.
            if let target = bytes.without(FoundVideo.readyEnding), marks[target] != .hold { marks[target] = .ready }
        }
        return marks
    }
}

extension FoundVideo {
    package static let holdEnding = Array(".hold".utf8)
    package static let readyEnding = Array(".ready".utf8)
}

extension [UInt8] {
    /// What stands before an ending; nil where the bytes end in something else.
    package func without(_ ending: [UInt8]) -> [UInt8]? {
        suffix(ending.count) == ending[...] ? Array(dropLast(ending.count)) : nil
    }
}

extension FilePath.Component {
    /// The name for a message or a folder: U+FFFD for what is not UTF-8.
    package var shown: String { String(decoding: bytes, as: UTF8.self) }
}
