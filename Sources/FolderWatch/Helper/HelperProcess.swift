import CLinux
import Dispatch
import Glibc
import StateFiles
import SystemPackage

/// The helper as a child process.
///
/// Started by posix_spawn(3) and not by swift-subprocess, which looks about once a second for as long as a child lives: a
/// watcher that idles for weeks is to sleep.
struct HelperProcess: Sendable {
    private let process: pid_t
    private let output: Pipe
    private let errors: Pipe

    /// The read end of a pipe, and the thread that waits at it.
    private struct Pipe: Sendable {
        let descriptor: FileDescriptor
        let queue: DispatchQueue
    }

    /// Starts a program with nothing to read, in a process group of its own: a key pressed in the terminal is for this
    /// process, which ends the helper itself. It inherits no other descriptor, and no variable but these.
    static func start(_ program: FilePath, _ words: [[UInt8]], _ variables: [[UInt8]]) throws(Errno) -> HelperProcess {
        let output = try pipe()
        let errors: (read: FileDescriptor, write: FileDescriptor)
        do throws(Errno) {
            errors = try pipe()
        } catch {
            close(output.read)
            close(output.write)
            throw error
        }
        var process: pid_t = 0
        let code = spawn(&process, program, words, variables, output.write, errors.write)
        close(output.write)
        close(errors.write)
        guard code == 0 else {
            close(output.read)
            close(errors.read)
            throw Errno(rawValue: code)
        }
        return HelperProcess(
            process: process,
            output: Pipe(descriptor: output.read, queue: DispatchQueue(label: "smartclip-inotify")),
            errors: Pipe(descriptor: errors.read, queue: DispatchQueue(label: "smartclip-inotify errors"))
        )
    }

    /// The next bytes of its output; none at the end.
    func nextOutput() async -> [UInt8] { await Self.read(output) }

    /// The same of its error output.
    func nextErrorOutput() async -> [UInt8] { await Self.read(errors) }

    /// Ends it, and so its output.
    func kill() { _ = Glibc.kill(process, SIGKILL) }

    /// Waits for its end, which gives its status as waitpid(2) does. To be called once, after all output was read.
    func end() async -> Int32 {
        let status = await withCheckedContinuation { continuation in
            output.queue.async {
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                continuation.resume(returning: status)
            }
        }
        Self.close(output.descriptor)
        Self.close(errors.descriptor)
        return status
    }

    private static func read(_ pipe: Pipe) async -> [UInt8] {
        await withCheckedContinuation { continuation in
            pipe.queue.async {
                var buffer = [UInt8](repeating: 0, count: 16384)
                // A pipe that cannot be read has come to its end for us.
                let count = (try? buffer.withUnsafeMutableBytes { try pipe.descriptor.read(into: $0) }) ?? 0
                continuation.resume(returning: Array(buffer.prefix(count)))
            }
        }
    }

    private static func pipe() throws(Errno) -> (read: FileDescriptor, write: FileDescriptor) {
        var ends: [Int32] = [0, 0]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw Errno(rawValue: errno) }
        return (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
    }

    private static func close(_ descriptor: FileDescriptor) {
        // Nothing is written to it, so nothing can be lost.
        try? descriptor.close()
    }

    private static func spawn(
        _ process: inout pid_t,
        _ program: FilePath,
        _ words: [[UInt8]],
        _ variables: [[UInt8]],
        _ output: FileDescriptor,
        _ errors: FileDescriptor
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.rawValue, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.rawValue, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var defaults = sigset_t()
        var mask = sigset_t()
        sigfillset(&defaults)
        sigemptyset(&mask)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return program.withPlatformString { path in
            withStrings([program.bytes] + words) { arguments in
                withStrings(variables) { environment in
                    posix_spawn(&process, path, &actions, &attributes, arguments, environment)
                }
            }
        }
    }

    /// Calls a body with a list of C strings that ends in NULL.
    private static func withStrings(
        _ strings: [[UInt8]],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        var bytes = strings.flatMap { string -> [CChar] in string.map { CChar(bitPattern: $0) } + [0] }
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var pointers: [UnsafeMutablePointer<CChar>?] = []
            var offset = 0
            for string in strings {
                pointers.append(buffer.baseAddress.map { $0 + offset })
                offset += string.count + 1
            }
            pointers.append(nil)
            return pointers.withUnsafeMutableBufferPointer { $0.baseAddress.map(body) ?? EINVAL }
        }
    }
}
