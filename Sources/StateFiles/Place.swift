import CLinux
import Glibc
public import SystemPackage

/// A file or a folder below a folder that others may write to: whatever they put there, no operation on a place leaves that folder.
///
/// Each operation opens its way anew, below the folder and without following links, and then works on what it opened, so that
/// neither a `..` in a name that a file gave nor a link that somebody planted, before or in between, leads it elsewhere. A link on
/// the way is an error (`ELOOP`); one that stands in the place of the file itself is replaced, renamed or removed as itself, and
/// never read or written through.
public struct Place: Sendable, Hashable {
    /// The folder that nothing leaves. It is named by whoever runs the program, so links in this path are followed.
    public let root: FilePath
    /// The way from there; empty for the folder itself.
    public let way: FilePath

    /// The folder itself.
    public init(_ root: FilePath) {
        self.init(root, "")
    }

    /// A file by a path that the user or this program chose: in its folder, which is the root.
    public init(file path: FilePath) {
        let folder = path.removingLastComponent()
        self.init(folder.isEmpty ? "." : folder, FilePath(root: nil, path.components.suffix(1)))
    }

    private init(_ root: FilePath, _ way: FilePath, isAstray: Bool = false) {
        self.root = root
        self.way = way
        self.isAstray = isAstray
    }

    /// Whether a part of the way leads elsewhere: `..`, or the root of the file system.
    private let isAstray: Bool

    /// What is below it by a relative path. One that leads out is an error when it is used.
    public func appending(_ relative: String) -> Place {
        Place(root, way.isEmpty ? FilePath(relative) : way.appending(relative), isAstray: isAstray || !relative.isBelow)
    }

    /// What is in it by a name.
    public func appending(_ name: FilePath.Component) -> Place {
        Place(root, way.appending(name), isAstray: isAstray || name.kind != .regular)
    }

    /// The folder that it is in; of the root, the root.
    public var parent: Place { Place(root, way.removingLastComponent(), isAstray: isAstray) }

    /// The whole path: for a person to read, not to open.
    public var path: FilePath { way.isEmpty ? root : root.appending(way.components) }

    // MARK: - Reading

    /// Opens the file to read it.
    public func open() throws(FileError) -> FileDescriptor { try open("open", O_RDONLY | O_NONBLOCK | O_NOCTTY) }

    /// The whole of a file, as `Files.read` has it.
    public func read(atMost limit: Int = Files.largest) throws(FileError) -> [UInt8] {
        let file = try open()
        defer { Files.closeQuietly(file) }
        return try Files.read(file, name: path, atMost: limit)
    }

    /// The same, or nil where there is no such file. A link in its place is none, nor is a pipe or a device: what is written replaces it.
    public func readIfPresent(atMost limit: Int = Files.largest) throws(FileError) -> [UInt8]? {
        do {
            return try read(atMost: limit)
        } catch {
            if error.isMissing { return nil }
            // A link on the way there is another matter.
            if error.isLink || error.errno == .invalidArgument, try facts().kind == .other { return nil }
            throw error
        }
    }

    /// SHA-256 of a file of so many bytes, at once; nil where it has another size: it may be of any, and is not read.
    public func digest(ofBytes bytes: Int) throws(FileError) -> String? {
        let file = try open()
        defer { Files.closeQuietly(file) }
        guard try FileFacts(of: file, name: path).bytes == bytes else { return nil }
        return try Digest.of(small: file, path)
    }

    /// What the file system says of it. A link is of kind `other`, whatever it leads to.
    public func facts() throws(FileError) -> FileFacts {
        let file = try open("stat", OPEN_TO_NAME | O_NOFOLLOW)
        defer { Files.closeQuietly(file) }
        return try FileFacts(of: file, name: path)
    }

