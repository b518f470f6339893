import EmulatorKit
import FoundationEssentials
import OpenAIEmulator
import Subprocess
import TestSupport
import Testing

/// Words made of tones are heard where they stand, whatever carries them.
@Suite(.timeLimit(.minutes(2)))
struct OpenAITranscriptionTests {
    /// Every word of the vocabulary, in sentences of eight with pauses of a second.
    private static let all: [(word: String, start: Double)] = {
        let parts = stride(from: 0, to: 64, by: 8).map { ToneSpeech.vocabulary[$0..<($0 + 8)].joined(separator: " ") }
        return ToneSpeech.times(parts.joined(separator: " | "), from: 0.4)
    }()

    private static let verbose = [
        "response_format=verbose_json", "timestamp_granularities[]=word", "timestamp_granularities[]=segment",
    ]

    /// A recording as ffmpeg encodes it.
    private static func encoded(_ wave: [UInt8], _ arguments: [String], _ ending: String) async throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "tones-\(UInt64.random(in: 0 ... .max)).\(ending)"
        )
        // What cannot be removed is the machine's to clean.
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: .init(["-v", "error", "-f", "wav", "-i", "-"] + arguments + [file.path]),
            input: .array(wave),
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return [UInt8](try Data(contentsOf: file))
    }

    @Test(
        arguments: LongTables.rows(
            [
                ("wav", 16_000, nil), ("wav", 48_000, nil), ("flac", 16_000, ["-c:a", "flac"]),
                ("flac", 48_000, ["-ar", "16000", "-c:a", "flac"]),
                ("ogg", 48_000, ["-c:a", "libopus", "-b:a", "24k"]),
                ("webm", 16_000, ["-c:a", "libopus", "-b:a", "32k"]), ("m4a", 16_000, ["-c:a", "aac", "-b:a", "48k"]),
                ("m4a", 48_000, ["-c:a", "aac", "-b:a", "96k"]),
                ("mp3", 16_000, ["-c:a", "libmp3lame", "-b:a", "64k"]),
            ] as [(String, Int, [String]?)]
        )
    )
    func everyWordThereAndBack(ending: String, rate: Int, codec: [String]?) async throws {
        let wave = ToneSpeech.wave(words: Self.all, duration: 26, rate: rate)
        let bytes = if let codec { try await Self.encoded(wave, codec, ending) } else { wave }
        try await OpenAIService.with { service in
            let reply = try await service.transcribe(bytes, name: "talk.\(ending)", Self.verbose)
            #expect(reply.status == 200)
            let json = try reply.json
            let words = json["words"]?.items ?? []
            #expect(words.compactMap { $0["word"]?.text } == ToneSpeech.vocabulary)
            for (word, said) in zip(words, Self.all) {
                #expect(abs((word["start"]?.double ?? 0) - said.start) <= 0.0151, "\(said)")
                #expect(abs((word["end"]?.double ?? 0) - said.start - ToneSpeech.burst) <= 0.0151, "\(said)")
            }
            let segments = json["segments"]?.items ?? []
            #expect(segments.count == 8)
            #expect(segments.first?["text"]?.text == " " + ToneSpeech.vocabulary[..<8].joined(separator: " "))
            #expect(json["text"]?.text == ToneSpeech.vocabulary.joined(separator: " "))
            #expect(json["language"] == "english")
            #expect(abs((json["duration"]?.double ?? 0) - 26) < 0.1)
            let heard = try await service.stats["seconds_heard"]?.double
            #expect(heard == json["duration"]?.double)
        }
    }

    private static let short = ToneSpeech.wave(words: ToneSpeech.times("alpha bravo | charlie"), duration: 3)

    @Test func otherSoundsAndSilenceAreNoWords() async throws {
        let silence = ToneSpeech.wave(words: [], duration: 2)
        var generator = SeededGenerator(seed: 5)
        let noise = silence[..<44] + (0..<64_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try await OpenAIService.with { service in
            for recording in [silence, Array(noise)] {
                let json = try await service.transcribe(recording, Self.verbose).json
                #expect(json["text"] == "")
                #expect(json["words"] == [])
            }
        }
    }

    @Test(
        arguments: [
            (.openai, "whisper-1", 200, true, true), (.openai, "gpt-4o-transcribe", 400, false, false),
            (.ollama, "w", 200, false, false), (.llamaCpp, "w", 200, false, false), (.vllm, "w", 200, true, false),
        ] as [(ServiceDialect, String, Int, Bool, Bool)]
    )
    func aServerGivesWhatItHas(
        dialect: ServiceDialect,
        model: String,
        status: Int,
        hasSegments: Bool,
        hasWords: Bool
    ) async throws {
        try await OpenAIService.with({ $0.dialect = dialect }) { service in
            let reply = try await service.transcribe(Self.short, Self.verbose + ["model=\(model)"])
            #expect(reply.status == status)
            if status == 200, dialect != .llamaCpp {
                let json = try reply.json
                #expect((json["segments"] != nil) == hasSegments)
                #expect((json["words"] != nil) == hasWords)
                #expect(json["text"] == "alpha bravo charlie")
            } else if status == 200 {
                #expect(reply.headers["content-type"]?.hasPrefix("text/plain") == true)
                #expect(reply.text == "alpha bravo charlie\n")
            } else {
                #expect(try reply.json["error"]?["param"] == "response_format")
                let plain = try await service.transcribe(Self.short, ["model=\(model)", "response_format=json"])
                #expect(try plain.json["text"] == "alpha bravo charlie")
                #expect(try plain.json["usage"]?["type"] == "tokens")
            }
        }
    }

    @Test func subtitlesAndWhatIsRefused() async throws {
        try await OpenAIService.with { service in
            let subtitles = try await service.transcribe(Self.short, ["response_format=vtt"])
            #expect(subtitles.text.hasPrefix("WEBVTT\n\n00:00:00.000 --> 00:00:00.460\nalpha bravo\n\n"))
            let grains = try await service.transcribe(Self.short, ["timestamp_granularities[]=word"])
            #expect(grains.status == 400)
            let ending = try await service.transcribe(Self.short, name: "talk.txt")
            #expect(ending.status == 400)
            let broken = try await service.transcribe(Array("no sound".utf8))
            #expect(broken.status == 400)
            let large = try await service.transcribe([UInt8](repeating: 0, count: 25_000_000))
            #expect(large.status == 413)
        }
        try await OpenAIService.with({ $0.hasTranscriptions = false }) { service in
            let none = try await service.transcribe(Self.short)
            #expect(none.status == 404)
        }
    }

    @Test func aDeafServerMissesAStretchInTheMiddleAndTheSameAgain() async throws {
        let wave = ToneSpeech.wave(words: Self.all, duration: 26)
        let change: (inout OpenAIOptions) -> Void = { $0.deafness = 1 }
        try await OpenAIService.with(change) { service in
            let heard = try await service.transcribe(wave).json["text"]?.text?.split(separator: " ") ?? []
            #expect((40...52).contains(heard.count))
            #expect(heard.first == "alpha")
            #expect(heard.last == "marble")
            let again = try await service.transcribe(wave).json["text"]?.text?.split(separator: " ") ?? []
            #expect(again == heard)
            // The boundary of a form differs each time; the request does not.
            let request = try #require(try await service.stats["requests"]?.items)
            #expect(request.count == 1)
            #expect(request.first?["received"] == 2)
        }
    }

    @Test func silenceIsFilledWithWhatWasSaid() async throws {
        try await OpenAIService.with({ $0.hallucinates = true }) { service in
            let wave = ToneSpeech.wave(words: ToneSpeech.times("alpha bravo"), duration: 6)
            let json = try await service.transcribe(wave, Self.verbose).json
            let segments = json["segments"]?.items ?? []
            #expect(segments.compactMap { $0["text"]?.text } == [" alpha bravo", " alpha bravo"])
            #expect(segments.last?["no_speech_prob"]?.double == 0.9)
            #expect(segments.last?["end"]?.double ?? 9 < 6)
            #expect(json["words"]?.items?.count == 4)
        }
    }
}
