import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A desk that `smartclip serve` serves, at a port that was free.
struct ServedDesk: Sendable {
    /// `http://127.0.0.1:43210`
    let address: String
    /// What lets a browser in.
    let token: String

    /// It did not say where it listens.
    struct Silent: Error {}

    /// Serves an outbox for as long as the body takes, then ends the desk and sees that it ends in good order.
    static func with(
        _ outbox: FilePath,
        environment: [Environment.Key: String?] = [:],
        _ body: (ServedDesk) async throws -> Void
    ) async throws {
        let result = try await Subprocess.run(
            .path(try Program.builtWithTests("smartclip")),
            arguments: ["serve", "--output", outbox.string, "--listen", "127.0.0.1:0", "--stop-within", "5"],
            environment: .inherit.updating(environment),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            do {
                try await body(try await told(by: execution.standardOutput.strings()))
            } catch {
                // It may have ended by itself, and what was thrown says more.
                try? execution.send(signal: .kill)
                throw error
            }
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == .exited(0))
    }

    /// Reads the address with its token from the line in which it is printed.
    private static func told(by lines: some AsyncSequence<String, any Error>) async throws -> ServedDesk {
        for try await line in lines {
            guard let parts = line.wholeMatch(of: /.*(http:\/\/[^\/\s]+)\/#token=(\S+)\s*/) else { continue }
            return ServedDesk(address: String(parts.1), token: String(parts.2))
        }
        throw Silent()
    }
}