    /// The same, or nil where nothing is there.
    public func factsIfPresent() throws(FileError) -> FileFacts? {
        do {
            return try facts()
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// Whether nothing is there. What cannot be looked at just now is not known to be gone.
    public var isGone: Bool {
        do {
            return try factsIfPresent() == nil
        } catch {
            return false
        }
    }

    /// The names in a folder, as they are, in the order of their bytes.
    public func list() throws(FileError) -> [FilePath.Component] {
        let folder = try open("list", O_RDONLY | O_DIRECTORY)
        return try Files.list(folder, path)
    }

    /// Whether others than the user and root may write to the folder that it is in, or to one above it, up to the root.
    func isInFolderOfOthers() throws(FileError) -> Bool {
        var folder = self
        repeat {
            folder = folder.parent
            let open = try folder.open("stat", OPEN_TO_NAME)
            defer { Files.closeQuietly(open) }
            var facts = stat()
            guard fstat(open.rawValue, &facts) == 0 else { throw .last("stat", folder.path) }
            if !OwnFile.isOwn(facts) || OwnFile.isWritableByOthers(facts) { return true }
        } while !folder.way.isEmpty
        return false
    }

    // MARK: - Writing

    /// Puts content there: a temporary file beside it, or in `workshop` on the same file system, synced, renamed over it, the folder
    /// synced.
    ///
    /// A reader sees the old content or the new, never a part; so does whoever comes after a power cut. The temporary file is named
    /// `.NAME.PID-N-HOST.tmp`, so that no two writers share one. One that a kill leaves there is recognised by `AtomicFile.isLeftover`.
    ///
    /// Where `isSynced` is false, a power cut may leave another content than either, or none; what reads the file must tell by
    /// itself that it is not whole.
    public func write(
        _ content: some Sequence<UInt8>,
        workshop: Place? = nil,
        isSynced: Bool = true,
        permissions: FilePermissions = AtomicFile.usual
    ) throws(FileError) {
        guard let name = way.lastComponent else { throw FileError("write", path, .isDirectory) }
        let temporary = (workshop ?? parent).appending(AtomicFile.temporaryName(of: name))
        do throws(FileError) {
            let file = try temporary.create(permissions)
            do {
                try file.closeAfter {
                    try file.writeAll(content)
                    if isSynced, fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
                }
            } catch {
                throw FileError("write", path, error as? Errno ?? .ioError)
            }
            // Not before: see `Fence`.
            try Fence.check()
            try temporary.rename(to: self)
        } catch {
            // The half file is of no use; the first error is the one to tell, of the file that was to be written.
            try? temporary.removeFile()
            throw FileError("write", path, error.errno)
        }
        if isSynced { try parent.sync() }
    }

    /// The same, unless that content is there already; says whether it wrote.
    @discardableResult
    public func writeIfChanged(_ content: [UInt8], workshop: Place? = nil) throws(FileError) -> Bool {
        // What has another size is not read: it may be of any.
        if let facts = try factsIfPresent(), facts.kind == .regular, facts.bytes == content.count,
            try readIfPresent(atMost: .max) == content
        {
            return false
        }
        try write(content, workshop: workshop)
        return true
    }

    /// Makes a file that is not there. What stands there under its name, of a process of the same number or planted, is removed.
    private func create(_ permissions: FilePermissions) throws(FileError) -> FileDescriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL
        do {
            return try open("write", flags, mode: permissions.rawValue)
        } catch {
            guard error.errno == .fileExists else { throw error }
            try removeFile()
            return try open("write", flags, mode: permissions.rawValue)
        }
    }

    /// Opens a file to add to it, and to read it; it is made where it is not there.
    public func openToAppend() throws(FileError) -> FileDescriptor {
        try open("write", O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK, mode: 0o644)
    }

    /// Opens a file to lock it; it is made where it is not there, and so are the folders above it.
    func openToLock() throws(FileError) -> FileDescriptor {
        let flags = O_RDWR | O_CREAT | O_NONBLOCK
        do {
            return try open("open lock", flags, mode: 0o666)
        } catch {
            guard error.isMissing else { throw error }
            try parent.makeDirectory()
            return try open("open lock", flags, mode: 0o666)
        }
    }

    /// Makes a folder and those above it; one that is there already is fine.
    public func makeDirectory() throws(FileError) {
        if way.isEmpty { return try Files.makeDirectory(root) }
        do {
            try inParent("make folder") { mkdirat($0, $1, 0o777) }
        } catch {
            switch error.errno {
            case .fileExists:
                let folder = try open("make folder", OPEN_TO_NAME | O_DIRECTORY)
                Files.closeQuietly(folder)
            case .noSuchFileOrDirectory:
                try parent.makeDirectory()
                do {
                    try inParent("make folder") { mkdirat($0, $1, 0o777) }
                } catch {
                    if error.errno != .fileExists { throw error }
                }
            default: throw error
            }
        }
    }

    /// Makes a folder that only its owner may enter, and those above it as usual; false where something stands there already.
    func makeOwnDirectory() throws(FileError) -> Bool {
        try parent.makeDirectory()
        do {
            try inParent("make folder") { mkdirat($0, $1, 0o700) }
            return true
        } catch {
            if error.errno == .fileExists { return false }
            throw error
        }
    }

    /// Moves a file over another, in one step that no reader sees half of.
    public func rename(to target: Place) throws(FileError) {
        let folder = try openParent("move")
        defer { Files.closeQuietly(folder) }
        guard let name = way.lastComponent else { throw FileError("move", path, .invalidArgument) }
        try target.inParent("move \(path) to") { there, new in
            name.withPlatformString { renameat(folder.rawValue, $0, there, new) }
        }
    }

    /// Moves a file to a name, in one step; false where something has that name.
    public func renameIfFree(to target: Place) throws(FileError) -> Bool {
        let folder = try openParent("move")
        defer { Files.closeQuietly(folder) }
        guard let name = way.lastComponent else { throw FileError("move", path, .invalidArgument) }
        do {
            try target.inParent("move \(path) to") { there, new in
                name.withPlatformString { rename_if_free(folder.rawValue, $0, there, new) }
            }
            return true
        } catch {
            switch error.errno {
            case .fileExists: return false
            case .invalidArgument, .noFunction: break
            default: throw error
            }
        }
        // Not every file system can: the name is taken with an empty file, which the other then replaces.
        do {
            Files.closeQuietly(try target.open("make", O_WRONLY | O_CREAT | O_EXCL, mode: 0o644))
        } catch {
            if error.errno == .fileExists { return false }
            throw error
        }
        do {
            try rename(to: target)
        } catch {
            // What is reported is why it could not be moved.
            try? target.removeFile()
            throw error
        }
        return true
    }

    /// Moves a file that stands elsewhere, on the same file system, here.
    public func take(_ file: FilePath) throws(FileError) {
        try Fence.check()
        try inParent("move \(HeldFolder.told(file)) to") { folder, name in
            file.withPlatformString { renameat(AT_FDCWD, $0, folder, name) }
        }
    }

    /// Gives a file a second name; where the file system has no links, copies it.
    public func link(to target: Place) throws(FileError) {
        do {
            try linkOnly(to: target)
        } catch {
            guard error.isForWantOfLinks else { throw error }
            try copy(to: target)
        }
    }

    /// Gives a file a second name where nothing has that name; false where the file system has no links.
    public func linkIfPossible(to target: Place) throws(FileError) -> Bool {
        do {
            try linkOnly(to: target)
        } catch {
            if error.isForWantOfLinks { return false }
            guard error.errno == .fileExists else { throw error }
        }
        return true
    }

    /// Gives a file a second name, in one step; an error where the file system has no links, or the name is taken.
    func linkOnly(to target: Place) throws(FileError) {
        guard let name = way.lastComponent else { throw FileError("link", path, .invalidArgument) }
        let folder = try openParent("link")
        defer { Files.closeQuietly(folder) }
        try target.inParent("link \(path) to") { there, new in
            name.withPlatformString { linkat(folder.rawValue, $0, there, new, 0) }
        }
    }

    /// Makes a small file that is not there, whole before it has another name.
    func createWhole(_ content: [UInt8]) throws(FileError) {
        let file = try create(AtomicFile.usual)
        do {
            _ = try file.closeAfter { try file.writeAll(content) }
        } catch {
            throw FileError("write", path, error as? Errno ?? .ioError)
        }
    }

    /// Makes a copy where nothing stands. Not synced.
    func copy(to target: Place) throws(FileError) {
        let source = try open()
        defer { Files.closeQuietly(source) }
        let copy = try target.open("copy \(path) to", O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
        do {
            try copy.closeAfter {
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
                defer { buffer.deallocate() }
                while case let count = try source.read(into: buffer), count > 0 {
                    try copy.writeAll(buffer[..<count])
                }
            }
        } catch {
            throw FileError("copy \(path) to", target.path, error as? Errno ?? .ioError)
        }
    }

    /// Removes a file, or a link as itself; one that is gone already is fine.
    public func removeFile() throws(FileError) {
        do {
            try inParent("remove") { unlinkat($0, $1, 0) }
        } catch {
            if !error.isMissing { throw error }
        }
    }

    /// Removes a folder if nothing is in it; says whether it is gone.
    @discardableResult
    public func removeEmptyDirectory() -> Bool {
        do {
            try inParent("remove") { unlinkat($0, $1, AT_REMOVEDIR) }
            return true
        } catch {
            return false
        }
    }

    /// Removes a folder if nothing is in it, and then those above it, below the root, that nothing is left in.
    public func removeEmptyDirectories() {
        var place = self
        while place.removeEmptyDirectory() { place = place.parent }
    }

    /// Removes a folder with all that is in it; one that is gone already is fine. Links are removed as themselves.
    public func removeTree() throws(FileError) {
        do {
            try inParent("remove") { unlinkat($0, $1, AT_REMOVEDIR) }
        } catch {
            switch error.errno {
            case .noSuchFileOrDirectory: return
            case .notDirectory: try removeFile()
            case .directoryNotEmpty, .fileExists:
                for name in try list() { try appending(name).removeTree() }
                try inParent("remove") { unlinkat($0, $1, AT_REMOVEDIR) }
            default: throw error
            }
        }
    }

    /// Makes a file's content, or a folder's names, stand through a power cut.
    public func sync() throws(FileError) {
        let file = try open("sync", O_RDONLY | O_NONBLOCK)
        defer { Files.closeQuietly(file) }
        try Files.sync(file, path)
    }

    // MARK: - The way there

    /// Opens it by its way; each flag means what it means to openat2(2).
    func open(_ operation: String, _ flags: CInt, mode: mode_t = 0) throws(FileError) -> FileDescriptor {
        if isAstray { throw FileError(operation, path, Errno(rawValue: EXDEV)) }
        let folder = try openRoot(operation)
        defer { Files.closeQuietly(folder) }
        do throws(Errno) {
            return try BelowFolder.open(way.isEmpty ? "." : way, in: folder, flags, mode: mode)
        } catch {
            throw FileError(operation, path, error)
        }
    }

    private func openRoot(_ operation: String) throws(FileError) -> FileDescriptor {
        while true {
            let descriptor = root.withPlatformString { Glibc.open($0, OPEN_TO_NAME | O_DIRECTORY | O_CLOEXEC) }
            if descriptor >= 0 { return FileDescriptor(rawValue: descriptor) }
            if errno != EINTR { throw .last(operation, root) }
        }
    }

    private func openParent(_ operation: String) throws(FileError) -> FileDescriptor {
        if isAstray { throw FileError(operation, path, Errno(rawValue: EXDEV)) }
        let folder = way.removingLastComponent()
        if folder.isEmpty { return try openRoot(operation) }
        do throws(FileError) {
            return try parent.open(operation, OPEN_TO_NAME | O_DIRECTORY)
        } catch {
            throw FileError(operation, path, error.errno)
        }
    }

    /// Calls something with the open folder that it is in, and its name there.
    private func inParent(
        _ operation: String,
        _ call: (CInt, UnsafePointer<CChar>) -> CInt
    ) throws(FileError) {
        guard let name = way.lastComponent else { throw FileError(operation, path, .invalidArgument) }
        let folder = try openParent(operation)
        defer { Files.closeQuietly(folder) }
        if name.withPlatformString({ call(folder.rawValue, $0) }) != 0 { throw .last(operation, path) }
    }
}
