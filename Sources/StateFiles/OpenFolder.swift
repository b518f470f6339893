import Glibc
public import SystemPackage

/// A folder that is held open while many files below it are looked at: the way to the folder itself is walked once.
public struct OpenFolder: ~Copyable {
    private let path: FilePath
    private let descriptor: FileDescriptor

    /// Opens a folder.
    public init(_ path: FilePath) throws(FileError) {
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
        } catch {
            throw FileError("open", path, error as? Errno ?? .ioError)
        }
        self.path = path
    }

    deinit {
        Files.closeQuietly(descriptor)
    }

    /// Asks the file system about a file below the folder, following links; `name` may hold separators.
    public func facts(of name: String) throws(FileError) -> FileFacts {
        var raw = stat()
        guard fstatat(descriptor.rawValue, name, &raw, 0) == 0 else { throw .last("stat", path.appending(name)) }
        return FileFacts(raw)
    }
}
