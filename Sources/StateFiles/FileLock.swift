import Dispatch
import Glibc
import Synchronization
public import SystemPackage

/// An exclusive lock on a file (`flock`), held while the value lives and released by the kernel when the process dies.
///
/// So there is never a lock to remove by hand. The file itself stays; it is empty.
public struct FileLock: ~Copyable, Sendable {
    private let file: FileDescriptor

    private init(_ file: FileDescriptor) {
        self.file = file
    }

    deinit {
        Files.closeQuietly(file)
    }

    /// Runs a body under the lock, waiting for whoever holds it.
    public static func holding<Value>(_ place: Place, _ body: () async throws -> Value) async throws -> Value {
        let lock = try await wait(place)
        return try await lock.release(after: body)
    }

    /// Runs a body under the lock, or returns nil at once where another holds it.
    public static func ifFree<Value>(_ place: Place, _ body: () async throws -> Value) async throws -> Value? {
        guard let lock = try attempt(place) else { return nil }
        return try await lock.release(after: body)
    }

    /// Runs a body under the lock, waiting for whoever holds it, which is told first.
    ///
    /// The body is given the open file: a child process that has it (as its standard input, say) holds the lock too, until it
    /// ends, however this process ends. Whoever held the lock before may have removed the file: the lock is on what stands there.
    public static func lending<Value>(
        _ place: Place,
        whenHeld: () -> Void,
        _ body: (FileDescriptor) async throws -> Value
    ) async throws -> Value {
        while true {
            var lock = try attempt(place)
            if lock == nil {
                whenHeld()
                lock = try await wait(place)
            }
            guard let lock else { continue }
            let held = try FileFacts(of: lock.file, name: place.path)
            guard let facts = try place.factsIfPresent(), facts.inode == held.inode, facts.device == held.device else {
                continue
            }
            let file = lock.file
            return try await lock.release { try await body(file) }
        }
    }

    private consuming func release<Value>(after body: () async throws -> Value) async throws -> Value {
        let result: Result<Value, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        // The end of the lock's life is its release; it must not come before the body's end.
        _ = consume self
        return try result.get()
    }

    /// Takes the lock, or returns nil at once where another holds it.
    static func attempt(_ place: Place) throws(FileError) -> FileLock? {
        try attempt(try place.openToLock(), place.path)
    }

    static func attempt(_ file: FileDescriptor, _ path: FilePath) throws(FileError) -> FileLock? {
        if flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 { return FileLock(file) }
        let failure = FileError.last("lock", path)
        Files.closeQuietly(file)
        if failure.errno == .wouldBlock { return nil }
        throw failure
    }

    /// Takes the lock, waiting for whoever holds it. The wait is in the kernel, on a thread of its own.
    static func wait(_ place: Place) async throws -> FileLock {
        try await wait(place.path) { () throws(FileError) in try place.openToLock() }
    }

    /// The same for a file that is opened by the caller.
    static func wait(_ path: FilePath, open: () throws(FileError) -> FileDescriptor) async throws -> FileLock {
        if let lock = try attempt(try open(), path) { return lock }
        let file = try open()
        let answer = Answer()
        let code: Int32? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                DispatchQueue.global().async {
                    var code: Int32 = 0
                    while flock(file.rawValue, LOCK_EX) != 0 {
                        if Glibc.errno == EINTR { continue }
                        code = Glibc.errno
                        break
                    }
                    // Nobody waits any more: the lock goes as it came.
                    if !answer.give(code) { Files.closeQuietly(file) }
                }
            }
        } onCancel: {
            _ = answer.give(nil)
        }
        guard let code else { throw CancellationError() }
        if code == 0 { return FileLock(file) }
        Files.closeQuietly(file)
        throw FileError("lock", path, Errno(rawValue: code))
    }

    /// The one answer to somebody who waits: the lock's, or that the wait was called off.
    private final class Answer: Sendable {
        private enum State {
            case none
            case waiting(CheckedContinuation<Int32?, Never>)
            case given
        }

        private let state = Mutex(State.none)

        func wait(_ continuation: CheckedContinuation<Int32?, Never>) {
            let isLate = state.withLock { state in
                if case .given = state { return true }
                state = .waiting(continuation)
                return false
            }
            if isLate { continuation.resume(returning: nil) }
        }

        /// Says whether the answer was the first.
        func give(_ code: Int32?) -> Bool {
            let old = state.withLock { state in
                let old = state
                state = .given
                return old
            }
            switch old {
            case .none: return true
            case .waiting(let continuation):
                continuation.resume(returning: code)
                return true
            case .given: return false
            }
        }
    }

    /// Whether the file system of a file has locks that keep a second one out: some take each and do nothing.
    public static func keepsOthersOut(_ place: Place) throws(FileError) -> Bool {
        guard let first = try attempt(place) else { return true }
        let isSecond = try attempt(place) != nil
        _ = consume first
        return !isSecond
    }

    /// Whether some process, this one included, holds the lock now. A file that is not there is not locked.
    public static func isHeld(_ place: Place) -> Bool {
        guard let file = try? place.open() else {
            // Nobody can hold what is not there, and who cannot read it cannot wait for it either.
            return false
        }
        defer { Files.closeQuietly(file) }
        // A shared one: on NFS an exclusive one needs a file that was opened to be written.
        return flock(file.rawValue, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
