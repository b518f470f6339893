import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// Mux's own Python client, unmodified, against the emulator. It runs where `mux_python` is installed.
@Suite(.timeLimit(.minutes(2)))
struct MuxSDKTests {
    /// A Python that has `mux_python`: MUX_PYTHON names it, or else `python3` is tried.
    private static func python() async throws -> String? {
        let name = ProcessInfo.processInfo.environment["MUX_PYTHON"] ?? "python3"
        let program: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
        do {
            let result = try await Subprocess.run(
                program,
                arguments: ["-c", "import mux_python"],
                output: .discarded,
                error: .discarded
            )
            return result.terminationStatus.isSuccess ? name : nil
        } catch {
            // There is no such program.
            return nil
        }
    }

    @Test(.enabled("needs a Python with mux_python; MUX_PYTHON names it") { try await python() != nil })
    func theOfficialClientWorks() async throws {
        let name = try #require(try await Self.python())
        try await EmulatorProcess.with { emulator in
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 3)
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "mux_sdk.py").path
            let result = try await Subprocess.run(
                name.contains("/") ? .path(FilePath(name)) : .name(name),
                arguments: [script, emulator.client.base, video.string],
                environment: .inherit.updating([
                    "MUX_TOKEN_ID": EmulatorClient.tokenID, "MUX_TOKEN_SECRET": EmulatorClient.tokenSecret,
                ]),
                output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20)
            )
            #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
            let held = result.standardOutput.split(separator: "\n")
            #expect(held == ["created", "sent", "ready", "clipped", "listed", "deleted"])
        }
    }
}
