import ArgumentParser
import Daemon
import Dispatch
import FoundationEssentials
import Glibc
import Intake
import Manifest
import Media
import OpenAIAccess
import Pipeline
import Roles
import Settings
import StateFiles
import Watching

/// A command that deals with signals itself.
protocol TakesSignals {}

/// The program round the commands: signals, errors and exit codes.
public enum Program {
    /// Runs a command line and says how the process should end.
    ///
    /// SIGINT and SIGTERM stop the work in order: children are ended, records stay as they are, and the next run goes
    /// on. A second signal ends the process at once.
    public static func run(_ arguments: [String]) async -> Int32 {
        // A reader that goes away (`smartclip status | head`) is an error of that write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // Sent when a file that was just looked at is opened for writing; it would end the process.
        signal(SIGIO, SIG_IGN)
        // A command cannot be passed from one task to another, so its task says what is to be known of it.
        let (parsed, tell) = AsyncStream<Bool>.makeStream()
        let work = Task { () async -> Int32 in
            defer { tell.finish() }
            do {
                if let problem = CommandName.problem(with: arguments) { throw ValidationError(problem) }
                let command = try SmartClip.parseAsRoot(arguments)
                tell.yield(command is any TakesSignals)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    var command = command
                    try command.run()
                }
                return 0
            } catch {
                return end(error)
            }
        }
        // Where nothing comes, it could not be parsed, which the work tells.
        guard let takesSignals = await parsed.first(where: { _ in true }), !takesSignals else {
            return await work.value
        }
        let signals = StopSignals { work.cancel() }
        // The signals are listened to for as long as the work goes on, whatever the optimiser makes of it.
        let code = await work.value
        withExtendedLifetime(signals) {}
        if let number = signals.received {
            if code != 0 { Console.error("stopped; the same command goes on from here") }
            return code == 0 ? 0 : 128 + number
        }
        return code
    }

    /// Tells an error to the user, and says which exit code it stands for.
    static func end(_ error: any Error) -> Int32 {
        switch error {
        case let code as ExitCode: return code.rawValue
        case is CancellationError: return 130
        case is Console.Closed: return 0
        case let error as SettingsError: return tell(error, 2)
        case let error as Watcher.Held: return tell(error, 75)
        case let error as DaemonError: return tell(error, 3)
        case let error as Refused: return tell(error, code(of: error.class))
        case let error as Failure: return tell(error, code(of: error.class))
        case let error as MediaError:
            return tell(error, Failure.of(error as any Error).map { code(of: $0.class) } ?? 130)
        case let error as FileError:
            if error.isMissing { return tell(error, 1) }
            let failure = Failure.of(error)
            return tell(failure, code(of: failure.class))
        default:
            let message = SmartClip.fullMessage(for: error)
            switch SmartClip.exitCode(for: error) {
            case .success:
                try? Console.print(message)  // Help that nobody reads any more is no failure.
                return 0
            case .validationFailure:
                Console.error(message, prefixed: false)
                return 2
            default: return tell("\(error)", 1)
            }
        }
    }

    /// The exit code that a class of failure stands for.
    static func code(of kind: Failure.Class) -> Int32 {
        switch kind {
        case .input, .bug: 1
        case .config: 3
        case .transient: 75
        }
    }

    private static func tell(_ error: some CustomStringConvertible, _ code: Int32) -> Int32 {
        Console.error(error.description)
        return code
    }
}
