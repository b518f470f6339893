import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Pieces of a sound stand where they stand in the video, to the sample.
@Suite(.timeLimit(.minutes(3)))
struct SoundPieceTests {
    /// A source whose sound has a burst at each whole second of the player's clock.
    struct Source: Sendable, CustomTestStringConvertible {
        var name: String
        var file: String
        /// Seconds by which the sound track begins after the picture; before it where negative.
        var late = 0.0
        var rate = 48000
        /// Seconds by which the container itself has the sound before the picture: ffmpeg's Matroska muxer makes room for what
        /// Opus decodes in vain at the beginning, and its demuxer takes that off again.
        var ahead = 0.0
        var coding: [String]
        /// Further runs of ffmpeg.
        var then: [[String]] = []
        var testDescription: String { name }
    }

    static let sources: [Source] = [
        Source(name: "mp4, aac, 48 kHz", file: "a.mp4", coding: ["-c:a", "aac"]),
        Source(name: "mp4, aac, 44.1 kHz", file: "a.mp4", rate: 44100, coding: ["-c:a", "aac"]),
        Source(name: "mp4, late", file: "a.mp4", late: 0.7, rate: 44100, coding: ["-c:a", "aac"]),
        Source(name: "mp4, early", file: "a.mp4", late: -0.5, coding: ["-c:a", "aac"]),
        Source(name: "mkv, early", file: "a.mkv", late: -0.5, rate: 44100, coding: ["-c:a", "flac"]),
        Source(
            name: "mp4, begun by an edit list",
            file: "a.mp4",
            coding: ["-c:a", "aac", "whole.mp4"],
            then: [["-ss", "2", "-i", "whole.mp4", "-c", "copy"]]
        ),
        Source(name: "mov, pcm, late", file: "a.mov", late: 1.3, rate: 44100, coding: ["-c:a", "pcm_s16le"]),
        Source(name: "mkv, opus", file: "a.mkv", ahead: 0.007, coding: ["-c:a", "libopus"]),
        Source(name: "mkv, opus, late", file: "a.mkv", late: 0.35, ahead: 0.007, coding: ["-c:a", "libopus"]),
        Source(name: "mkv, flac", file: "a.mkv", rate: 44100, coding: ["-c:a", "flac"]),
        Source(name: "ts, aac, 48 kHz", file: "a.ts", coding: ["-c:a", "aac"]),
        Source(name: "ts, aac, 44.1 kHz", file: "a.ts", rate: 44100, coding: ["-c:a", "aac"]),
        Source(
            name: "webm, vorbis",
            file: "a.webm",
            coding: ["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis"]
        ),
        Source(name: "mp3 in mp4", file: "a.mp4", rate: 44100, coding: ["-c:a", "libmp3lame"]),
    ]

    private func make(_ bench: Bench, _ source: Source) async throws -> FilePath {
        let bursts =
            "aevalsrc='if(lt(mod(t+\(source.late)+10,1),0.05),0.7*sin(2*PI*1000*t),0)':d=24:s=\(source.rate)"
        var command = ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=24", "-itsoffset", "\(source.late)"]
        command += ["-f", "lavfi", "-i", bursts, "-map", "0:v", "-map", "1:a", "-t", "24"]
        command += ["-c:v", "libx264", "-preset", "ultrafast", "-g", "100"] + source.coding
        if source.then.isEmpty { command.append(source.file) }
        try await bench.ffmpeg(command)
        for then in source.then { try await bench.ffmpeg(then + [source.file]) }
        return bench.folder.appending(source.file)
    }

    private func sound(_ bench: Bench, _ path: FilePath, _ piece: SoundPiece) async throws -> [UInt8] {
        try await bench.open(path) { input in
            let probe = try await bench.tools.probe(input)
            let track = try #require(probe.mainAudio)
            return try await bench.tools.sound(piece, of: input, track: track, probe: probe, in: bench.folder)
        }
    }

