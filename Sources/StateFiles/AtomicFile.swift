import Glibc
public import SystemPackage

/// Files that are either wholly there or not at all.
public enum AtomicFile {
    /// Puts content at a path: a temporary file beside it, synced, renamed over it, the folder synced.
    ///
    /// A reader sees the old content or the new, never a part; so does whoever comes after a power cut. A temporary
    /// file that a kill leaves behind is named `.NAME.tmp` and is overwritten by the next write of the same path, of
    /// which there is one at a time: writers hold a lock.
    ///
    /// Where `isSynced` is false, a power cut may leave another content than either, or none; what reads the file must
    /// tell by itself that it is not whole.
    public static func write(
        _ content: some Sequence<UInt8>,
        to path: FilePath,
        permissions: FilePermissions = FilePermissions(rawValue: 0o666),
        isSynced: Bool = true
    ) throws(FileError) {
        guard let name = path.lastComponent else { throw FileError("write", path, .isDirectory) }
        let folder = path.removingLastComponent()
        let temporary = folder.appending(".\(name).tmp")
        do {
            let file = try FileDescriptor.open(
                temporary,
                .writeOnly,
                options: [.create, .truncate, .closeOnExec],
                permissions: permissions
            )
            try file.closeAfter {
                try file.writeAll(content)
                if isSynced, fsync(file.rawValue) != 0 { throw Errno(rawValue: Glibc.errno) }
            }
        } catch {
            // The half file is of no use; the first error is the one to tell.
            try? Files.removeFile(temporary)
            throw FileError("write", path, error as? Errno ?? .ioError)
        }
        try Files.rename(temporary, to: path)
        if isSynced { try Files.sync(folder.isEmpty ? "." : folder) }
    }

    /// The same, unless that content is there already; says whether it wrote.
    @discardableResult
    public static func writeIfChanged(_ content: [UInt8], to path: FilePath) throws(FileError) -> Bool {
        if try Files.readIfPresent(path) == content { return false }
        try write(content, to: path)
        return true
    }
}
