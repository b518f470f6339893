import Glibc
public import SystemPackage

/// Small operations on files that say what failed on what.
public enum Files {
    /// The most that is read into memory at once where nothing else is said: no record, manifest or choice of moments is larger, nor
    /// what a user writes by hand.
    public static let largest = 64 << 20

    /// The whole of a file. What is no file (a pipe, a device) is refused at once, and so is one of more than `limit` bytes: either
    /// may stand where a small file is looked for, and would be waited for, or read, for ever.
    public static func read(_ path: FilePath, atMost limit: Int = largest) throws(FileError) -> [UInt8] {
        let file = try open(path, .readOnly)
        defer { closeQuietly(file) }
        return try read(file, name: path, atMost: limit)
    }

    /// The same of an open file, from where it stands; `name` is for the error.
    public static func read(
        _ file: FileDescriptor,
        name path: FilePath,
        atMost limit: Int = largest
    ) throws(FileError) -> [UInt8] {
        let facts = try FileFacts(of: file, name: path)
        switch facts.kind {
        case .regular: if facts.bytes > limit { throw tooLarge(path, limit) }
        case .directory: throw FileError("read", path, .isDirectory)
        case .other: throw FileError("read (it is a pipe or a device, not a file)", path, .invalidArgument)
        }
        let size = facts.bytes
        var bytes: [UInt8] = []
        // One byte more than the size, so that the end is met without a second buffer in the usual case.
        var chunk = max(size + 1, 4096)
        while true {
            let (more, count) = try read(file, path, chunk)
            bytes = bytes.isEmpty ? more : bytes + more
            // It may grow while it is read, or have no size to tell, as in /proc.
            if bytes.count > limit { throw tooLarge(path, limit) }
            if count < chunk { return bytes }
            chunk = 1 << 20
        }
    }

    private static func tooLarge(_ path: FilePath, _ limit: Int) -> FileError {
        FileError("read (it has more than \(limit >> 20) MiB)", path, .fileTooLarge)
    }

