import FoundationEssentials
package import Intake
package import Manifest
package import StateFiles
package import SystemPackage

/// The outbox's own copy of a video that stands at a host: its source from then on. It stays until the video is cleaned.
package struct FetchedCopy: Sendable {
    /// What the video is at its host.
    package let asset: AssetName
    /// The copy, which is whole where it is there.
    package let file: Place
    /// A folder for the half of one. It is kept where another try goes on from there.
    package let attempt: Place
    /// Held while it is fetched.
    package let lock: SharedLock
    private let note: Place
    private let outbox: Outbox

    package init(of asset: AssetName, in outbox: Outbox) {
        self.asset = asset
        self.outbox = outbox
        let name = Self.name(of: asset)
        file = outbox.fetched.appending("\(name).mp4")
        note = outbox.fetched.appending("\(name).json")
        attempt = outbox.attempts.appending(name)
        lock = outbox.lock(named: name) { [attempt] in try attempt.removeTreeForGood() }
    }

    /// What the video's folder is called, unless that name is taken.
    package static func name(of asset: AssetName) -> String { "mux-\(asset.id)" }

    /// The asset that a source is the copy of; nil where it is none.
    package static func asset(of source: FilePath, in outbox: Outbox) -> AssetName? {
        guard let asset = asset(of: source),
            Files.real(source.removingLastComponent()) == Files.real(outbox.fetched.path)
        else { return nil }
        return asset
    }

    /// The same where the outbox is not known, by the form of the path alone.
    package static func asset(of source: FilePath) -> AssetName? {
        let parts = source.components.suffix(3).map(\.string)
        guard parts.count == 3, parts[0] == OutboxMark.name, parts[1] == Outbox.fetchedName,
            parts[2].hasPrefix("mux-"), parts[2].hasSuffix(".mp4")
        else { return nil }
        return AssetName(id: String(parts[2].dropFirst(4).dropLast(4)))
    }

    /// The copy as a look into an inbox would find it; throws where it is not there.
    package func found() throws(FileError) -> FoundVideo {
        FoundVideo(
            path: file.path,
            root: outbox.fetched.path,
            preferredFolder: Self.name(of: asset),
            captions: [],
            facts: try file.facts()
        )
    }

    /// What is remembered of it; nil where nothing is. `isOwn` is false where others may have written it.
    package func remembered() throws -> (note: FetchNote, isOwn: Bool)? {
        guard let bytes = try note.readIfPresent(atMost: 1 << 16) else { return nil }
        // One that cannot be understood is a lost one: Mux is asked again.
        guard let value = try? JSONText.decode(FetchNote.self, from: Data(bytes)), value.asset == asset.id else {
            return nil
        }
        if case .content = try OwnFile.read(note, atMost: 1 << 16) { return (value, true) }
        return (value, false)
    }

    /// Remembers it, synced.
    package func remember(_ value: FetchNote) throws {
        try outbox.fetched.makeDirectory()
        try outbox.write(JSONText.file(value), to: note, permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }

    /// Whether the whole file is there that a note tells of, and nobody else can have written it.
    package func isWhole(by note: FetchNote) throws -> Bool { try note.fetchedAt != nil && holds(note.bytes) }

    /// Whether a file of so many bytes is there that nobody else can have written.
    package func holds(_ bytes: Int?) throws -> Bool {
        guard let bytes, try file.factsIfPresent()?.bytes == bytes else { return false }
        return try OwnFile.isOwn(file)
    }

    /// What there is of it, by path.
    package func files() throws -> [FilePath] {
        try [file, attempt, note].filter { try $0.factsIfPresent() != nil }.map(\.path)
    }

    /// Removes it, or the half of it, and what is remembered.
    package func remove() throws {
        try attempt.removeTree()
        for place in [file, note] { try place.removeFile() }
        outbox.attempts.removeEmptyDirectory()
        outbox.fetched.removeEmptyDirectory()
    }
}

/// `.smartclip/fetched/mux-ID.json`: which file of an asset is its copy here, and how far that is.
package struct FetchNote: Codable, Sendable, Equatable {
    /// The host's id of the asset.
    package var asset: String
    /// When a file was asked for, which may have reached the host: it is looked for before another is. Nil where there was one, or
    /// where the host said that it did nothing.
    @OrNull package var askedAt: Timestamp?
    /// The name of the file at the host.
    @OrNull package var rendition: String?
    /// How many bytes it has.
    @OrNull package var bytes: Int?
    /// When it was whole here.
    @OrNull package var fetchedAt: Timestamp?
    /// Settings that the asset makes necessary, unless others are given.
    package var flags: [String: String] = [:]

    package init(asset: AssetName) {
        self.asset = asset.id
    }

    private enum CodingKeys: String, CodingKey {
        case rendition, bytes, flags
        case asset = "asset_id"
        case askedAt = "asked_at"
        case fetchedAt = "fetched_at"
    }
}

extension Outbox {
    static let fetchedName = "fetched"

    /// Copies of videos that stand at a host, which were read from there.
    package var fetched: Place { ownFolder.appending(Self.fetchedName) }
}

extension RemoteObject {
    /// What the keys of objects begin with that were there before SmartClip was asked about them. They are used, never deleted.
    private static let adoptedPrefix = "asset-"

    /// Whether SmartClip did not make it.
    package var isAdopted: Bool { key.hasPrefix(Self.adoptedPrefix) }

    /// The key of an asset that SmartClip did not make.
    package static func adoptedKey(of asset: AssetName) -> String { adoptedPrefix + asset.id }
}
