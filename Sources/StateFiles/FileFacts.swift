import Glibc
public import SystemPackage

/// What the file system says of a file, enough to notice that it changed.
public struct FileFacts: Sendable, Equatable, Hashable {
    /// What a name stands for.
    public enum Kind: Sendable, Equatable, Hashable {
        case regular, directory, other
    }

    /// What it is.
    public let kind: Kind
    /// The file system it is on.
    public let device: UInt64
    /// Its number there.
    public let inode: UInt64
    /// Its size in bytes.
    public let bytes: Int
    /// When its content last changed, in nanoseconds since 1970.
    public let modified: Int
    /// When its content or its inode last changed, in nanoseconds since 1970.
    public let changed: Int

    init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .directory
        default: kind = .other
        }
        device = UInt64(raw.st_dev)
        inode = UInt64(raw.st_ino)
        bytes = Int(raw.st_size)
        modified = Self.nanoseconds(raw.st_mtim)
        changed = Self.nanoseconds(raw.st_ctim)
    }

    /// File systems take dates that nanoseconds have no room for: these count as the last, or the first, far from the ends
    /// of the range, so that differences of times have room too.
    static func nanoseconds(_ time: timespec) -> Int {
        let limit = Int.max / 4
        let (product, isOver) = time.tv_sec.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isOverToo) = product.addingReportingOverflow(time.tv_nsec)
        if isOver || isOverToo { return time.tv_sec < 0 ? -limit : limit }
        return min(max(sum, -limit), limit)
    }

    /// Asks the file system about a path, following links.
    public init(of path: FilePath) throws(FileError) {
        var raw = stat()
        guard path.withPlatformString({ stat($0, &raw) }) == 0 else { throw .last("stat", path) }
        self.init(raw)
    }

    /// Asks the file system about an open file; `name` is for the error.
    public init(of descriptor: FileDescriptor, name: FilePath) throws(FileError) {
        var raw = stat()
        guard fstat(descriptor.rawValue, &raw) == 0 else { throw .last("stat", name) }
        self.init(raw)
    }

    /// The same, or nil where there is no such file.
    public static func ifPresent(_ path: FilePath) throws(FileError) -> FileFacts? {
        do {
            return try FileFacts(of: path)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Whether a name stands for a link, wherever that leads; false where nothing is there.
    public static func isLink(_ path: FilePath) throws(FileError) -> Bool {
        var raw = stat()
        if path.withPlatformString({ lstat($0, &raw) }) == 0 { return raw.st_mode & S_IFMT == S_IFLNK }
        let failure = FileError.last("stat", path)
        if failure.isMissing { return false }
        throw failure
    }

    /// A line that changes when the file does. The device is left out: its number may be another after a reboot.
    public var signature: String { "\(inode):\(bytes):\(modified):\(changed)" }
}
