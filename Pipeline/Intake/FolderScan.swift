import StateFiles
import SystemPackage

/// Looks for videos in folders.
struct FolderScan {
    /// What names of video files end in. A file named outright on the command line may end in anything.
    static let extensions: Set<String> = [
        "3g2", "3gp", "asf", "avi", "f4v", "flv", "m2ts", "m2v", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts",
        "mxf", "ogm", "ogv", "ts", "vob", "webm", "wmv",
    ]

    private(set) var found: [FoundVideo] = []
    private(set) var refused: [Refused] = []

    /// Videos that changed less than this many seconds ago may still be being written: they are refused for now.
    let settle: Int
    /// Seconds since 1970, compared with the files' own times.
    let now: Int
    /// The outbox, in which nothing is looked for.
    let outbox: FilePath
    private var folders: Set<[UInt64]> = []

    init(settle: Int, now: Int, outbox: FilePath) {
        self.settle = settle
        self.now = now
        self.outbox = outbox
    }

    /// Looks at a file or into a folder that the user named.
    mutating func look(at path: FilePath) {
        do {
            let facts = try FileFacts(of: path)
            switch facts.kind {
            case .directory: look(into: path, root: path, prefix: [], facts)
            case .regular:
                let folder = path.removingLastComponent()
                let names = try Files.list(folder)
                take(path, facts, root: folder, prefix: [], CaptionFiles(names))
            case .other: refused.append(Refused(path, "is neither a file nor a folder"))
            }
        } catch {
            refused.append(Refused(path, error.isMissing ? "is not there" : error.description))
        }
    }

    private mutating func look(into folder: FilePath, root: FilePath, prefix: [String], _ facts: FileFacts) {
        // A link that leads back up must not be followed for ever.
        guard folder == root || folder != outbox, folders.insert([facts.device, facts.inode]).inserted else { return }
        let names: [FilePath.Component]
        do {
            names = try Files.list(folder)
        } catch {
            refused.append(Refused(folder, error.description))
            return
        }
        // An outbox of an earlier run holds clips, which are no one's source.
        if names.contains(where: { $0.string == ".smartclip" }) {
            if folder == root {
                refused.append(Refused(folder, "is an outbox, in which no videos are looked for; name the inbox"))
            }
            return
        }
        let captions = CaptionFiles(names)
        let onHold = Self.onHold(names)
        for name in names where !onHold.contains(name.bytes) {
            let ending = name.lowercasedExtension
            if Self.isIgnored(name, ending) { continue }
            let path = folder.appending(name)
            let isVideo = Self.extensions.contains(ending)
            do {
                let facts = try FileFacts(of: path)
                switch (facts.kind, isVideo) {
                case (.directory, true):
                    refused.append(
                        Refused(path, "is a folder named like a video; rename it if videos in it should be clipped")
                    )
                case (.directory, false):
                    look(into: path, root: root, prefix: prefix + [SafeName.folder(name.shown)], facts)
                case (.regular, true): take(path, facts, root: root, prefix: prefix, captions)
                case (.other, true): refused.append(Refused(path, "is not a file"))
                case (.regular, false), (.other, false): continue
                }
            } catch {
                // What vanished between the list and the look was taken away on purpose. A link to nowhere was not.
                if isVideo { refused.append(Refused(path, error.isMissing ? "leads nowhere" : error.description)) }
            }
        }
    }

    private mutating func take(
        _ path: FilePath,
        _ facts: FileFacts,
        root: FilePath,
        prefix: [String],
        _ captions: CaptionFiles
    ) {
        guard let name = path.lastComponent else { return }
        if facts.bytes == 0 {
            refused.append(Refused(path, "is empty (0 bytes); copy it again"))
            return
        }
        // A time in the future is another machine's clock, and no sign of a copy that goes on.
        if settle > 0, (0..<settle).contains(now - facts.modified / 1_000_000_000) {
            refused.append(
                Refused(path, "changed less than \(settle) s ago and may still be being written", transient: true)
            )
            return
        }
        let stem = String(decoding: name.bytes.prefix(name.stemLength), as: UTF8.self)
        found.append(
            FoundVideo(
                path: path,
                root: root,
                preferredFolder: (prefix + [SafeName.folder(stem)]).joined(separator: "/"),
                captions: captions.beside(name).map { path.removingLastComponent().appending($0) },
                facts: facts
            )
        )
    }

    /// Hidden files, and files that a browser or a copy has not finished.
    private static func isIgnored(_ name: FilePath.Component, _ ending: String) -> Bool {
        let text = name.string
        return text.hasPrefix(".") || text.hasPrefix("~") || ["part", "tmp", "crdownload"].contains(ending)
    }

    /// The names beside which one stands that is the same with `.hold` at its end.
    private static func onHold(_ names: [FilePath.Component]) -> Set<[UInt8]> {
        let ending = Array(".hold".utf8)
        return Set(
            names.map(\.bytes).filter { $0.suffix(ending.count) == ending[...] }.map {
                Array($0.dropLast(ending.count))
            }
        )
    }
}

extension FilePath.Component {
    /// The name for a message or a folder: U+FFFD for what is not UTF-8.
    var shown: String { String(decoding: bytes, as: UTF8.self) }
}
