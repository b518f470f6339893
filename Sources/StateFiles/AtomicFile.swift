import Glibc
import Synchronization
public import SystemPackage

/// Files that are either wholly there or not at all.
public enum AtomicFile {
    /// Puts content at a path: a temporary file beside it, synced, renamed over it, the folder synced.
    ///
    /// A reader sees the old content or the new, never a part; so does whoever comes after a power cut. The temporary
    /// file is named `.NAME.PID-N.tmp`, so that no two writers share one, and stands beside the target, or in
    /// `workshop` on the same file system. One that a kill leaves there is told by `isLeftover`.
    ///
    /// Where `isSynced` is false, a power cut may leave another content than either, or none; what reads the file must
    /// tell by itself that it is not whole.
    public static func write(
        _ content: some Sequence<UInt8>,
        to path: FilePath,
        workshop: FilePath? = nil,
        isSynced: Bool = true,
        permissions: FilePermissions = usual
    ) throws(FileError) {
        guard let name = path.lastComponent else { throw FileError("write", path, .isDirectory) }
        let folder = path.removingLastComponent()
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        let temporary = (workshop ?? folder).appending(".\(name).\(getpid())-\(number).tmp")
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
        do {
            try Files.rename(temporary, to: path)
        } catch {
            // As above.
            try? Files.removeFile(temporary)
            throw error
        }
        if isSynced { try Files.sync(folder.isEmpty ? "." : folder) }
    }

    /// What files are made with, as far as the process's mask lets it.
    public static let usual = FilePermissions(rawValue: 0o666)

    private static let count = Atomic<Int>(0)

    /// Whether a name is that of a temporary file whose writer has died.
    public static func isLeftover(_ name: FilePath.Component) -> Bool {
        let text = name.string
        guard text.hasPrefix("."), text.hasSuffix(".tmp") else { return false }
        let parts = text.split(separator: ".")
        guard parts.count >= 3, let process = parts[parts.count - 2].split(separator: "-").first.flatMap({ Int32($0) })
        else { return false }
        return process != getpid() && kill(process, 0) != 0 && errno == ESRCH
    }

    /// The same, unless that content is there already; says whether it wrote.
    @discardableResult
    public static func writeIfChanged(_ content: [UInt8], to path: FilePath) throws(FileError) -> Bool {
        // What has another size is not read: it may be of any.
        if let facts = try FileFacts.ifPresent(path), facts.kind == .regular, facts.bytes == content.count,
            try Files.readIfPresent(path, atMost: .max) == content
        {
            return false
        }
        try write(content, to: path)
        return true
    }
}
