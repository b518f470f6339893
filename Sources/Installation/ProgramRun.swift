import Glibc
import Manifest
import StateFiles
import Subprocess
import SystemPackage

/// Runs the programs that set something up: each holds the lock of the folder as long as it lives, and dies with this process.
struct ProgramRun: Sendable {
    /// The open lock, which becomes the standard input: it is empty, and whoever inherits it holds the lock.
    let lock: FileDescriptor
    /// `setpriv`, where it is there: the kernel then ends the program when this process dies, however it dies.
    let guardian: FilePath?
    /// Where programs put what is of no use after them.
    let temporary: FilePath

    /// How a program ended, and what it said.
    struct Ending: Sendable {
        let isSuccess: Bool
        /// The last lines of both outputs.
        let lines: [String]

        /// The last of them that says anything.
        var last: String { lines.last.map { Redaction.hide($0).oneLine } ?? "it said nothing" }
    }

    /// Runs a program to its end.
    func run(
        _ program: FilePath,
        _ arguments: [String],
        variables: [String: String?] = [:]
    ) async throws -> Ending {
        try Task.checkCancellation()
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        let all = guardian == nil ? arguments : ["--pdeathsig", "KILL", "--", program.string] + arguments
        var changes: [Environment.Key: String?] = ["TMPDIR": temporary.string]
        for name in Self.unwanted { changes[Environment.Key(stringLiteral: name)] = .some(nil) }
        for (name, value) in variables { changes[Environment.Key(stringLiteral: name)] = value }
        do {
            let result = try await Subprocess.run(
                Configuration(
                    executable: .path(guardian ?? program),
                    arguments: Arguments(all),
                    environment: .inherit.updating(changes),
                    platformOptions: options
                ),
                input: .fileDescriptor(lock, closeAfterSpawningProcess: false),
                output: .sequence,
                error: .combinedWithOutput
            ) { execution -> [String] in
                var gathered = LineGatherer()
                for try await buffer in execution.standardOutput {
                    buffer.withUnsafeBytes { gathered.take($0) }
                }
                gathered.end()
                return gathered.lines
            }
            try Task.checkCancellation()
            return Ending(isSuccess: result.terminationStatus == .exited(0), lines: result.closureResult)
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw Failure(.config, "\(program) cannot be run: \(error)".oneLine)
        }
    }

    /// Variables that would have pip install elsewhere than into the environment, or other things than those that are named, or
    /// that would have Python read other modules than its own.
    private static let unwanted = [
        "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_CONSTRAINT", "PIP_REQUIREMENT", "PIP_DRY_RUN",
        "PIP_NO_BINARY", "PIP_DEST", "PIP_REPORT", "PIP_QUIET", "PIP_VERBOSE", "PIP_LOG", "PYTHONHOME", "PYTHONPATH",
        "PYTHONDONTWRITEBYTECODE", "__PYVENV_LAUNCHER__",
    ]
}
