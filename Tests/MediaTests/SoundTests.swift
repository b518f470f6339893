import SystemPackage
import TestSupport
import Testing

@testable import Media

/// The sound of a clip: its loudness, its place in time, and the tracks it may come from.
@Suite(.timeLimit(.minutes(3)))
struct SoundTests {
    /// A sound source of ffmpeg, and the options that code it.
    struct Source: Sendable, CustomTestStringConvertible {
        var name: String
        var lavfi: String
        var coding: [String]
        var testDescription: String { name }
    }

    static let loud: [Source] = [
        Source(name: "very quiet", lavfi: "anoisesrc=a=0.01:d=12:r=48000", coding: ["-c:a", "pcm_s24le"]),
        Source(
            name: "very dynamic",
            lavfi: "aevalsrc='(random(0)-0.5)*if(lt(mod(t,2),0.04),1.9,0.02)':d=12:s=48000",
            coding: ["-c:a", "aac"]
        ),
        Source(
            name: "clipped",
            lavfi: "aevalsrc='clip(3*sin(2000*t)+random(0)-0.5,-1,1)':d=12",
            coding: ["-c:a", "aac"]
        ),
        Source(
            name: "5.1 at 44.1 kHz",
            lavfi: "aevalsrc='0.3*sin(900*t)|0.1*sin(700*t)|0.4*sin(500*t)|0|0|0.1':d=12:c=5.1",
            coding: ["-c:a", "ac3", "-ar", "44100"]
        ),
        Source(name: "8 kHz mono", lavfi: "sine=300:r=8000:d=12", coding: ["-c:a", "pcm_s16le"]),
        Source(name: "ends early", lavfi: "sine=500:r=48000:d=5.2", coding: ["-c:a", "aac"]),
    ]

    private func cut(_ bench: Bench, _ source: FilePath, _ request: ClipRequest) async throws -> ClipReport {
        let out = try bench.outbox()
        return try await bench.open(source) { input in
            let probe = try await bench.tools.probe(input)
            return try await bench.tools.cut(request, from: input, probe: probe, in: out)
        }
    }

    private func make(_ bench: Bench, _ sound: String, _ coding: [String]) async throws -> FilePath {
        try await bench.ffmpeg(
            ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=12", "-f", "lavfi", "-i", sound, "-t", "12"]
                + ["-c:v", "libx264", "-preset", "ultrafast"] + coding + ["a.mov"]
        )
        return bench.folder.appending("a.mov")
    }

    private func request(_ start: Double, _ end: Double) -> ClipRequest {
        ClipRequest(start: start, end: end, preset: "ultrafast")
    }

    @Test(arguments: LongTables.rows(loud, every: 2))
    func isBroughtToItsLoudness(_ source: Source) async throws {
        try await Bench.run { bench in
            let report = try await cut(bench, try await make(bench, source.lavfi, source.coding), request(3, 9))
            #expect(abs(try #require(report.loudness) + 14) <= 0.5)
            #expect(try #require(report.truePeak) <= -1)
            #expect(try #require(report.audioVideoGap) <= 0.011)
        }
    }

    @Test(arguments: ["anullsrc=d=12", "anoisesrc=a=0.00001:d=12"])
    func silenceIsLeftAsItIs(_ sound: String) async throws {
        try await Bench.run { bench in
            let report = try await cut(bench, try await make(bench, sound, ["-c:a", "pcm_s24le"]), request(3, 6))
            #expect(report.loudness == nil && report.truePeak == nil)
            #expect(report.notes.count == 1)
        }
    }

    @Test(arguments: [0.1, 0.3])
    func veryShortClipsAreMadeToo(_ seconds: Double) async throws {
        try await Bench.run { bench in
            let report = try await cut(
                bench,
                try await make(bench, "sine=440:d=12", ["-c:a", "aac"]),
                request(3, 3 + seconds)
            )
            #expect(report.frames == Int((seconds * 25).rounded(.up)))
            #expect(try #require(report.audioVideoGap) <= 0.011)
        }
    }

    @Test func spanBehindTheSoundIsSilent() async throws {
        try await Bench.run { bench in
            let report = try await cut(bench, try await make(bench, "sine=440:d=4", ["-c:a", "aac"]), request(8, 10))
            #expect(report.loudness == nil && report.frames == 50)
        }
    }

    /// A click at each whole second of the source; the sound of the source begins 0.7 s late.
    @Test(arguments: [0.0, 0.7])
    func clicksStayInTheirPlaces(late: Double) async throws {
        try await Bench.run { bench in
            let clicks = "aevalsrc='if(lt(mod(t+\(late),1),0.002),0.9*sin(20000*t),0.05*sin(5000*t))':d=10:s=48000"
            try await bench.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:r=25:d=12",
                "-itsoffset",
                "\(late)",
                "-f",
                "lavfi",
                "-i",
                clicks,
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-c:a",
                "pcm_s16le",
                "a.mov"
            )
            let report = try await cut(bench, bench.folder.appending("a.mov"), request(0.2, 5.2))
            let first = report.firstFrameTime
            let samples = try await bench.samples(of: bench.folder.appending("out").appending("clip.mp4"))
            let threshold = (samples.map { Int($0).magnitude }.max() ?? 0) * 2 / 3
            var found: [Double] = []
            for (index, sample) in samples.enumerated() where Int(sample).magnitude > threshold {
                let time = Double(index) / 48000
                if found.last.map({ time - $0 > 0.5 }) ?? true { found.append(time) }
            }
            let whole = found.map { $0 + first }
            #expect(whole.count == 5)
            #expect(whole.allSatisfy { abs($0 - $0.rounded()) < 0.003 }, "\(whole)")
        }
    }

    @Test func theTrackAskedForIsTaken() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:r=25:d=8",
                "-f",
                "lavfi",
                "-i",
                "anullsrc=d=8",
                "-f",
                "lavfi",
                "-i",
                "sine=440:d=8",
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-map",
                "2:a",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-c:a",
                "aac",
                "a.mp4"
            )
            let path = bench.folder.appending("a.mp4")
            var asked = request(2, 4)
            let silent = try await cut(bench, path, asked)
            #expect(silent.loudness == nil)
            asked.audioTrack = 2
            let loudness = (try await cut(bench, path, asked)).loudness ?? 0
            #expect(abs(loudness + 14) < 0.5)
            asked.audioTrack = 7
            await #expect(throws: MediaError.noTrack(source: "a.mp4", what: "sound track 7")) {
                _ = try await cut(bench, path, asked)
            }
        }
    }
}
