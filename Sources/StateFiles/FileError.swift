import Glibc
public import SystemPackage

/// A failed operation on a file.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried: `write`, `rename`.
    public let operation: String
    /// On what.
    public let path: FilePath
    /// Why not.
    public let errno: Errno

    /// Describes a failure.
    public init(_ operation: String, _ path: FilePath, _ errno: Errno) {
        self.operation = operation
        // A path that only this process has would tell nobody where to look.
        self.path = HeldFolder.told(path)
        self.errno = errno
    }

    /// A failure of the C call that has just returned.
    static func last(_ operation: String, _ path: FilePath) -> FileError {
        FileError(operation, path, Errno(rawValue: Glibc.errno))
    }

    /// The disk, or the user's share of it, has no room.
    public var isOutOfSpace: Bool { errno == .noSpace || errno == .diskQuotaExceeded }

    /// Nothing of that name is there, or can be: it is too long for the file system.
    public var isMissing: Bool { [.noSuchFileOrDirectory, .notDirectory, .fileNameTooLong].contains(errno) }

    /// No file stands there that could be read, but something else, a folder, or one that is larger than any that is written there.
    public var isNoSuchFile: Bool { [.isDirectory, .fileTooLarge].contains(errno) }

    /// The file system gives files no second name, or not this one.
    var isForWantOfLinks: Bool {
        [.notPermitted, .notSupported, .tooManyLinks, .noFunction, .permissionDenied, .improperLink].contains(errno)
    }

    /// A link stands where none is followed.
    public var isLink: Bool { errno == .tooManySymbolicLinkLevels }

    /// What is wrong, for a line that names the file already: `cannot write: No space left on device`.
    public var problem: String { "cannot \(operation): \(reason)" }

    private var reason: String {
        isLeaseLost ? "another machine took this process for dead and has gone on with the work" : "\(errno)"
    }

    /// One line: `cannot write /outbox/x: No space left on device`.
    public var description: String { "cannot \(operation) \(path): \(reason)" }
}
