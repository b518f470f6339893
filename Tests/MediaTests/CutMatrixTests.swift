import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Clips of all kinds of sources hold exactly the frames asked for.
@Suite(.timeLimit(.minutes(5)))
struct CutMatrixTests {
    static let fixtures: [Fixture] = [
        Fixture(name: "B-frames in MP4", file: "a.mp4", coding: Fixture.h264 + ["-bf", "3", "-g", "60"]),
        Fixture(
            name: "open GOP in MP4",
            file: "a.mp4",
            coding: Fixture.h264 + ["-x264-params", "open-gop=1:keyint=40:min-keyint=40:bframes=3:b-adapt=0"]
        ),
        Fixture(
            name: "open GOP in MPEG-TS",
            file: "a.ts",
            coding: Fixture.h264 + ["-x264-params", "open-gop=1:keyint=40:min-keyint=40:bframes=3:b-adapt=0"]
        ),
        Fixture(
            name: "HEVC, open GOP, 10 bits, MKV",
            file: "a.mkv",
            coding: [
                "-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-x265-params",
                "open-gop=1:keyint=48:min-keyint=48:bframes=3:log-level=error", "-c:a", "libopus",
            ]
        ),
        Fixture(
            name: "HEVC in MOV",
            file: "a.mov",
            coding: [
                "-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params",
                "keyint=250:log-level=error",
                "-c:a", "aac",
            ]
        ),
        Fixture(
            name: "VP9 in WebM, 29.97",
            file: "a.webm",
            rate: "30000/1001",
            coding: [
                "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "100", "-auto-alt-ref", "1",
                "-lag-in-frames", "16", "-c:a", "libopus",
            ]
        ),
        Fixture(name: "23.976 in MKV", file: "a.mkv", rate: "24000/1001", coding: Fixture.h264 + ["-g", "100"]),
        Fixture(name: "59.94 in MP4", file: "a.mp4", rate: "60000/1001", coding: Fixture.h264),
        Fixture(
            name: "25 in MPEG-TS with MPEG-2",
            file: "a.ts",
            rate: "25",
            coding: ["-c:v", "mpeg2video", "-bf", "2", "-b:v", "4M", "-c:a", "mp2"]
        ),
        Fixture(
            name: "H.264 in AVI",
            file: "a.avi",
            coding: ["-c:v", "libx264", "-preset", "veryfast", "-bf", "0", "-c:a", "mp3"]
        ),
        Fixture(
            name: "H.264 with B-frames in AVI",
            file: "a.avi",
            coding: ["-c:v", "libx264", "-preset", "veryfast", "-bf", "2", "-c:a", "mp3"]
        ),
        Fixture(
            name: "MPEG-4 in AVI",
            file: "a.avi",
            rate: "25",
            coding: ["-c:v", "mpeg4", "-bf", "2", "-q:v", "3", "-c:a", "mp3"]
        ),
        Fixture(
            name: "FLV",
            file: "a.flv",
            coding: ["-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac", "-ar", "44100"]
        ),
        Fixture(
            name: "odd size",
            file: "a.mkv",
            size: "321x181",
            coding: ["-c:v", "libx264", "-pix_fmt", "yuv444p", "-preset", "veryfast", "-c:a", "aac"]
        ),
        Fixture(name: "no sound", file: "a.mp4", sound: nil, coding: ["-c:v", "libx264", "-preset", "veryfast"]),
        Fixture(
            name: "rotated by 90 degrees",
            file: "a.mp4",
            coding: Fixture.h264,
            then: [
                ["-i", "a.mp4", "-c", "copy", "-metadata:s:v:0", "rotate=90", "b.mp4"],
                ["-i", "b.mp4", "-c", "copy", "a.mp4"],
            ],
            upright: "transpose=1"
        ),
        Fixture(
            name: "clock starts at 100 s",
            file: "b.ts",
            made: "a.ts",
            coding: Fixture.h264,
            then: [["-i", "a.ts", "-c", "copy", "-output_ts_offset", "100", "b.ts"]]
        ),
        Fixture(
            name: "copied from the middle, edit list",
            file: "b.mp4",
            made: "a.mp4",
            duration: 12,
            coding: Fixture.h264 + ["-g", "90"],
            then: [["-ss", "2.2", "-i", "a.mp4", "-c", "copy", "b.mp4"]]
        ),
        Fixture(
            name: "sound 0.7 s late",
            file: "b.mp4",
            made: "a.mp4",
            coding: Fixture.h264,
            then: [
                [
                    "-i", "a.mp4", "-itsoffset", "0.7", "-i", "a.mp4", "-map", "0:v", "-map", "1:a", "-c", "copy",
                    "b.mp4",
                ]
            ]
        ),
        Fixture(
            name: "8 kHz mono",
            file: "a.mov",
            sound: "sine=300:r=8000",
            coding: ["-c:v", "libx264", "-preset", "veryfast", "-c:a", "pcm_s16le"]
        ),
        Fixture(
            name: "10 bits, 4:2:2",
            file: "a.mov",
            coding: ["-c:v", "prores_ks", "-profile:v", "3", "-c:a", "aac"]
        ),
    ]

    @Test(arguments: LongTables.rows(fixtures, every: 4))
    func exactFrames(_ fixture: Fixture) async throws {
        try await Bench.run { bench in
            let source = try await bench.make(fixture)
            let all = try await bench.frames(in: source, upright: fixture.upright)
            try #require(Set(all.map(\.number)).count == all.count, "each frame shows a number of its own")
            let out = try bench.outbox()
            let (start, end) = (2.31, 3.52)
            let (probe, report) = try await MediaInput.withFile(source) { input throws(MediaError) in
                let probe = try await bench.tools.probe(input)
                let request = ClipRequest(start: start, end: end, preset: "ultrafast")
                return (probe, try await bench.tools.cut(request, from: input, probe: probe, in: out))
            }
            let track = try #require(probe.video)
            let asked = all.filter {
                let time = track.timeBase.times($0.stamp) - probe.startTime
                return time >= start && time < end
            }
            let shown = try await bench.frames(in: out.appending("clip.mp4"), upright: fixture.upright)
            #expect(shown.map(\.number) == asked.map(\.number))
            #expect(report.frames == asked.count && report.framesExpected == asked.count)
            #expect(report.notes.filter { $0.contains("frame rate") }.isEmpty)
            #expect(report.firstFrameDifference < 1.5 && report.lastFrameDifference < 1.5)
            #expect((report.audioVideoGap == nil) == (fixture.sound == nil))
            #expect((report.audioVideoGap ?? 0) <= 0.011)
            #expect(report.width % 2 == 0 && report.height % 2 == 0)
            if fixture.sound != nil {
                #expect(abs(try #require(report.loudness) + 14) <= 0.4)
                #expect(try #require(report.truePeak) <= -1)
            }
            #expect(try bench.names(in: out) == ["clip.jpg", "clip.mp4"])
        }
    }
}
