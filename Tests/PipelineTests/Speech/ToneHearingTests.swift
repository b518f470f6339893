import Glibc
import HTTPTransfer
import Intake
import Media
import OpenAIChat
import SystemPackage
import TestSupport
import Testing
import Transcript

@testable import Pipeline
@testable import Recognisers

/// The whole way from a video to captions, with words that are tones and a server that hears tones.
@Suite(.timeLimit(.minutes(3)))
struct ToneHearingTests {
    /// How the video is made of the sound; the clock of its player.
    struct Form: Sendable, CustomTestStringConvertible {
        var file: String
        var coding: [String]
        /// Seconds by which the sound begins after the picture.
        var late = 0.0
        /// More than the first minute, which is asked for alone.
        var seconds = 100.0
        var testDescription: String { "\(file), \(late) s late" }
    }

    @Test(arguments: [
        Form(file: "talk.mp4", coding: ["-c:a", "aac", "-ar", "44100", "-b:a", "96k"]),
        Form(file: "talk.mkv", coding: ["-c:a", "libopus", "-b:a", "48k"], late: 0.7),
        // More than the first minute and ten more: three requests.
        Form(file: "long.mkv", coding: ["-c:a", "flac"], late: 0.7, seconds: 680),
        Form(file: "talk.ts", coding: ["-c:a", "aac", "-ar", "48000", "-b:a", "96k"]),
    ])
    func wordsStandWhereTheyWereSaid(_ form: Form) async throws {
        let tones = Tones(seconds: form.seconds, seed: 11)
        try await ScratchFolder.with { folder in
            try Self.write(tones.wave, to: folder.path.appending("talk.wav"))
            try await ffmpeg(
                [
                    "-f", "lavfi", "-i", "testsrc2=s=32x32:r=2:d=\(form.seconds)", "-itsoffset", "\(form.late)", "-i",
                    "talk.wav",
                ]
                    + ["-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast"] + form.coding + [
                        form.file
                    ],
                in: folder.path
            )
            let tools = try await MediaTools.find(searchPath: "/usr/local/bin:/usr/bin:/bin", slots: ProcessSlots(2))
            let descriptor = try FileDescriptor.open(folder.path.appending(form.file), .readOnly, options: .closeOnExec)
            // Read from only: closing loses nothing.
            defer { try? descriptor.close() }
            let input = MediaInput(descriptor: descriptor, name: form.file)
            let probe = try await tools.probe(input)
            let track = try #require(probe.mainAudio)
            let curve = try await tools.levelCurve(input, track: track)
            let listener = ServerListener(
                sound: { try await tools.sound($0, of: input, track: track, probe: probe, in: folder.path) },
                transcribe: { request async throws(ChatError) in try await Self.hear(request, in: folder.path) }
            )
            let hearing = SpeechHearing(
                speech: SpeechMap(curve, until: probe.duration),
                duration: probe.duration,
                listener: listener
            )
            let heard = try await hearing.run()
            let late = form.late + (try await pictureStart(form.file, in: folder.path)) - probe.startTime
            #expect(heard.notes.isEmpty, "\(heard.notes)")
            let words = heard.captions.words().map(\.word)
            #expect(words.map(\.text) == tones.words.map { "w\($0.tone)" })
            for (word, said) in zip(words, tones.words) {
                #expect(abs(word.start - said.start - late) < 0.010)
            }
            for (part, said) in zip(heard.parts, tones.words) {
                #expect(abs(part.end - said.start - late - Tones.length) < 0.015)
            }
        }
    }

    private func ffmpeg(_ arguments: [String], in folder: FilePath) async throws {
        let ending = try await Program("/usr/bin/ffmpeg").run(
            ["-nostdin", "-loglevel", "error", "-y"] + arguments,
            in: folder
        )
        try #require(ending.code == 0, "\(ending.errors)")
    }

    /// When the first frame is shown, on the container's clock: some begin with a coder's first packet, before any sound.
    private func pictureStart(_ file: String, in folder: FilePath) async throws -> Double {
        let ending = try await Program("/usr/bin/ffprobe").run(
            ["-v", "error", "-select_streams", "v:0", "-show_entries", "stream=start_time", "-of", "csv=p=0", file],
            in: folder
        )
        return try #require(Double(ending.output.split(whereSeparator: \.isNewline).first ?? ""))
    }

    private static func write(_ bytes: [UInt8], to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        _ = try file.closeAfter { try file.writeAll(bytes) }
    }

