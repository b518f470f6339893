import Intake
import Manifest
public import StateFiles
public import SystemPackage

/// The folder that results go into, and what SmartClip keeps for itself in `.smartclip` below it.
public struct Outbox: Sendable {
    /// The folder, from the root of the file system.
    public let root: FilePath

    /// The same, as what is below it is reached.
    package let place: Place
    package let ownFolder: Place
    package internal(set) var locks: Place
    package let videos: Place
    package let seals: Place
    /// What the manifests and pages of finished videos were made from.
    package let closings: Place
    package let attempts: Place
    /// What services answered, by video.
    package let answers: Place
    /// Whether machines that do not see each other's locks work on it, or may.
    public private(set) var isShared: Bool

    /// Names an outbox that may not be there yet.
    package init(at root: FilePath) {
        self.root = root
        place = Place(root)
        ownFolder = place.appending(OutboxMark.name)
        // Machines that tests play on one have no locks in common.
        locks = ownFolder.appending(ThisHost.pretended.map { "locks-\($0)" } ?? "locks")
        videos = ownFolder.appending("videos")
        seals = ownFolder.appending("seals")
        closings = ownFolder.appending("closings")
        attempts = ownFolder.appending("attempts")
        answers = ownFolder.appending("answers")
        isShared = false
        // What cannot be looked at is told by whoever opens it.
        isShared = (try? sharedMark.factsIfPresent()) != nil
    }

    /// Opens an outbox that is there, to read it.
    public init(reading root: FilePath) throws(FileError) {
        guard try FileFacts(of: root).kind == .directory else { throw FileError("open", root, .notDirectory) }
        self.init(at: root)
        // What is not there was never written into, or lost what it knew, which a run finds again.
        guard try ownFolder.facts().kind == .directory else { throw FileError("open", ownFolder.path, .notDirectory) }
    }

    /// Opens an outbox to write into, and makes it where it is not there yet.
    public init(writing root: FilePath, sharing: Sharing = .auto) throws(FileError) {
        self.init(at: root)
        for folder in [locks, videos, seals, attempts, workshop, entryWorkshop] { try folder.makeDirectory() }
        isShared = try sharedMark.factsIfPresent() != nil
        for file in try workshop.leftovers() + entryWorkshop.leftovers() { try file.removeFile() }
        // A folder that is there already may still refuse files.
        try write([], to: ownFolder.appending("writable"))
        if !isShared, wantsLeases(sharing) {
            isShared = try share()
            if !isShared, sharing == .lease { throw FileError("share", root, .notSupported) }
        }
        if isShared { try ownFolder.appending("leases").makeDirectory() }
        try sweepForOthers()
    }

    /// Writes one of SmartClip's own files, atomically; `isSynced` as `AtomicFile.write` has it.
    package func write(
        _ content: some Sequence<UInt8>,
        to place: Place,
        isSynced: Bool = true,
        permissions: FilePermissions = AtomicFile.usual
    ) throws(FileError) {
        try place.write(content, workshop: workshop, isSynced: isSynced, permissions: permissions)
    }

    /// Where half files stand until they are whole: one small folder to sweep, however many videos there are.
    package var workshop: Place { ownFolder.appending("workshop") }

    /// The same for entries of the index, apart from files of other duties that are named after a video: whoever takes the index over
    /// removes all that is half there.
    package var entryWorkshop: Place { workshop.appending("entries") }

    /// Removes half files of processes that were killed beside the folders of videos, where earlier versions made them. Takes as long
    /// as there are videos.
    package func sweepRoot() throws(FileError) {
        for file in try place.leftovers() { try file.removeFile() }
    }

    /// Where the stages of one video make their files; on the same file system as where these go.
    package func attempts(of id: VideoID) -> Place { attempts.appending(id.short) }

    /// The folder of one video.
    package func folder(_ name: String) -> VideoFolder { VideoFolder(name: name, place: place.appending(name)) }
}

/// What a video is: its content.
package struct VideoID: Sendable, Hashable {
    /// SHA-256 of the content, lower-case hexadecimal.
    package let sha256: String

    package init(sha256: String) {
        self.sha256 = sha256
    }
    /// The first 16 digits, which is what stands in files.
    package var short: String { String(sha256.prefix(16)) }
}
