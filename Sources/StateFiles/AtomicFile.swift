import Glibc
import Synchronization
public import SystemPackage

/// Files that are either wholly there or not at all.
public enum AtomicFile {
    /// Puts content at a path that the user or this program chose, as `Place.write` does below a folder of others.
    public static func write(
        _ content: some Sequence<UInt8>,
        to path: FilePath,
        isSynced: Bool = true,
        permissions: FilePermissions = usual
    ) throws(FileError) {
        try Place(file: path).write(content, isSynced: isSynced, permissions: permissions)
    }

    /// The name of the temporary file from which a file is renamed into place; no two are alike.
    static func temporaryName(of name: FilePath.Component) -> FilePath.Component {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        let bytes = Array(".".utf8) + name.bytes + Array(".\(getpid())-\(number)-\(ThisHost.tag).tmp".utf8)
        // A name with more before and after it is a name.
        return FilePath.Component(bytes: bytes) ?? name
    }

    /// What files are made with, as far as the process's mask lets it.
    public static let usual = FilePermissions(rawValue: 0o666)

    private static let count = Atomic<Int>(0)

    /// Whether a name is that of a temporary file whose writer has died. Of a writer on another machine, or in another container,
    /// that is not known here.
    public static func isLeftover(_ name: FilePath.Component) -> Bool {
        guard let writer = writer(of: name), writer.host == nil || writer.host ?? "" == ThisHost.tag else {
            return false
        }
        return writer.process != getpid() && kill(writer.process, 0) != 0 && errno == ESRCH
    }

    /// Whether a name is that of a temporary file, whoever writes it.
    public static func isTemporary(_ name: FilePath.Component) -> Bool { writer(of: name) != nil }

    /// Whether a name is that of a temporary file of another machine.
    public static func isOfAnotherHost(_ name: FilePath.Component) -> Bool {
        writer(of: name)?.host.map { $0 != ThisHost.tag } ?? false
    }

    /// Who writes a temporary file; the host is nil where a program named it that noted none.
    private static func writer(of name: FilePath.Component) -> (process: Int32, host: Substring?)? {
        let text = name.string
        guard text.hasPrefix("."), text.hasSuffix(".tmp") else { return nil }
        let parts = text.split(separator: ".")
        guard parts.count >= 3 else { return nil }
        let writer = parts[parts.count - 2].split(separator: "-")
        guard (2...3).contains(writer.count), let process = Int32(writer[0]), Int(writer[1]) != nil else { return nil }
        return (process, writer.count == 3 ? writer[2] : nil)
    }
}
