import EmulatorKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// A built emulator that runs as a process of its own, in a scratch folder.
struct EmulatorProcess {
    let client: EmulatorClient
    /// A scratch folder beside the emulator's own.
    let folder: FilePath

    /// Runs an emulator for as long as the body takes, then ends it with SIGTERM and sees that it ends in good order.
    static func with(
        _ arguments: [String] = [],
        captions: [String: String] = [:],
        _ body: (EmulatorProcess) async throws -> Void
    ) async throws {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let program = FilePath(tests.appending(path: "mux-emulator").path)
        let scratch = FileManager.default.temporaryDirectory.appending(
            path: "mux-emulator-\(UInt64.random(in: 0 ... .max))"
        )
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        // A scratch folder that cannot be removed is the machine's to clean.
        defer { try? FileManager.default.removeItem(at: scratch) }
        for (name, text) in captions { try Data(text.utf8).write(to: scratch.appending(path: name)) }
        let folder = FilePath(scratch.path)
        let given = arguments.map { $0 == "SCRATCH" ? folder.string : $0 }
        let result = try await Subprocess.run(
            .path(program),
            arguments: .init(["--folder", folder.appending("emulator").string] + given),
            environment: .inherit.updating([
                "MUX_TOKEN_ID": EmulatorClient.tokenID, "MUX_TOKEN_SECRET": EmulatorClient.tokenSecret,
                "MUX_WEBHOOK_SECRET": EmulatorClient.webhookSecret,
            ]),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                let event = try JSON(bytes: Array(line.utf8))
                let base = try #require(event["api"]?.text)
                let port = try #require(event["port"]?.integer)
                try await body(EmulatorProcess(client: EmulatorClient(base: base, port: port), folder: folder))
                break
            }
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == .exited(0))
    }
}
