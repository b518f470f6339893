import Subprocess
import SystemPackage

/// A program that runs beside a test.
public enum BackgroundProgram {
    /// Runs it for as long as the body takes, then ends it with SIGTERM. What it prints is of no account.
    public static func run(_ path: String, _ arguments: [String], _ body: () async throws -> Void) async throws {
        _ = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            do {
                try await body()
            } catch {
                // It may have ended by itself, and what the body threw says more.
                try? execution.send(signal: .terminate)
                throw error
            }
            try execution.send(signal: .terminate)
        }
    }
}