    private static func read(
        _ file: FileDescriptor,
        _ path: FilePath,
        _ limit: Int
    ) throws(FileError) -> ([UInt8], Int) {
        var filled = 0
        do {
            let bytes = try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                while filled < limit {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                    let got = try file.read(into: rest)
                    if got == 0 { break }
                    filled += got
                }
                count = filled
            }
            return (bytes, filled)
        } catch {
            throw FileError("read", path, error as? Errno ?? .ioError)
        }
    }

    /// The same, or nil where there is no such file.
    public static func readIfPresent(_ path: FilePath, atMost limit: Int = largest) throws(FileError) -> [UInt8]? {
        do {
            return try read(path, atMost: limit)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Whether nothing of that name is there. What cannot be looked at just now is not known to be gone.
    public static func isGone(_ path: FilePath) -> Bool {
        do {
            return try FileFacts.ifPresent(path) == nil
        } catch {
            return false
        }
    }

    /// The path without links, `.` and `..`; of what is not there yet, as far as it is there.
    public static func real(_ path: FilePath) -> FilePath {
        var there = path
        var rest: [FilePath.Component] = []
        while true {
            if let real = there.withPlatformString({ realpath($0, nil) }) {
                defer { free(real) }
                return FilePath(platformString: real).appending(rest.reversed())
            }
            guard let last = there.lastComponent else { return path.lexicallyNormalized() }
            rest.append(last)
            there.removeLastComponent()
        }
    }

    /// The folder that the process is in.
    public static var currentFolder: FilePath {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        return getcwd(&buffer, buffer.count).map { FilePath(platformString: $0) } ?? "/"
    }

    /// Opens a file; the descriptor is not passed on to child processes.
    public static func open(_ path: FilePath, _ mode: FileDescriptor.AccessMode) throws(FileError) -> FileDescriptor {
        // By hand, since files that are not there are opened often: to catch and to cast an untyped error is slow.
        while true {
            // A pipe that nobody writes to would be waited for.
            let descriptor = path.withPlatformString {
                Glibc.open($0, mode.rawValue | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            }
            if descriptor >= 0 { return FileDescriptor(rawValue: descriptor) }
            if Glibc.errno != EINTR { throw .last("open", path) }
        }
    }

    /// Closes a file that was only read, where a failure means nothing.
    static func closeQuietly(_ file: FileDescriptor) {
        // Nothing was written, so nothing can be lost.
        try? file.close()
    }

    /// Makes a folder and those above it; one that is there already is fine.
    public static func makeDirectory(_ path: FilePath) throws(FileError) {
        if path.withPlatformString({ mkdir($0, 0o777) }) == 0 { return }
        let failure = FileError.last("make folder", path)
        switch failure.errno {
        case .fileExists:
            guard try FileFacts(of: path).kind == .directory else {
                throw FileError("make folder", path, .notDirectory)
            }
        case .noSuchFileOrDirectory where !path.removingLastComponent().isEmpty:
            try makeDirectory(path.removingLastComponent())
            if path.withPlatformString({ mkdir($0, 0o777) }) != 0 {
                let again = FileError.last("make folder", path)
                if again.errno != .fileExists { throw again }
            }
        default: throw failure
        }
    }

    /// The names in a folder, as they are, in the order of their bytes.
    public static func list(_ path: FilePath) throws(FileError) -> [FilePath.Component] {
        let folder = try open(path, .readOnly)
        return try list(folder, path)
    }

    /// The names in an open folder, which is closed by this; `path` is for the error.
    static func list(_ descriptor: FileDescriptor, _ path: FilePath) throws(FileError) -> [FilePath.Component] {
        guard let folder = fdopendir(descriptor.rawValue) else {
            let failure = FileError.last("list", path)
            closeQuietly(descriptor)
            throw failure
        }
        defer { closedir(folder) }
        // Sorted as plain bytes: to look into a component costs a copy of it, which n log n comparisons would feel.
        var names: [(bytes: [UInt8], name: FilePath.Component)] = []
        errno = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath(platformString: $0) }
            }
            if let last = name.lastComponent, last.kind == .regular { names.append((last.bytes, last)) }
            errno = 0
        }
        if errno != 0 { throw .last("list", path) }
        return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map(\.name)
    }

    /// Moves a file over another, in one step that no reader sees half of.
    public static func rename(_ from: FilePath, to: FilePath) throws(FileError) {
        let result = from.withPlatformString { old in to.withPlatformString { new in Glibc.rename(old, new) } }
        if result != 0 { throw .last("move \(from) to", to) }
    }

    /// Gives a file a second name; where the file system has no links, copies it.
    public static func link(_ from: FilePath, to: FilePath) throws(FileError) {
        try Place(file: from).link(to: Place(file: to))
    }

    /// Copies a file, which may be of another file system, to where nothing stands. Not synced.
    public static func copy(_ from: FilePath, to: FilePath) throws(FileError) {
        try Place(file: from).copy(to: Place(file: to))
    }

    /// Removes a file; one that is gone already is fine.
    public static func removeFile(_ path: FilePath) throws(FileError) {
        if path.withPlatformString({ unlink($0) }) == 0 { return }
        let failure = FileError.last("remove", path)
        if !failure.isMissing { throw failure }
    }

    /// Removes a folder if nothing is in it; says whether it is gone.
    @discardableResult
    public static func removeEmptyDirectory(_ path: FilePath) -> Bool {
        path.withPlatformString { rmdir($0) } == 0
    }

    /// Removes a folder with all that is in it; one that is gone already is fine. Links are removed, not followed.
    public static func removeTree(_ path: FilePath) throws(FileError) {
        if removeEmptyDirectory(path) { return }
        let failure = FileError.last("remove", path)
        switch failure.errno {
        case .noSuchFileOrDirectory: return
        case .notDirectory: try removeFile(path)
        case .directoryNotEmpty, .fileExists:
            for name in try list(path) { try removeTree(path.appending(name)) }
            if !removeEmptyDirectory(path) { throw .last("remove", path) }
        default: throw failure
        }
    }

    /// Makes a file's content, or a folder's names, stand through a power cut.
    public static func sync(_ path: FilePath) throws(FileError) {
        let file = try open(path, .readOnly)
        defer { closeQuietly(file) }
        try sync(file, path)
    }

    /// The same for an open file or folder; `path` is for the error.
    static func sync(_ file: FileDescriptor, _ path: FilePath) throws(FileError) {
        // Some network file systems cannot sync a folder and say so; the rename itself is still atomic there.
        if fsync(file.rawValue) != 0, Glibc.errno != EINVAL { throw .last("sync", path) }
    }
}

extension FilePath.Component {
    /// The name's bytes, which need not be UTF-8.
    public var bytes: [UInt8] {
        withPlatformString { pointer in
            [UInt8](UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
        }
    }
}

extension FilePath {
    /// The path's bytes, which need not be UTF-8.
    public var bytes: [UInt8] {
        withPlatformString { pointer in
            [UInt8](UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
        }
    }
}
