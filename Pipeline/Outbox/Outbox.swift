import Manifest
public import StateFiles
public import SystemPackage

/// The folder that results go into, and what SmartClip keeps for itself in `.smartclip` below it.
public struct Outbox: Sendable {
    /// The folder, from the root of the file system.
    public let root: FilePath

    let house: FilePath
    let locks: FilePath
    let videos: FilePath
    let seals: FilePath
    let attempts: FilePath
    /// What services answered, by video.
    let answers: FilePath

    /// Names an outbox that may not be there yet.
    init(at root: FilePath) {
        self.root = root
        house = root.appending(".smartclip")
        locks = house.appending("locks")
        videos = house.appending("videos")
        seals = house.appending("seals")
        attempts = house.appending("attempts")
        answers = house.appending("answers")
    }

    /// Opens an outbox that is there, to read it.
    public init(reading root: FilePath) throws(FileError) {
        guard try FileFacts(of: root).kind == .directory else { throw FileError("open", root, .notDirectory) }
        self.init(at: root)
        // What is not there was never written into, or lost what it knew, which a run finds again.
        guard try FileFacts(of: house).kind == .directory else { throw FileError("open", house, .notDirectory) }
    }

    /// Opens an outbox to write into, and makes it where it is not there yet.
    public init(writing root: FilePath) throws(FileError) {
        self.init(at: root)
        for folder in [locks, videos, seals, attempts, workshop] { try Files.makeDirectory(folder) }
        for folder in [workshop, root] {
            for name in try Files.list(folder) where AtomicFile.isLeftover(name) {
                try Files.removeFile(folder.appending(name))
            }
        }
        // A folder that is there already may still refuse files.
        try write([], to: house.appending("writable"))
    }

    /// Writes one of SmartClip's own files, atomically; `isSynced` as `AtomicFile.write` has it.
    func write(
        _ content: some Sequence<UInt8>,
        to path: FilePath,
        isSynced: Bool = true,
        permissions: FilePermissions = AtomicFile.usual
    ) throws(FileError) {
        try AtomicFile.write(content, to: path, workshop: workshop, isSynced: isSynced, permissions: permissions)
    }

    /// Where half files stand until they are whole: one small folder to sweep, however many videos there are.
    var workshop: FilePath { house.appending("workshop") }

    /// The lock of one video; it is held while anything is done for it.
    func lock(of id: VideoID) -> FilePath { locks.appending("\(id.short).lock") }

    /// Where the stages of one video make their files; on the same file system as where these go.
    func attempts(of id: VideoID) -> FilePath { attempts.appending(id.short) }

    /// The folder of one video.
    func folder(_ name: String) -> VideoFolder { VideoFolder(name: name, path: root.appending(name)) }
}

/// What a video is: its content.
struct VideoID: Sendable, Hashable {
    /// SHA-256 of the content, lower-case hexadecimal.
    let sha256: String
    /// The first 16 digits, which is what stands in files.
    var short: String { String(sha256.prefix(16)) }
}
