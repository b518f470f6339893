import FoundationEssentials
import Glibc
import Intake
import StateFiles
import Subprocess
import SystemPackage
import TestSupport

/// The watcher under test, as it is started again and again.
struct SoakDaemon {
    let folder: FilePath
    /// Seconds that a file must be still.
    var quiet = 1
    /// Everything that it says, for whoever looks at a failure.
    var log: FilePath { folder.appending("watch.log") }

    /// Starts it, runs a body with its process id, and waits for its end, which the body brings about.
    func run(_ body: (pid_t) async throws -> Void) async throws -> TerminationStatus {
        let errors = try FileDescriptor.open(
            log,
            .writeOnly,
            options: [.create, .append],
            permissions: .ownerReadWrite
        )
        let result = try await Subprocess.run(
            .path(try Program.smartclip.path),
            arguments: Arguments(["watch", "inbox", "--output", "outbox", "--quiet", "\(quiet)"] + SoakTests.flags),
            workingDirectory: folder,
            input: .none,
            output: .discarded,
            error: .fileDescriptor(errors, closeAfterSpawningProcess: true)
        ) { execution in
            try await body(execution.processIdentifier.value)
        }
        return result.terminationStatus
    }

    /// Kills the helper of a daemon, if it has one at this moment.
    static func killHelper(of daemon: pid_t) throws {
        for name in try Files.list("/proc") {
            guard let pid = pid_t(name.string),
                // It may be just gone.
                let bytes = try? Files.read(FilePath("/proc/\(pid)/stat"))
            else { continue }
            // The name stands in parentheses; what follows is the state, then the parent.
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.contains("(smartclip-inoti"), let end = text.lastIndex(of: ")") else { continue }
            let fields = text[text.index(after: end)...].split(separator: " ")
            if fields.count > 1, pid_t(fields[1]) == daemon { kill(pid, SIGKILL) }
        }
    }

    /// The end of the log.
    func tail() -> String {
        // It is only for a message.
        let bytes = (try? Files.read(log)) ?? []
        return String(decoding: bytes.suffix(6000), as: UTF8.self)
    }
}