    /// Decodes what was sent and finds the tones in it.
    private static func hear(_ request: TranscriptionRequest, in folder: FilePath) async throws(ChatError)
        -> Transcription
    {
        do {
            guard case .bytes(let bytes) = request.audio else { return Transcription(text: "") }
            let name = "sent-\(UInt64.random(in: 0...(.max)))"
            try write(bytes, to: folder.appending("\(name).flac"))
            let ending = try await Program("/usr/bin/ffmpeg").run(
                ["-nostdin", "-loglevel", "error", "-i", "\(name).flac", "-f", "s16le", "\(name).pcm"],
                in: folder
            )
            guard ending.code == 0 else { throw Errno.ioError }
            let pcm = try OutboxTree.read(folder.appending("\(name).pcm"))
            let words = Tones.words(in: pcm).map {
                Transcription.Word(text: "w\($0.tone)", start: $0.start, end: $0.end)
            }
            return Transcription(text: words.map(\.text).joined(separator: " "), words: words)
        } catch {
            throw ChatError(.invalid, call: "hear", words: "\(error)", mayBeBilled: false)
        }
    }
}

/// A sound made of tones: each word a burst of 200 ms at a pitch of its own.
private struct Tones {
    struct Word {
        var tone: Int
        var start: Double
        var end: Double
    }

    static let length = 0.2
    private static let rate = 16000.0
    let words: [Word]
    let seconds: Double

    init(seconds: Double, seed: UInt64) {
        var random = RandomNumbers(seed: seed)
        var words: [Word] = []
        var time = 0.25
        while time + Self.length < seconds - 1 {
            words.append(Word(tone: Int.random(in: 0..<32, using: &random), start: time, end: time + Self.length))
            let pause = Int.random(in: 0..<8, using: &random) == 0 ? 400...1200 : 60...120
            time += Self.length + Double(Int.random(in: pause, using: &random)) / 1000
        }
        self.words = words
        self.seconds = seconds
    }

    private static func pitch(_ tone: Int) -> Double { 400 + 80 * Double(tone) }

    /// 16 kHz, mono, 16 bits, in a WAV file.
    var wave: [UInt8] {
        var samples = [Int16](repeating: 0, count: Int(seconds * Self.rate))
        for word in words {
            let first = Int((word.start * Self.rate).rounded())
            let count = Int(Self.length * Self.rate)
            let step = 2 * Double.pi * Self.pitch(word.tone) / Self.rate
            for index in 0..<count {
                let ramp = min(1, Double(min(index, count - index)) / 80)
                samples[first + index] = Int16(12000 * ramp * sin(step * Double(index)))
            }
        }
        var bytes = Array("RIFF".utf8) + Self.little(UInt32(36 + samples.count * 2), 4) + Array("WAVEfmt ".utf8)
        bytes += Self.little(16, 4) + Self.little(1, 2) + Self.little(1, 2) + Self.little(16000, 4)
        bytes += Self.little(32000, 4) + Self.little(2, 2) + Self.little(16, 2) + Array("data".utf8)
        bytes += Self.little(UInt32(samples.count * 2), 4)
        bytes.reserveCapacity(bytes.count + samples.count * 2)
        for sample in samples {
            bytes.append(UInt8(truncatingIfNeeded: sample))
            bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        return bytes
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }

    /// The bursts in samples of 16 kHz: by energy in steps of 2.5 ms, their pitch by how often the sign changes.
    static func words(in pcm: [UInt8]) -> [Word] {
        let samples = stride(from: 0, to: pcm.count - 1, by: 2).map {
            Int(Int16(bitPattern: UInt16(pcm[$0]) | UInt16(pcm[$0 + 1]) << 8))
        }
        let step = 40
        var words: [Word] = []
        var start: Int?
        for index in 0...(samples.count / step) {
            let window = samples[min(samples.count, index * step)..<min(samples.count, (index + 1) * step)]
            let energy = window.reduce(0) { $0 + $1 * $1 } / step
            let sounds = energy > 2500 * 2500
            if sounds, start == nil { start = index * step }
            guard !sounds, let first = start else { continue }
            start = nil
            let burst = samples[first..<min(samples.count, index * step)]
            guard burst.count > 1600 else { continue }
            let middle = burst.dropFirst(400).dropLast(400)
            let changes = zip(middle, middle.dropFirst()).count { ($0 < 0) != ($1 < 0) }
            let pitch = Double(changes) / 2 / (Double(middle.count) / rate)
            words.append(
                Word(
                    tone: Int(((pitch - 400) / 80).rounded()),
                    start: Double(first) / rate,
                    end: Double(burst.endIndex) / rate
                )
            )
        }
        return words
    }
}