    private func samples(_ bench: Bench, _ flac: [UInt8]) async throws -> [Int16] {
        let path = bench.folder.appending("piece.flac")
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        _ = try file.closeAfter { try file.writeAll(flac) }
        let bytes = try await bench.ffmpeg("-i", "piece.flac", "-f", "s16le", "-")
        return stride(from: 0, to: bytes.count - 1, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }

    /// When bursts begin, in seconds from the first sample; one that goes on at the beginning is left out.
    private func bursts(_ samples: [Int16]) -> [Double] {
        let threshold = (samples.map(\.magnitude).max() ?? 0) / 3
        var found: [Double] = []
        var last = 0
        for (index, sample) in samples.enumerated() where sample.magnitude > threshold {
            if index - last > 4000 { found.append(Double(index) / Double(SoundPiece.rate)) }
            last = index
        }
        return found
    }

    /// When the first frame is shown, on the player's clock. A coder's first packet may lie before the sound that was put in,
    /// and then some containers begin with it.
    private func pictureStart(_ bench: Bench, _ path: FilePath) async throws -> Double {
        try await bench.open(path) { input in
            let arguments =
                ["-v", "error"] + MediaTools.source
                + ["-select_streams", "v:0", "-show_entries", "stream=start_time", "-of", "csv=p=0"]
            let bytes = try await bench.tools.run(
                bench.tools.ffprobe,
                arguments,
                input: input,
                about: "the picture",
                into: ByteSink(limit: 4096)
            ).output.bytes
            let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
            return try #require(Double(text)) - (try await bench.tools.probe(input)).startTime
        }
    }

    @Test(arguments: LongTables.rows(sources, every: 2))
    func firstSampleIsWhereItWasAskedFor(_ source: Source) async throws {
        try await Bench.run { bench in
            let path = try await make(bench, source)
            let zero = try await pictureStart(bench, path)
            for first in [0, 5 * 16000 + 4800, 13 * 16000 + 7777] {
                let piece = SoundPiece(firstSample: first, samples: 8 * 16000 + 123)
                let samples = try await samples(bench, try await sound(bench, path, piece))
                #expect(samples.count == piece.samples)
                let times = bursts(samples).map { $0 + piece.start - zero + source.ahead }
                #expect(times.count >= (first == 0 ? 6 : 7), "\(times)")
                #expect(times.allSatisfy { abs($0 - $0.rounded()) < 0.004 }, "\(times)")
            }
        }
    }

    @Test func piecesOfPlainSamplesAreTheSamples() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "anoisesrc=a=0.3:d=20:r=16000:seed=3",
                "-c:a",
                "pcm_s16le",
                "a.wav"
            )
            let path = bench.folder.appending("a.wav")
            let whole = try await bench.ffmpeg("-i", "a.wav", "-f", "s16le", "-")
            var joined: [Int16] = []
            for (first, end) in [(0, 50001), (50001, 50002), (50002, 200_000), (200_000, 320_000)] {
                let piece = SoundPiece(firstSample: first, samples: end - first)
                joined += try await samples(bench, try await sound(bench, path, piece))
            }
            #expect(joined.count == 320_000)
            #expect(joined.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } == whole)
        }
    }

    @Test func sameSourceGivesTheSameBytes() async throws {
        try await Bench.run { bench in
            let path = try await make(bench, Self.sources[0])
            let piece = SoundPiece(firstSample: 100_000, samples: 200_000)
            let once = try await sound(bench, path, piece)
            // Other pieces are made at the same time.
            async let other = sound(bench, path, SoundPiece(firstSample: 160_000, samples: 64000))
            #expect(try await sound(bench, path, piece) == once)
            #expect(try await other.isEmpty == false)
            #expect(try bench.names(in: bench.folder) == ["a.mp4"])
        }
    }

    @Test func soundThatIsNotThereIsSilent() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg("-f", "lavfi", "-i", "sine=500:d=3", "-c:a", "flac", "a.mkv")
            let path = bench.folder.appending("a.mkv")
            let samples = try await samples(
                bench,
                try await sound(bench, path, SoundPiece(firstSample: 32000, samples: 48000))
            )
            #expect(samples.count == 48000)
            #expect(samples[100..<15000].contains { $0.magnitude > 2000 })
            #expect(samples[17000...].allSatisfy { $0 == 0 })
        }
    }

    @Test func tenMinutesOfNoiseStayUnderTheLimitOfServers() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg("-f", "lavfi", "-i", "anoisesrc=a=1:d=601:r=16000", "-c:a", "pcm_s16le", "a.wav")
            let piece = SoundPiece(firstSample: 0, samples: 600 * 16000)
            let flac = try await sound(bench, bench.folder.appending("a.wav"), piece)
            #expect(flac.count < 20_000_000)
        }
    }

    @Test func levelsShowWordsAndPauses() async throws {
        try await Bench.run { bench in
            let words = "aevalsrc='if(lt(mod(t,0.26),0.2),0.5*sin(2*PI*700*t),0)':d=5.2:s=44100"
            try await bench.ffmpeg("-f", "lavfi", "-i", words, "-c:a", "flac", "a.mkv")
            try await bench.open(bench.folder.appending("a.mkv")) { input in
                let probe = try await bench.tools.probe(input)
                let curve = try await bench.tools.levelCurve(input, track: try #require(probe.mainAudio))
                #expect(abs(curve.values.count - 260) <= 1)
                for word in 0..<20 {
                    let first = word * 13
                    #expect(curve.values[(first + 1)..<(first + 9)].allSatisfy { abs($0 + 9) < 1 })
                    #expect(curve.values[(first + 11)..<(first + 13)].allSatisfy { $0 < -50 })
                }
                // A piece of it is as loud; its first filter states differ.
                let track = try #require(probe.mainAudio)
                let piece = SoundPiece(firstSample: 2 * SoundPiece.rate, samples: SoundPiece.rate)
                let part = try await bench.tools.levels(piece, of: input, track: track, probe: probe)
                #expect(part.values.count == 50)
                #expect(
                    zip(part.values, curve.values[100..<150]).dropFirst().allSatisfy { abs($0 - $1) < 1 || $0 < -50 }
                )
            }
        }
    }
}
