import Subprocess
import SystemPackage
import Testing

/// Mux's own Python client, unmodified, against the emulator. It runs where `mux_python` is installed.
@Suite(.timeLimit(.minutes(2)))
struct MuxSDKTests {
    @Test(.enabled("needs a Python with mux_python; PYTHON_SDKS names it") { await SDKPython.has("mux_python") })
    func theOfficialClientWorks() async throws {
        try await EmulatorProcess.with { emulator in
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 3)
            let held = try await SDKPython.run(
                "mux_sdk.py",
                [emulator.client.base, video.string],
                environment: [
                    "MUX_TOKEN_ID": EmulatorClient.tokenID, "MUX_TOKEN_SECRET": EmulatorClient.tokenSecret,
                ]
            )
            #expect(held == ["created", "sent", "ready", "clipped", "listed", "deleted"])
        }
    }
}
