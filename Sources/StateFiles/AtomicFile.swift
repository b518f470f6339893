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
        let bytes = Array(".".utf8) + name.bytes + Array(".\(getpid())-\(number).tmp".utf8)
        // A name with more before and after it is a name.
        return FilePath.Component(bytes: bytes) ?? name
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
}
