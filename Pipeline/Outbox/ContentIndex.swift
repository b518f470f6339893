import FoundationEssentials
package import Intake
import Manifest
package import StateFiles
package import SystemPackage

/// Which content has which folder: one small file a video under `.smartclip/videos`.
///
/// It only saves a search: it is made again from the folders' own records where it is gone.
package struct ContentIndex: Sendable {
    package let outbox: Outbox

    package init(outbox: Outbox) {
        self.outbox = outbox
    }

    package struct Entry: Codable, Sendable, Equatable {
        package var sha256: String
        package var folder: String
        package var source: String
        /// The source's path byte for byte, where it is not UTF-8.
        package var sourceBytes: [UInt8]?
        /// The state of the source when it was last seen; nil where a program wrote the entry that did not note it.
        package var signature: String?
        /// The folder up to which settings are read.
        package var inbox: String
        /// The settings that were given on the command line, by which a single stage is run again later.
        package var flags: [String: String]

        private enum CodingKeys: String, CodingKey {
            case sha256, folder, source, signature, inbox, flags
            case sourceBytes = "source_bytes"
        }

        /// Where the source was last seen.
        package var path: FilePath { sourceBytes.map { FilePath(bytes: $0) } ?? FilePath(source) }
    }

    /// What is known of a content, or nil.
    package func entry(_ id: VideoID) throws(FileError) -> Entry? { try entry(named: id.short) }

    /// The same by the short form of its id.
    package func entry(named id: String) throws(FileError) -> Entry? {
        try entry(in: place(id), of: id)
    }

    private func entry(in place: Place, of id: String) throws(FileError) -> Entry? {
        do {
            // A damaged entry is a lost one: the folder's own record has the truth.
            return try place.readIfPresent(atMost: Self.largest).flatMap { Self.entry(in: $0, of: id) }
        } catch {
            guard error.isNoSuchFile else { throw error }
            return nil
        }
    }

    /// The settings that were given on the command line of a content's last run, as far as they are the user's own word.
    package enum Remembered {
        case flags([String: String])
        /// Others may have written them.
        case refused(OwnFile.Doubt)
    }

    /// What is remembered of a content's last run.
    package func remembered(_ id: VideoID) throws(FileError) -> Remembered {
        switch try OwnFile.read(place(id.short), atMost: Self.largest) {
        case .absent: return .flags([:])
        case .refused(let doubt): return .refused(doubt)
        case .content(let bytes):
            return .flags(Self.entry(in: bytes, of: id.short)?.flags ?? [:])
        }
    }

    /// More than an entry has.
    private static let largest = 1 << 20

    /// An entry that can be understood and leads nowhere else.
    private static func entry(in bytes: [UInt8], of id: String) -> Entry? {
        // Why it cannot be understood does not matter: it counts as lost.
        guard let entry = try? JSONText.decode(Entry.self, from: Data(bytes)), entry.folder.isBelow,
            VideoID(sha256: entry.sha256).short == id
        else { return nil }
        return entry
    }

    /// All entries, in the order of their folders; or those alone whose short id is wanted.
    package func entries(_ isWanted: (String) -> Bool = { _ in true }) throws(FileError) -> [Entry] {
        var entries: [Entry] = []
        for name in try outbox.videos.list() where name.lowercasedExtension == "json" {
            if !isWanted(String(name.string.dropLast(5))) { continue }
            if let entry = try entry(in: outbox.videos.appending(name), of: name.stem) { entries.append(entry) }
        }
        return entries.sorted { $0.folder < $1.folder }
    }

    /// Gives a content its folder: the one it has, or a new one, `NAME` or `NAME-2` and so on where that is taken.
    /// The same content always gets the same folder; where its source is and how it was asked for is kept up to date.
    /// `facts` are those of the source when its content was read.
    package func assign(
        _ id: VideoID,
        to found: FoundVideo,
        _ facts: FileFacts,
        flags: [String: String]
    ) async throws -> VideoFolder {
        let lock = outbox.lock(named: "index") { [outbox] in try outbox.entryWorkshop.removeTemporaries() }
        return try await lock.holding {
            let known = try entry(id)
            // The entry comes first: a folder without one would look like someone else's after a crash.
            let name = try known?.folder ?? freeName(for: id, found.preferredFolder, among: [:])
            var new = Entry(id, folder: name, found.path, inbox: found.root, flags)
            new.signature = facts.signature
            if new != known { try write(new) }
            let folder = outbox.folder(name)
            try folder.place.makeDirectory()
            return folder
        }
    }

    /// The content of a source whose seal was lost, where the source is as it was when its content was read last. Who has the folder
    /// of its name says which entry to look at; nil where that leads nowhere, and the content must be read.
    package func content(of found: FoundVideo) throws(FileError) -> VideoID? {
        guard let owner = try owner(of: outbox.folder(found.preferredFolder)) else { return nil }
        let id = VideoID(sha256: owner)
        guard let entry = try entry(id), entry.sha256 == owner, entry.path == found.path,
            entry.signature == found.facts.signature
        else { return nil }
        return id
    }

    /// The name that a new content gets. `planned` are names that are given away already though not yet on disk, `freed`
    /// those whose contents will be forgotten.
    package func freeName(
        for id: VideoID,
        _ preferred: String,
        among planned: [String: VideoID],
        freed: Set<String> = []
    ) throws(FileError) -> String {
        for name in Self.names(preferred) {
            if let owner = planned[name], owner != id { continue }
            let folder = outbox.folder(name)
            guard !freed.contains(name), try folder.place.factsIfPresent() != nil else { return name }
            let owner = try owner(of: folder)
            if owner == id.sha256 { return name }
            guard owner == nil, try holdsOnlyEdits(folder) else { continue }
            // Another content may have been given it a moment ago.
            let given = try entries()
            if !given.contains(where: { $0.folder == name }) { return name }
        }
        return preferred
    }

    /// Whether nothing but a person's moments of before stands in a folder, which clean leaves there.
    private func holdsOnlyEdits(_ folder: VideoFolder) throws(FileError) -> Bool {
        let names = try folder.place.list().map(\.string)
        return !names.isEmpty
            && names.allSatisfy { name in
                let parts = name.split(separator: ".", omittingEmptySubsequences: false)
                return parts.count == 3 && parts[0] == "moments" && Int(parts[1]) != nil && parts[2] == "json"
            }
    }

    /// The videos that stood under the path of a content before it, by whose folders its name is taken.
    package func forerunners(of id: VideoID, _ found: FoundVideo) throws(FileError) -> [KnownVideo] {
        var forerunners: [KnownVideo] = []
        for name in Self.names(found.preferredFolder) {
            let folder = outbox.folder(name)
            guard try folder.place.factsIfPresent() != nil else { break }
            guard let owner = try owner(of: folder) else { continue }
            if owner == id.sha256 { break }
            guard let entry = try entry(VideoID(sha256: owner)), entry.sha256 == owner, entry.folder == name,
                entry.path == found.path
            else { continue }
            forerunners.append(KnownVideo(entry: entry, folder: folder))
        }
        return forerunners
    }

    /// `talk`, `talk-2`, `talk-3`, …
    private static func names(_ preferred: String) -> some Sequence<String> {
        (1...).lazy.map { $0 == 1 ? preferred : "\(preferred)-\($0)" }
    }

    /// Makes the index from the folders' own records, where it was lost. `whole` says that it was not.
    package func rebuildIfLost() throws {
        if try isWhole() { return }
        for folder in try folders(below: outbox.place) {
            guard case .record(let record) = try folder.record(.upload), case .source(let source) = record.result
            else { continue }
            let id = VideoID(sha256: source.sha256)
            let path = FilePath(source.path)
            let entry = Entry(id, folder: folder.name, path, inbox: path.removingLastComponent(), [:])
            if try self.entry(id) == nil { try write(entry) }
        }
        try outbox.write([], to: whole)
    }

    /// Whether the index was not lost: then a content that it does not know is a new one.
    package func isWhole() throws(FileError) -> Bool { try whole.factsIfPresent() != nil }

    private var whole: Place { outbox.videos.appending("whole") }

    /// The folder of each content, from the folders' own records: for an outbox whose index was lost.
    package func foldersByRecord() throws(FileError) -> [VideoID: String] {
        var folders: [VideoID: String] = [:]
        guard try outbox.place.factsIfPresent() != nil else { return folders }
        for folder in try self.folders(below: outbox.place) {
            if let owner = try owner(of: folder) { folders[VideoID(sha256: owner)] = folder.name }
        }
        return folders
    }

    private func folders(below place: Place) throws(FileError) -> [VideoFolder] {
        var folders: [VideoFolder] = []
        for name in try place.list() where !name.string.hasPrefix(".") {
            let child = place.appending(name)
            guard try child.factsIfPresent()?.kind == .directory else { continue }
            let folder = VideoFolder(name: child.way.string, place: child)
            if try folder.file(StageName.upload.recordPath).factsIfPresent() != nil { folders.append(folder) }
            folders += try self.folders(below: child)
        }
        return folders
    }

    /// The content that a folder was made for, by its first record or, where that stage failed, by its manifest.
    private func owner(of folder: VideoFolder) throws(FileError) -> String? {
        if case .record(let record) = try folder.record(.upload), case .source(let source) = record.result {
            return source.sha256
        }
        return try folder.manifest()?.source.sha256
    }

    /// Forgets a content.
    package func remove(_ id: VideoID) throws(FileError) {
        try place(id.short).removeFile()
    }

    private func place(_ id: String) -> Place { outbox.videos.appending("\(id).json") }

    private func write(_ entry: Entry) throws {
        // Whoever may write it chooses the flags of later commands, so the group may not; it can still put another in its place.
        let place = place(VideoID(sha256: entry.sha256).short)
        try outbox.entryWorkshop.makeDirectory()
        try place.write(
            JSONText.file(entry),
            workshop: outbox.entryWorkshop,
            permissions: [.ownerReadWrite, .groupRead, .otherRead]
        )
    }
}

extension ContentIndex.Entry {
    package init(_ id: VideoID, folder: String, _ source: FilePath, inbox: FilePath, _ flags: [String: String]) {
        let bytes = source.bytes
        sha256 = id.sha256
        self.folder = folder
        self.source = source.recorded
        sourceBytes = String(validating: bytes, as: UTF8.self) == nil ? bytes : nil
        self.inbox = inbox.recorded
        self.flags = flags
    }
}
