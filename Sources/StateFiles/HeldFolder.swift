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

    /// Makes the folder where it is not there, for its owner alone, and holds it.
    public init(_ place: Place) throws(FileError) {
        try place.makeDirectory()
        folder = try place.open("open", O_RDONLY | O_DIRECTORY)
        path = FilePath("/proc/\(getpid())/fd/\(folder.rawValue)")
        // Nobody else is to put anything there while it is worked in.
        if fchmod(folder.rawValue, 0o700) != 0 {
            let failure = FileError.last("make folder", place.path)
            Files.closeQuietly(folder)
            throw failure
        }
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
