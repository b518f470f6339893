import StateFiles
import Subprocess
public import SystemPackage

/// A program of the user's that is run when something has happened.
///
/// It is run as it is, never through a shell, in a session of its own; its standard input is empty. It is given a
/// few variables of this process that every program needs, and those that are named. It may
/// leave something running in the background when it ends by itself; when it has to be ended, all of its process group
/// ends.
public struct HookCommand: Sendable {
    /// The program: a path, or a name to be looked for in the PATH of the environment.
    public let program: FilePath
    /// How long it may take.
    public let limit: Duration

    private let environment: HookEnvironment

    /// How long the process group may take to end after SIGTERM before SIGKILL.
    private static let grace = Duration.seconds(2)
    /// How much of its output is kept, in bytes.
    private static let tailLimit = 2048

    /// Names a program, and the variables that it is given beside the usual ones. Nothing is looked for yet: see `check()`.
    public init(
        _ program: FilePath,
        limit: Duration,
        variables names: Set<String> = [],
        environment: HookEnvironment = .inherited
    ) {
        self.program = program
        self.limit = limit
        self.environment = environment.limited(to: names)
    }

    /// Looks for the program, as each run does. Throws `missingProgram` and `notExecutable`.
    public func check() throws(DaemonError) {
        _ = try find()
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: what follows its name; bytes, which need not be UTF-8.
    ///   - variables: set on top of the environment, whatever their names; bytes too.
    ///   - folder: the folder it works in.
    ///
    /// A program that fails is no error here: see the ending. Throws `missingProgram`, `notExecutable`, `notStarted`
    /// and `cancelled`. When the time is up or the task is cancelled, its process group gets SIGTERM, and what is left
    /// of it after two seconds SIGKILL; this returns after that.
    public func run(
        _ arguments: [[UInt8]] = [],
        variables: [String: [UInt8]] = [:],
        in folder: FilePath
    ) async throws(DaemonError) -> HookEnding {
        let found = try find()
        if Task.isCancelled { throw .cancelled }
        guard !arguments.joined().contains(0), !variables.values.joined().contains(0) else {
            throw .notStarted(program: program, detail: "an argument or a variable has a zero byte in it")
        }
        let all = environment.adding(variables)
        let run = HookRun(limit: Self.tailLimit)
        let limit = limit
        let name = program
        let outcome = await withTaskGroup(of: Outcome.self) { group in
            group.addTask {
                do {
                    let status = try await Self.execute(found.path, name, arguments, all, folder, run)
                    return .ended(status)
                } catch {
                    return .failed(Self.reason(error))
                }
            }
            group.addTask {
                // Woken before the time only by a cancellation, when nobody looks at the outcome any more.
                try? await Task.sleep(for: limit)
                return .late
            }
            let first = await group.next() ?? .late
            group.cancelAll()
            let end = ContinuousClock.now + Self.grace
            await group.waitForAll()
            // One that closed its outputs may have left its group unwatched.
            if first.isLate || Task.isCancelled { await run.group?.end(by: end) }
            return first
        }
        if Task.isCancelled { throw .cancelled }
        switch outcome {
        case .late: return HookEnding(.timedOut, tail: run.tail)
        case .ended(.exited(let code)): return HookEnding(.exited(Int(code)), tail: run.tail)
        case .ended(.signaled(let signal)): return HookEnding(.signalled(Int(signal)), tail: run.tail)
        case .failed(let detail): throw .notStarted(program: program, detail: detail)
        }
    }

    private enum Outcome: Sendable {
        case ended(TerminationStatus)
        case failed(String)
        case late

        var isLate: Bool {
            if case .late = self { return true }
            return false
        }
    }

    private func find() throws(DaemonError) -> HookProgram {
        let usual = Array("/usr/local/bin:/usr/bin:/bin".utf8)
        return try HookProgram(program, searchPath: environment.value("PATH") ?? usual)
    }

    private static func execute(
        _ path: FilePath,
        _ name: FilePath,
        _ arguments: [[UInt8]],
        _ environment: HookEnvironment,
        _ folder: FilePath,
        _ run: HookRun
    ) async throws -> TerminationStatus {
        let program = try HeldPath(path)
        let place = try HeldPath(folder)
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: Self.grace)
        ]
        let configuration = Configuration(
            executable: .path(program.path),
            arguments: Arguments(
                executablePathOverride: name.bytes + [0],
                remainingValues: arguments.map { $0 + [0] }
            ),
            environment: .custom(environment.entries.map { $0 + [0] }),
            workingDirectory: place.path,
            platformOptions: options
        )
        let result = try await Subprocess.run(
            configuration,
            input: .none,
            output: .sequence,
            error: .combinedWithOutput
        ) { execution in
            let group = ProcessGroup(number: execution.processIdentifier.value)
            run.started(group)
            do {
                for try await buffer in execution.standardOutput {
                    buffer.withUnsafeBytes { run.append($0) }
                }
            } catch {
                if !Task.isCancelled { throw error }
            }
            // What the program started may say something while it ends, and would die of it were the pipe closed.
            if Task.isCancelled { await group.end(by: .now + Self.grace) }
        }
        // Both are looked up by the child, and by a script's interpreter even later: they are held until here.
        _ = consume program
        _ = consume place
        return result.terminationStatus
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? SubprocessError else { return "\(error)" }
        switch error.underlyingError {
        case Errno.execFormatError?: return "it is neither a program nor a script that begins with #!"
        case let errno?: return "\(errno)"
        case nil: return "\(error)"
        }
    }
}
