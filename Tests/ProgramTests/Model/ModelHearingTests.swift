import EmulatorKit
import Manifest
import OpenAIEmulator
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What a server hears is the transcript where there are no captions, and no sound is paid for twice.
@Suite struct ModelHearingTests {
    /// Five sentences of words of tones, with pauses between them.
    static let said = stride(from: 0, to: 60, by: 12).map {
        ToneSpeech.vocabulary[$0..<($0 + 12)].joined(separator: " ")
    }

    @Test(.timeLimit(.minutes(3)), arguments: ["openai", "llama-cpp"])
    func theWordsOfASoundAreTheTranscript(dialect: String) async throws {
        try await ModelInbox.with(["--dialect", dialect]) { inbox in
            try await Self.addTones(to: inbox)
            let ending = try await inbox.run("--recogniser", "server")
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try inbox.manifest("tones")
            #expect(manifest.status == .ready && !manifest.clips.isEmpty, "\(manifest.error?.message ?? "")")
            #expect(manifest.transcript?.origin == .recogniser)
            #expect(manifest.engines["fetch-vtt"]?.name == "server", "\(manifest.engines)")
            #expect(try Self.heard(inbox) == Self.said.joined(separator: " ").split(separator: " "))
            // A server that hears the same sound again would be paid again.
            let before = try await inbox.server.stats().received
            let record = inbox.outbox.appending("tones").appending("state").appending("3-fetch-vtt.json")
            try Files.removeFile(record)
            let again = try await inbox.run("--recogniser", "server")
            #expect(again.code == 0, "\(again.errors)")
            #expect(try await inbox.server.stats().received == before)
            #expect(try await inbox.server.stats().answeredAgain == 0)
        }
    }

    /// Of each recording a stretch in the middle is lost; another recording of that stretch loses less.
    @Test(.timeLimit(.minutes(3))) func whatWasNotHeardIsAskedAgainOrNoted() async throws {
        try await ModelInbox.with(["--deaf", "1"]) { inbox in
            try await Self.addTones(to: inbox)
            let ending = try await inbox.run("--recogniser", "server", "--analyst", "extractive")
            #expect(ending.code == 0, "\(ending.errors)")
            let missing = Set(Self.said.joined(separator: " ").split(separator: " ")).subtracting(try Self.heard(inbox))
            let stats = try await inbox.server.stats()
            let notes = try inbox.manifest("tones").notes
            #expect(stats.answered > 1 || notes.contains { $0.contains("heard") }, "\(missing) \(notes) \(stats.json)")
            #expect(stats.answeredAgain == 0, "\(stats.json)")
        }
    }

    @Test(.timeLimit(.minutes(3))) func aServerThatTranscribesNothingIsTold() async throws {
        try await ModelInbox.with(["--no-transcriptions"]) { inbox in
            try await Self.addTones(to: inbox)
            let ending = try await inbox.run("--recogniser", "server")
            #expect(ending.code == 3, "\(ending.errors)")
            let error = try #require(try inbox.manifest("tones").error)
            #expect(error.class == .config && error.stage == .fetchVTT, "\(error)")
        }
    }

    private static func heard(_ inbox: ModelInbox) throws -> [Substring] {
        let text = String(
            decoding: try Files.read(inbox.outbox.appending("tones").appending("transcript.vtt")),
            as: UTF8.self
        )
        return text.split { !$0.isLetter }.filter { ToneSpeech.vocabulary.contains(String($0)) }
    }

    /// Adds a video whose sound is words of tones, and which has no captions.
    private static func addTones(to inbox: ModelInbox) async throws {
        let words = ToneSpeech.times(said.joined(separator: " | "), from: 0.5)
        let duration = (words.last?.start ?? 0) + 1.5
        try inbox.write(ToneSpeech.wave(words: words, duration: duration), to: "tones.wav")
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: [
                "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i",
                "testsrc2=size=128x72:rate=10:duration=\(duration)",
                "-i", "tones.wav", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-c:a",
                "aac", "-b:a", "128k", "-shortest", "inbox/tones.mp4",
            ],
            workingDirectory: inbox.folder,
            input: .none,
            output: .discarded,
            error: .discarded
        )
        #expect(result.terminationStatus.isSuccess)
    }
}
