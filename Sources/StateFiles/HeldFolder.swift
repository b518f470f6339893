import Glibc
public import SystemPackage

/// A folder below one that others may write to, held open so that it can be named by a path: to programs that are started, and to
/// libraries that take paths.
///
/// The path leads through `/proc/PID/fd` to the very folder that was opened, wherever its name leads by now. It is good while the value
/// lives, in this process and those that it starts.
public final class HeldFolder: Sendable {
    /// The path of the folder.
    public let path: FilePath
    private let folder: FileDescriptor

    /// Makes the folder, for its owner alone, and holds it. One that is there already is kept only if it is the user's and nobody else
    /// may enter it; any other is removed, with what others may have put there.
    public init(_ place: Place) throws(FileError) {
        if let own = try Self.open(place) { folder = own } else { folder = try Self.remake(place) }
        path = FilePath("/proc/\(getpid())/fd/\(folder.rawValue)")
    }

    private static func remake(_ place: Place) throws(FileError) -> FileDescriptor {
        try place.removeTree()
        guard let folder = try open(place) else { throw FileError("make folder", place.path, .permissionDenied) }
        return folder
    }

    /// Nil where a folder stands there that is not the user's own.
    private static func open(_ place: Place) throws(FileError) -> FileDescriptor? {
        let isNew = try place.makeOwnDirectory()
        let folder = try place.open("open", O_RDONLY | O_DIRECTORY)
        var facts = stat()
        guard fstat(folder.rawValue, &facts) == 0 else {
            let failure = FileError.last("stat", place.path)
            Files.closeQuietly(folder)
            throw failure
        }
        // On file systems that know no rights (FAT) a new folder has other bits than it was made with.
        if facts.st_uid == geteuid(), isNew || facts.st_mode & 0o077 == 0 { return folder }
        Files.closeQuietly(folder)
        return nil
    }

    deinit {
        Files.closeQuietly(folder)
    }

    /// What a path that leads through a held folder is called outside this process; any other path is what it is.
    static func told(_ path: FilePath) -> FilePath {
        var parts = Array(path.components)
        guard parts.count >= 4, parts[0].string == "proc", parts[2].string == "fd",
            parts[1].string == "\(getpid())"
        else { return path }
        var link = path
        for _ in 4..<parts.count { link.removeLastComponent() }
        guard let folder = link.withPlatformString({ realpath($0, nil) }) else { return path }
        defer { free(folder) }
        parts.removeFirst(4)
        return FilePath(platformString: folder).appending(parts)
    }
}
