import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Clips of sources that have no picture: one is drawn, and all else is as with any clip.
@Suite(.timeLimit(.minutes(5)))
struct SoundAloneTests {
    /// Ten seconds: a tone, of which the middle is silent.
    private static let tone = "sine=440:r=44100:d=10,volume='if(between(t,4,6),0,0.3)':eval=frame"

    private func cut(_ request: ClipRequest, of file: String, _ bench: Bench) async throws -> ClipReport {
        let out = try bench.outbox()
        return try await MediaInput.withFile(bench.folder.appending(file)) { input throws(MediaError) in
            let probe = try await bench.tools.probe(input)
            return try await bench.tools.cut(request, from: input, probe: probe, in: out)
        }
    }

    /// The mean blue of a field of a frame: its width and height, and its left and top edge.
    private func blue(_ field: String, frame: Int, _ bench: Bench, of file: String = "out/clip.mp4") async throws -> Int
    {
        let filters = "select='eq(n,\(frame))',crop=\(field),scale=1:1:flags=area,format=rgb24"
        let pixels = try await bench.ffmpeg("-i", file, "-vf", filters, "-frames:v", "1", "-f", "rawvideo", "-")
        return Int(try #require(pixels.last))
    }

    @Test(arguments: LongTables.rows(["a.mp3", "a.wav", "a.m4a", "a.flac", "a.ogg"]))
    func aPictureIsDrawnOfTheSound(_ file: String) async throws {
        try await Bench.run { bench in
            let coding = file == "a.ogg" ? ["-c:a", "libvorbis"] : []
            try await bench.ffmpeg(["-f", "lavfi", "-i", Self.tone] + coding + [file])
            var request = ClipRequest(start: 2, end: 8, preset: "ultrafast")
            request.drawing = ClipDrawing()
            let report = try await cut(request, of: file, bench)
            #expect(report.width == 1920 && report.height == 1080 && report.frameRate == 30)
            #expect(abs(report.frames - 180) <= 1 && report.frames == report.framesExpected)
            #expect(abs(report.start - 2) <= 1.0 / 30 && abs(report.duration - 6) <= 1.0 / 30)
            #expect(try #require(report.audioVideoGap) <= 0.021)
            #expect(abs(try #require(report.loudness) + 14) <= 0.5)
            // The bars stand from 192 to 1704, a second of sound on 252 columns, 240 lines high at most around the middle.
            let (left, right) = ("200:60:200:510", "200:60:1490:510")
            let silent = try await blue("300:60:800:400", frame: 90, bench)
            let before = try await blue(left, frame: 1, bench)
            let after = try await blue(left, frame: 170, bench)
            #expect(after > before + 40, "what was heard is bright: \(before) and \(after)")
            #expect(try await blue(right, frame: 90, bench) + 40 < after, "what is still to come is not")
            let ground = try await blue("100:100:10:10", frame: 90, bench)
            #expect(abs(silent - ground) <= 6 && abs(ground - 42) <= 6, "where it is silent, there are no bars")
        }
    }

    @Test func wordsStandOnIt() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg("-f", "lavfi", "-i", Self.tone, "a.mp3")
            var request = ClipRequest(start: 0, end: 4, preset: "ultrafast")
            // A white rectangle, which needs no font.
            request.drawing = ClipDrawing(
                script: """
                    [Script Info]
                    ScriptType: v4.00+
                    PlayResX: 1920
                    PlayResY: 1080
                    [V4+ Styles]
                    Format: Name, Fontname, Fontsize, PrimaryColour, BorderStyle, Outline, Shadow, Alignment
                    Style: A,Sans,40,&H00FFFFFF,1,0,0,7
                    [Events]
                    Format: Layer, Start, End, Style, Text
                    Dialogue: 0,0:00:00.00,0:00:09.00,A,{\\an7\\pos(800,100)\\p1}m 0 0 l 200 0 l 200 100 l 0 100

                    """
            )
            _ = try await cut(request, of: "a.mp3", bench)
            for frame in [0, 60, 118] { #expect(try await blue("100:60:850:120", frame: frame, bench) > 240) }
        }
    }

    @Test func whatIsTakenOutIsTakenOutOfThePictureToo() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg("-f", "lavfi", "-i", Self.tone, "a.wav")
            var request = ClipRequest(start: 1, end: 9, preset: "ultrafast")
            request.drawing = ClipDrawing()
            request.tightening = Tightening(longestPause: 0.5, fillers: [], kept: [], captions: [])
            let report = try await cut(request, of: "a.wav", bench)
            let out = try #require(report.takenOut).reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            #expect(abs(out - 1.5) < 0.2 && abs(report.duration - (8 - out)) <= 1.0 / 30)
            #expect(report.frames == report.framesExpected)
        }
    }

    @Test func otherShapesAreDrawnAnew() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg("-f", "lavfi", "-i", Self.tone, "a.mp3")
            var request = ClipRequest(start: 0, end: 4, preset: "ultrafast")
            request.drawing = ClipDrawing()
            let report = try await cut(request, of: "a.mp3", bench)
            let clip = FinishedClip(
                frames: report.frames,
                frameRate: report.frameRate,
                width: report.width,
                height: report.height,
                hasSound: true,
                loudness: report.loudness
            )
            let shapes = [(1080, 1920), (1080, 1080)].map { width, height in
                RenditionRequest(name: "\(width)x\(height)", width: width, height: height, reframing: .drawn)
            }
            let made = try await bench.tools.renditions(
                shapes,
                of: clip,
                coding: PictureCoding(preset: "ultrafast"),
                in: bench.folder.appending("out"),
                about: "a talk"
            )
            #expect(try made.map { try $0.get().frames } == [report.frames, report.frames])
            // The bars are as wide as the free area, not those of the wide picture made smaller.
            let upright = "out/1080x1920.mp4"
            #expect(try await blue("80:40:200:806", frame: 118, bench, of: upright) > 120)
            #expect(try await blue("80:40:40:806", frame: 118, bench, of: upright) < 60)
        }
    }
}
