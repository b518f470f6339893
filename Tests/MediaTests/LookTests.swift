import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Clips and thumbnails have the colours of the source, and the coding that every player takes.
@Suite(.timeLimit(.minutes(3)))
struct LookTests {
    private func cut(_ bench: Bench, _ source: FilePath, _ request: ClipRequest) async throws -> ClipReport {
        let out = try bench.outbox()
        return try await MediaInput.withFile(source) { input throws(MediaError) in
            let probe = try await bench.tools.probe(input)
            return try await bench.tools.cut(request, from: input, probe: probe, in: out)
        }
    }

    /// The middle pixel of a picture, red, green, blue.
    private func pixel(
        _ bench: Bench,
        _ file: String,
        from filters: String = "scale=flags=accurate_rnd+full_chroma_int"
    ) async throws -> [Int] {
        let bytes = try await bench.ffmpeg(
            ["-i", "out/\(file)", "-frames:v", "1", "-vf", "\(filters),format=rgb24,crop=1:1", "-f", "rawvideo", "-"]
        )
        return bytes.map { Int($0) }
    }

    /// A plain colour as a source codes it, and what is to be seen.
    struct Patch: Sendable, CustomTestStringConvertible {
        var name: String
        var colour: String
        var coding: [String]
        var file = "a.mp4"
        var seen: [Int]
        var testDescription: String { name }
    }

    private static let tags709 = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
    private static let plain = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "4", "-pix_fmt", "yuv420p"]
    private static let ten = [
        "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:qp=4", "-pix_fmt", "yuv420p10le",
    ]
    static let patches = [
        Patch(
            name: "BT.709 green",
            colour: "color=0x00bf00:s=1280x720,scale=out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int",
            coding: plain + tags709,
            seen: [0, 191, 0]
        ),
        Patch(
            name: "SMPTE 240M",
            colour: "color=0x00bf00:s=1280x720,scale=out_color_matrix=smpte240m:flags=accurate_rnd+full_chroma_int",
            coding: plain + ["-colorspace", "smpte240m", "-color_primaries", "smpte240m", "-color_trc", "smpte240m"],
            seen: [0, 191, 0]
        ),
        Patch(
            name: "PQ, 203 cd/m2",
            colour: "nullsrc=s=1280x720:r=25,format=yuv420p10le,geq=lum=572:cb=512:cr=512",
            coding: ten + ["-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "smpte2084"],
            seen: [241, 241, 241]
        ),
        Patch(
            name: "PQ, only its transfer tagged, an odd size",
            colour: "nullsrc=s=641x361:r=25,format=yuv420p10le,geq=lum=572:cb=512:cr=512",
            coding: ["-c:v", "ffv1", "-pix_fmt", "yuv420p10le", "-color_trc", "smpte2084"],
            file: "a.mkv",
            seen: [241, 241, 241]
        ),
        Patch(
            name: "HLG, 75 %, only its transfer tagged",
            colour: "nullsrc=s=1280x720:r=25,format=yuv420p10le,geq=lum=721:cb=512:cr=512",
            coding: ten + ["-color_trc", "arib-std-b67"],
            seen: [241, 241, 241]
        ),
        Patch(
            name: "BT.2020, no high range: grey stays",
            colour: "color=0x808080:s=1280x720",
            coding: ten + ["-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "bt2020-10"],
            seen: [128, 128, 128]
        ),
        Patch(
            name: "alpha over black",
            colour: "color=0xff0000@0.5:s=1280x720,format=rgba",
            coding: ["-c:v", "qtrle", "-pix_fmt", "argb"],
            file: "a.mov",
            seen: [127, 0, 0]
        ),
        Patch(
            name: "opaque alpha in ProRes",
            colour: "color=0x00bf00:s=1280x720,format=rgba,scale=out_color_matrix=bt709,format=yuva444p10le",
            coding: ["-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"] + tags709,
            file: "a.mov",
            seen: [0, 191, 0]
        ),
    ]

    @Test(arguments: LongTables.rows(patches, every: 2))
    func coloursAreThoseOfTheSource(_ patch: Patch) async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg(
                ["-f", "lavfi", "-i", "\(patch.colour)", "-r", "25", "-t", "1"] + patch.coding + [patch.file]
            )
            let report = try await cut(bench, bench.folder.appending(patch.file), ClipRequest(start: 0, end: 1))
            #expect(report.frames == 25)
            let clip = try await pixel(
                bench,
                "clip.mp4",
                from: "scale=out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int"
            )
            let thumbnail = try await pixel(bench, "clip.jpg")
            for (shown, seen) in zip(clip + thumbnail, patch.seen + patch.seen) {
                #expect(abs(shown - seen) <= 5, "clip \(clip), thumbnail \(thumbnail)")
            }
        }
    }

    @Test(arguments: LongTables.rows([20, 35, 45, 51]))
    func coarseCodingPassesItsCheck(crf: Int) async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg(
                ["-f", "lavfi", "-i", "mandelbrot=s=160x90:r=60000/1001", "-t", "2", "-c:v", "libx264"]
                    + ["-preset", "ultrafast", "-pix_fmt", "yuv420p", "a.mp4"]
            )
            let request = ClipRequest(start: 0, end: 2, crf: crf, preset: "ultrafast")
            _ = try await cut(bench, bench.folder.appending("a.mp4"), request)
            let probe = try await MediaInput.withFile(bench.folder.appending("out/clip.mp4")) {
                input throws(MediaError) in
                try await bench.tools.probe(input)
            }
            #expect(probe.video?.profile == "High" && probe.video?.nominalRate == Rational(60000, 1001))
        }
    }

    /// A screen that changes at 0, 4 and 10 s, in containers of several kinds; the sound goes on to 20 s.
    @Test(arguments: LongTables.pairs(["a.mp4", "a.mkv", "a.mov"], [(5.0, 9.0), (2.2, 11.0), (12.0, 19.0)], every: 4))
    func aSparsePictureFillsItsClip(_ file: String, _ span: (Double, Double)) async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg(
                ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=12,select='eq(n,0)+eq(n,40)+eq(n,100)+eq(n,101)'"]
                    + ["-f", "lavfi", "-i", "sine=440:d=20", "-t", "20", "-fps_mode", "passthrough"] + Fixture.h264
                    + [file]
            )
            let report = try await cut(
                bench,
                bench.folder.appending(file),
                ClipRequest(start: span.0, end: span.1, preset: "ultrafast")
            )
            #expect(abs(report.duration - (span.1 - span.0)) < 0.04 && abs(report.lengthDifference) < 0.04)
            #expect(report.start == span.0 && report.firstFrameTime < span.0 && report.frameRate >= 24)
            #expect(try #require(report.audioVideoGap) <= 0.021)
        }
    }

    @Test func silenceWithClicksIsQuieter() async throws {
        try await Bench.run { bench in
            let clicks = "aevalsrc='if(lt(mod(t,3),0.0005),0.9,0)':s=48000:d=12"
            try await bench.ffmpeg(
                ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=12", "-f", "lavfi", "-i", clicks, "-c:v", "libx264"]
                    + ["-preset", "ultrafast", "-c:a", "flac", "a.mkv"]
            )
            let report = try await cut(bench, bench.folder.appending("a.mkv"), ClipRequest(start: 1, end: 11))
            #expect((report.truePeak ?? -99) <= -1 && (report.loudness ?? -99) < -14.5)
            #expect(report.notes.count == 1, "\(report.notes)")
        }
    }
}
