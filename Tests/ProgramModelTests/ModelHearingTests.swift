import EmulatorKit
import Intake
import Manifest
import OpenAIAccess
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

    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows(["openai", "llama-cpp"]))
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

    /// Applause that goes on, and applause in bursts with pauses between them as speech has.
    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows(["anull", "volume='lt(mod(t,0.5),0.3)':eval=frame"]))
    func whatIsInventedOverApplauseIsLeftOutAndTold(applause: String) async throws {
        try await ModelInbox.with(["--invents"]) { inbox in
            try await Self.addTones(to: inbox, applause: applause)
            let ending = try await inbox.run("--recogniser", "server", "--analyst", "extractive")
            #expect(ending.code == 0, "\(ending.errors)")
            let text = try Self.transcript(inbox)
            #expect(text.split { !$0.isLetter }.count { ToneSpeech.vocabulary.contains(String($0)) } == 300)
            for word in ["going", "work", "told", "other"] { #expect(!text.contains(" \(word) "), "\(text)") }
            let notes = try inbox.manifest("tones").notes
            let note = try #require(notes.first { $0.contains("nobody seems to have said") }, "\(notes)")
            let why = applause == "anull" ? "no pauses as speech has" : "a second hearing gives others"
            #expect(note.contains("at 0:2") && note.contains(why), "\(note)")
            #expect(try await inbox.server.stats().answeredAgain == 0)
        }
    }

    @Test(.timeLimit(.minutes(3))) func aServerThatTranscribesNothingIsReported() async throws {
        try await ModelInbox.with(["--no-transcriptions"]) { inbox in
            try await Self.addTones(to: inbox)
            let ending = try await inbox.run("--recogniser", "server")
            #expect(ending.code == 3, "\(ending.errors)")
            let error = try #require(try inbox.manifest("tones").error)
            #expect(error.class == .config && error.stage == .fetchVTT, "\(error)")
        }
    }

    private static func transcript(_ inbox: ModelInbox) throws -> String {
        String(decoding: try Files.read(inbox.outbox.appending("tones/transcript.vtt")), as: UTF8.self)
    }

    private static func heard(_ inbox: ModelInbox) throws -> [Substring] {
        try transcript(inbox).split { !$0.isLetter }.filter { ToneSpeech.vocabulary.contains(String($0)) }
    }

    /// Adds a video whose sound is words of tones, and which has no captions; with applause, made by a filter from noise, all is
    /// said four times more after ten seconds of it.
    private static func addTones(to inbox: ModelInbox, applause: String? = nil) async throws {
        let words = ToneSpeech.times(said.joined(separator: " | "), from: 0.5)
        let once = (words.last?.start ?? 0) + 1.5
        // A fifth of the sound is as much as is asked for again: the applause, and a second hearing of what is heard in it.
        let duration = applause == nil ? once : 5 * once + 10
        try inbox.write(ToneSpeech.wave(words: words, duration: once), to: "tones.wav")
        let noise = applause.map { "anoisesrc=d=10:a=0.35:r=16000:seed=1,\($0)[b]" }
        let sound =
            noise.map { "[1:a]asplit=5[a][c][d][e][f];\($0);[a][b][c][d][e][f]concat=n=6:v=0:a=1[s]" }
            ?? "[1:a]anull[s]"
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: [
                "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i",
                "testsrc2=size=128x72:rate=10:duration=\(duration)",
                "-i", "tones.wav", "-filter_complex", sound, "-map", "0:v", "-map", "[s]", "-c:v", "libx264", "-preset",
                "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-c:a",
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
