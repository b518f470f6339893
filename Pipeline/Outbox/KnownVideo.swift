import Intake
public import Manifest
import StateFiles
public import SystemPackage

/// A video that the outbox knows.
public struct KnownVideo: Sendable {
    package let entry: ContentIndex.Entry
    /// Its folder.
    public let folder: VideoFolder

    package init(entry: ContentIndex.Entry, folder: VideoFolder) {
        self.entry = entry
        self.folder = folder
    }
    /// Where the source was last seen.
    public var source: FilePath { entry.path }
    /// The folder in which it was looked for, up to which settings are read.
    public var inbox: FilePath { FilePath(entry.inbox) }
    package var id: VideoID { VideoID(sha256: entry.sha256) }

    /// The manifest; nil where there is none that can be read.
    public func manifest() throws -> VideoManifest? { try folder.manifest() }

    /// Why `moments.json` as it is now cannot be read, so that its manifest has the moments of before; nil where it can.
    public func problemWithMoments() throws -> Failure? {
        let state = try RecordedVideo(self)
        guard state.records[.analyze]?.status == .done else { return nil }
        do {
            _ = try MomentsEdit(of: state)
            return nil
        } catch let failure as Failure {
            return failure
        }
    }
}

/// Finds videos in an outbox by whatever a user calls them.
public struct VideoLookup: Sendable {
    private let outbox: Outbox

    /// Looks in an outbox.
    public init(_ outbox: Outbox) {
        self.outbox = outbox
    }

    /// All videos, in the order of their folders. One whose folder was taken away is no longer there.
    public func all() throws -> [KnownVideo] { try all { _ in true } }

    /// The same, of those videos alone whose short id is wanted; the entries of others are not read.
    package func all(_ isWanted: (String) -> Bool) throws -> [KnownVideo] {
        try ContentIndex(outbox: outbox).entries(isWanted).compactMap { entry in
            let folder = outbox.folder(entry.folder)
            return folder.place.isGone ? nil : KnownVideo(entry: entry, folder: folder)
        }
    }

    /// The video that a text names: its folder below the outbox, its id or the beginning of it (8 digits at least), the
    /// path of its folder or of its source, `mux:` and the id of its asset. Throws `Unknown` with what is there.
    public func find(_ text: String, in current: FilePath) throws -> KnownVideo {
        // What is known by its asset has its copy as its source.
        let copy = (try? AssetName(argument: text)).flatMap { $0 }.map { FetchedCopy(of: $0, in: outbox).file.path }
        let path = copy ?? FilePath(text).absolute(in: current)
        let folder = String(text.drop { $0 == "/" }.reversed().drop { $0 == "/" }.reversed())
        if let video = try sealed(path, orInFolder: folder) { return video }
        let videos = try all()
        if let video = videos.first(where: { $0.folder.name == folder || $0.folder.path == path }) { return video }
        let sources = videos.filter { $0.source == path }
        // New content under an old name: the one that the file is now.
        if sources.count > 1, let facts = try FileFacts.ifPresent(path),
            let seal = Seal(of: path, facts: facts, in: outbox),
            let video = sources.first(where: { $0.entry.sha256 == seal.sha256 })
        {
            return video
        }
        if let video = sources.first { return video }
        if text.utf8.count >= 8, let video = videos.first(where: { $0.entry.sha256.hasPrefix(text) }) { return video }
        throw Unknown(text: text, outbox: outbox.root, near: Self.near(folder, videos.map(\.folder.name)))
    }

    /// The video whose source stands at a path, or whose folder a name is, found without reading the entries of all others: an engine
    /// names each of a hundred thousand so. Nil where that is not certain.
    private func sealed(_ path: FilePath, orInFolder name: String) throws -> KnownVideo? {
        let index = ContentIndex(outbox: outbox)
        // A folder of that name comes before a file. A name that leads out of the outbox is none.
        if name.isBelow, !outbox.folder(name).place.isGone {
            // What cannot be read is looked for among all.
            guard case .record(let record)? = try? outbox.folder(name).record(.upload),
                case .source(let source) = record.result,
                let entry = try index.entry(VideoID(sha256: source.sha256)), entry.folder == name
            else { return nil }
            return KnownVideo(entry: entry, folder: outbox.folder(name))
        }
        // The folder's own path comes before a file, too.
        guard !path.starts(with: outbox.root), let facts = try FileFacts.ifPresent(path),
            let seal = Seal(of: path, facts: facts, in: outbox),
            let entry = try index.entry(VideoID(sha256: seal.sha256)), entry.sha256 == seal.sha256, entry.path == path
        else { return nil }
        let folder = outbox.folder(entry.folder)
        return folder.place.isGone ? nil : KnownVideo(entry: entry, folder: folder)
    }

    private static func near(_ text: String, _ names: [String]) -> String? {
        let near = names.map { ($0, editDistance($0, text)) }.filter { $0.1 <= 3 }.min { $0.1 < $1.1 }?.0
        // `bread` for `talks/bread talk`: a part of the name is meant more often than another word.
        return near
            ?? names.filter { text.count > 1 && $0.lowercased().contains(text.lowercased()) }.min {
                $0.count < $1.count
            }
    }

    /// No video is called that.
    public struct Unknown: Error, CustomStringConvertible {
        package let text: String
        package let outbox: FilePath
        package let near: String?

        /// What was looked for and where, and what is near.
        public var description: String {
            let hint = near.map { "; did you mean \($0)?" } ?? "; smartclip status lists those it holds"
            return "\(outbox.shown) holds no video \(text.oneLine)\(hint)"
        }
    }
}
