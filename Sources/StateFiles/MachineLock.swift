import Glibc
public import SystemPackage

/// A lock that one process of a machine holds at a time, whoever's it is; the kernel releases it when the process dies.
///
/// Two files make it fair: who waits for its turn holds the first while it waits for the second. So one who releases the lock
/// and wants it again comes after those who wait.
public struct MachineLock: ~Copyable, Sendable {
    private let held: FileLock

    /// Takes the lock of a name, waiting for whoever holds it. Cancelling the task ends the wait.
    public static func wait(_ name: String, folders: [FilePath] = ["/run/lock", "/tmp"]) async throws -> MachineLock {
        let turn = try await FileLock.wait(FilePath("\(name)-turn")) { () throws(FileError) in
            try open("\(name)-turn", in: folders)
        }
        let held = try await FileLock.wait(FilePath(name)) { () throws(FileError) in try open(name, in: folders) }
        // Let go only now: else two could wait for the second at once.
        _ = consume turn
        return MachineLock(held: held)
    }

    /// Opens the file in the first folder where that can be done. Others' files there are opened as well: to lock one it need only
    /// be read.
    private static func open(_ name: String, in folders: [FilePath]) throws(FileError) -> FileDescriptor {
        var failure = FileError("open lock", FilePath(name), .noSuchFileOrDirectory)
        for folder in folders {
            let path = folder.appending(name)
            let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
            // In a folder of all, a file of another's may not be opened with O_CREAT (fs.protected_regular).
            for more in [0, O_CREAT | O_EXCL, 0] {
                let file = path.withPlatformString { Glibc.open($0, flags | more, 0o644) }
                guard file >= 0 else {
                    failure = .last("open lock", path)
                    continue
                }
                var facts = stat()
                if fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG { return FileDescriptor(rawValue: file) }
                Glibc.close(file)
                failure = FileError("open lock", path, .invalidArgument)
            }
        }
        throw failure
    }
}
