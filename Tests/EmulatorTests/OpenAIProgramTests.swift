import EmulatorKit
import FoundationEssentials
import OpenAIEmulator
import Subprocess
import SystemPackage
import Testing

/// The emulator as a program, and the official client against it.
@Suite(.timeLimit(.minutes(2)))
struct OpenAIProgramTests {
    private static var program: FilePath {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return FilePath(tests.appending(path: "openai-emulator").path)
    }

    /// Runs it for as long as the body takes, then ends it with SIGTERM and sees that it ends in good order.
    private func run(_ arguments: [String], _ body: (OpenAIService) async throws -> Void) async throws {
        let result = try await Subprocess.run(
            .path(Self.program),
            arguments: .init(arguments),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                let event = try JSON(bytes: Array(line.utf8))
                #expect(event["event"] == "listening")
                let base = try #require(event["api"]?.text)
                try await body(OpenAIService(base: base, port: try #require(event["port"]?.integer)))
                break
            }
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == .exited(0))
    }

    @Test func itsOptionsAreHeeded() async throws {
        let arguments = [
            "--dialect", "llama-cpp", "--model", "local", "--seed", "9", "--model-kind", "mediocre", "--no-usage",
            "--no-transcriptions", "--fault", "500=1", "--fault", "cut=0", "--at-most", "1", "--think", "1",
        ]
        try await run(arguments) { service in
            let failed = try await service.chat(Asked.text("Hello."))
            #expect(failed.status == 500)
            #expect(try failed.json["error"]?["code"] == 500)
            let answered = try await service.chat(Asked.text("Hello."))
            #expect(try answered.json["model"] == "local")
            #expect(try answered.json["usage"] == nil)
        }
    }

    @Test(arguments: [
        ["--fault", "flood=1"], ["--fault", "500=2"], ["--fault", "500=0.6", "--fault", "503=0.6"],
        ["--model-kind", "scripted"], ["--dialect", "latin"], ["--deaf", "2"],
    ])
    func whatItCannotBeIsReported(arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .path(Self.program),
            arguments: .init(arguments),
            input: .none,
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        #expect(result.terminationStatus == .exited(64))
        #expect(result.standardError.hasPrefix("Error: "))
    }

    @Test(.enabled("needs a Python with openai; PYTHON_SDKS names it") { await SDKPython.has("openai") })
    func theOfficialClientWorks() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tones-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What cannot be removed is the machine's to clean.
        defer { try? FileManager.default.removeItem(at: folder) }
        let wave = folder.appending(path: "talk.wav")
        try Data(ToneSpeech.wave(words: ToneSpeech.times("alpha bravo | charlie"), duration: 3)).write(to: wave)
        try await run(["--key", "sk-emulated-key", "--retry-after", "0.01"]) { service in
            let held = try await SDKPython.run("openai_sdk.py", [service.base, "sk-emulated-key", wave.path])
            #expect(
                held == [
                    "models", "chat", "parsed", "streamed", "authentication", "not found", "bad request", "rate limit",
                    "server", "length", "filter", "refusal", "connection", "retried", "transcribed", "text only",
                ]
            )
        }
    }
}
