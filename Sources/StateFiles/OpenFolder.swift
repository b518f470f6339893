import CLinux
import Glibc
import SystemPackage

/// A folder that is held open while many files below it are looked at: the way to the folder itself is walked once.
public struct OpenFolder: ~Copyable {
    private let place: Place
    private let descriptor: FileDescriptor

    /// Opens a folder.
    public init(_ place: Place) throws(FileError) {
        descriptor = try place.open("open", OPEN_TO_NAME | O_DIRECTORY)
        self.place = place
    }

    deinit {
        Files.closeQuietly(descriptor)
    }

    /// Asks the file system about a file below the folder; `name` may hold separators. It is not read, so a link on the way matters
    /// only as another file.
    public func facts(of name: String) throws(FileError) -> FileFacts {
        var raw = stat()
        guard fstatat(descriptor.rawValue, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw .last("stat", place.appending(name).path)
        }
        return FileFacts(raw)
    }
}
