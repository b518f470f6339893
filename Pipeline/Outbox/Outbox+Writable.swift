import Glibc
public import StateFiles
public import SystemPackage

extension Outbox {
    /// Why nothing can be written into an outbox, found out without writing; of one that is not there yet, why it cannot be made. Nil
    /// where it can.
    public static func problemWithWriting(at root: FilePath) -> FileError? {
        let outbox = Outbox(at: root)
        for folder in [root, outbox.ownFolder.path] where access(folder.string, F_OK) == 0 {
            if access(folder.string, W_OK | X_OK) != 0 { return FileError("write", folder, Errno(rawValue: errno)) }
        }
        var folder = root
        while access(folder.string, F_OK) != 0, folder.removeLastComponent() {}
        if folder.isEmpty { folder = "." }
        if folder == root || access(folder.string, W_OK | X_OK) == 0 { return nil }
        return FileError("make folder", root, Errno(rawValue: errno))
    }
}
