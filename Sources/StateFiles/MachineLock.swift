import Glibc
import Synchronization
public import SystemPackage

/// A lock that one process of a machine holds at a time, whoever's it is; the kernel releases it when the process dies.
///
/// Two files make it fair: who waits for its turn holds the first while it waits for the second. So one who releases the lock
/// and wants it again comes after those who wait.
public struct MachineLock: ~Copyable, Sendable {
    private let held: FileLock

    /// Where such locks are on Linux, the first that can be used.
    public static let usualFolders: [FilePath] = ["/run/lock", "/tmp"]

    /// Takes the lock of a name, or returns nil at once where another holds it or waits for it.
    public static func ifFree(_ name: String, folders: [FilePath] = usualFolders) throws -> MachineLock? {
        guard let turn = try attempt(turn(of: name), folders), let held = try attempt(name, folders) else { return nil }
        _ = consume turn
        return MachineLock(held: held)
    }

    /// Takes the lock of a name, waiting for whoever holds it. Nil where that took longer than the limit. Cancelling the task ends
    /// the wait.
    public static func wait(
        _ name: String,
        atMost limit: Duration,
        folders: [FilePath] = usualFolders
    ) async throws -> MachineLock? {
        let deadline = ContinuousClock.now + limit
        guard let turn = try await take(turn(of: name), until: deadline, folders) else { return nil }
        let held = try await take(name, until: deadline, folders)
        // Let go only now: else two could wait for the second at once.
        _ = consume turn
        guard let held else { return nil }
        return MachineLock(held: held)
    }

    /// The file that is held by the one whose turn is next.
    private static func turn(of name: String) -> String { "\(name)-turn" }

    private static func attempt(_ name: String, _ folders: [FilePath]) throws(FileError) -> FileLock? {
        try FileLock.attempt(try open(name, in: folders), FilePath(name))
    }

    private static func take(
        _ name: String,
        until deadline: ContinuousClock.Instant,
        _ folders: [FilePath]
    ) async throws -> FileLock? {
        let taken = Handed()
        try await withThrowingTaskGroup { group in
            group.addTask {
                taken.give(
                    try await FileLock.wait(FilePath(name)) { () throws(FileError) in try open(name, in: folders) }
                )
            }
            group.addTask { try await Task.sleep(until: deadline, clock: .continuous) }
            defer { group.cancelAll() }
            try await group.next()
        }
        return taken.take()
    }

    /// Hands a lock from one task to another.
    private final class Handed: Sendable {
        private struct Content: ~Copyable { var lock: FileLock? }
        private let content = Mutex(Content(lock: nil))

        func give(_ lock: consuming FileLock) {
            var lock: FileLock? = consume lock
            content.withLock { $0.lock = lock.take() }
        }

        func take() -> FileLock? { content.withLock { $0.lock.take() } }
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
                if fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG {
                    // Whatever the process's mask is, others must be able to open it; where it is another's, that one did this.
                    _ = facts.st_uid == geteuid() ? fchmod(file, 0o644) : 0
                    return FileDescriptor(rawValue: file)
                }
                Glibc.close(file)
                failure = FileError("open lock", path, .invalidArgument)
            }
        }
        throw failure
    }
}
