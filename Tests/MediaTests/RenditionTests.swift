import FoundationEssentials
import SystemPackage
import Testing

@testable import Media

/// A finished clip made once more in other shapes: the right part of the picture, the same sound, what sites take.
@Suite(.timeLimit(.minutes(5)))
struct RenditionTests {
    /// Four fields of 80 columns, each of its own grey, at 29.97 frames a second; a tone that begins with the picture.
    private static let clip = [
        "-f", "lavfi", "-i",
        "color=c=gray:s=320x180:r=30000/1001:d=4,geq=lum='40+50*floor(X/80)':cb=128:cr=128,trim=end_frame=90",
        "-f", "lavfi", "-i", "sine=1000:r=48000:d=4", "-af", "atrim=end_sample=144144",
        "-c:v", "libx264", "-preset", "ultrafast", "-qp", "4", "-pix_fmt", "yuv420p", "-g", "60", "-bf", "2",
        "-c:a", "aac", "-b:a", "192k", "-ac", "2", "clip.mp4",
    ]
    private static let finished = FinishedClip(
        frames: 90,
        frameRate: 29.97,
        width: 320,
        height: 180,
        hasSound: true,
        loudness: nil
    )
    private static let coding = PictureCoding(crf: 12, preset: "ultrafast")

    private func make(_ requests: [RenditionRequest], _ bench: Bench) async throws -> [RenditionReport] {
        _ = try await bench.make("clip.mp4", [Self.clip])
        return try await bench.tools.renditions(
            requests,
            of: Self.finished,
            coding: Self.coding,
            in: bench.folder,
            about: "a talk"
        ).map { try $0.get() }
    }

    /// The mean grey of a field of each frame, 16 to 235 of luma brought to 0 to 255: its width and height, and its left and top edge.
    private func greys(_ file: String, _ field: String, _ bench: Bench) async throws -> [Int] {
        try await bench.ffmpeg(
            ["-i", file, "-vf", "crop=\(field),scale=1:1:flags=area,format=gray", "-f", "rawvideo", "-"]
        ).map(Int.init)
    }

    private static func window(_ places: [CropPath.Place]) -> Reframing {
        .crop(CropPath(width: 80, height: 180, places: places))
    }

    @Test func aWindowIsWhereItsPathSaysInEachFrame() async throws {
        try await Bench.run { bench in
            // From field to field, each at a frame of its own.
            let places = [(0, 0), (31, 80), (32, 160), (77, 240)].map {
                CropPath.Place(frame: $0.0, left: $0.1, top: 0)
            }
            let request = RenditionRequest(name: "9x16", width: 80, height: 180, reframing: Self.window(places))
            let reports = try await make([request], bench)
            #expect(reports.map(\.frames) == [90])
            let shown = try await greys("9x16.mp4", "60:160:10:10", bench)
            let fields = shown.map { Int((Double($0 - 40) / 50).rounded()) }
            let wanted = (0..<90).map { $0 < 31 ? 0 : $0 < 32 ? 1 : $0 < 77 ? 2 : 3 }
            #expect(fields == wanted)
        }
    }

    @Test func theWholePictureLiesOverItsOwnCopy() async throws {
        try await Bench.run { bench in
            let fit = RenditionRequest(name: "9x16", width: 180, height: 320, reframing: .fit, fitCentre: 0.4)
            _ = try await make([fit], bench)
            let near = fit.fitted(Self.finished)
            #expect(near == (0, 76, 180, 102))
            for (field, grey) in [("20:80:10:86", 28), ("20:80:55:86", 86), ("20:80:150:86", 203)] {
                let shown = try await greys("9x16.mp4", field, bench)
                #expect(shown.allSatisfy { abs($0 - grey) < 6 }, "\(field): \(shown.first ?? 0)")
            }
            // Above it the copy, which is darker than the picture is anywhere beside the darkest field.
            let above = try await greys("9x16.mp4", "20:40:130:10", bench)
            #expect(above.allSatisfy { $0 < 160 })
        }
    }

    @Test func shotsThatAreFittedAreWholeAmongOthers() async throws {
        try await Bench.run { bench in
            let path = CropPath(width: 80, height: 180, places: [CropPath.Place(frame: 0, left: 240, top: 0)])
            let request = RenditionRequest(
                name: "9x16",
                width: 80,
                height: 180,
                reframing: .crop(path, fitted: [30..<60])
            )
            _ = try await make([request], bench)
            let shown = try await greys("9x16.mp4", "10:20:2:80", bench)
            #expect(shown[..<30].allSatisfy { abs($0 - 203) < 8 } && shown[60...].allSatisfy { abs($0 - 203) < 8 })
            #expect(shown[30..<60].allSatisfy { abs($0 - 28) < 8 })
        }
    }

    @Test func itIsWhatSitesTakeAndNothingLags() async throws {
        try await Bench.run { bench in
            let shapes = [("9x16", 180, 320), ("1x1", 180, 180), ("16x9", 320, 180)]
            let requests = shapes.map {
                RenditionRequest(name: $0.0, width: $0.1, height: $0.2, reframing: $0.0 == "16x9" ? .whole : .fit)
            }
            let reports = try await make(requests, bench)
            #expect(reports.map(\.name) == shapes.map(\.0))
            for (report, shape) in zip(reports, shapes) {
                #expect(report.width == shape.1 && report.height == shape.2)
                #expect((report.audioVideoGap ?? 1) <= 0.011)
                let file = "\(shape.0).mp4"
                let bytes = try Data(contentsOf: URL(filePath: bench.folder.appending(file).string))
                // No edit list, and the index in front of the media.
                #expect(bytes.firstRange(of: Data("elst".utf8)) == nil)
                let (index, media) = (bytes.firstRange(of: Data("moov".utf8)), bytes.firstRange(of: Data("mdat".utf8)))
                #expect(index?.lowerBound ?? .max < media?.lowerBound ?? 0)
                let told = try await bench.tools.run(
                    bench.tools.ffprobe,
                    ["-v", "error", "-show_entries", "stream=profile,start_time,color_space,has_b_frames,sample_rate"]
                        + ["-show_entries", "packet=flags,pts_time,codec_type", "-of", "compact", file],
                    about: file,
                    in: bench.folder,
                    into: ByteSink(limit: 1 << 20)
                )
                let lines = String(decoding: told.output.bytes, as: UTF8.self).split(separator: "\n")
                #expect(lines.contains { $0.contains("profile=High|") && $0.contains("color_space=bt709") })
                #expect(lines.filter { $0.contains("start_time=0.000000") }.count == 2)
                #expect(lines.contains { $0.contains("sample_rate=48000") })
                let keys = lines.filter { $0.contains("codec_type=video") && $0.contains("flags=K") }.count
                #expect(keys >= 3, "a key frame a second")
                // The tone begins with the picture, not 21 ms after it: the first samples are no silence.
                let samples = try await bench.samples(of: bench.folder.appending(file))
                #expect(samples[600..<1024].contains { abs(Int($0)) > 1000 })
                #expect(FileManager.default.fileExists(atPath: bench.folder.appending("\(shape.0).jpg").string))
            }
            #expect(try bench.names(in: bench.folder).allSatisfy { $0 != "renditions" })
        }
    }

    /// Skin, a plain red and a plain grey, as sources of both matrices code them, and one that does not say which it has.
    @Test(arguments: [
        ("bt709", "1280x720", ["-colorspace", "bt709"]), ("bt709", "1280x720", []),
        ("smpte170m", "1280x720", ["-colorspace", "smpte170m"]), ("smpte170m", "640x480", []),
        ("bt470bg", "720x576", ["-colorspace", "bt470bg"]),
    ])
    func coloursStayWhateverTheMatrix(matrix: String, size: String, tags: [String]) async throws {
        let colours = [[224, 172, 144], [200, 30, 40], [128, 128, 128]]
        try await Bench.run { bench in
            let sides = size.split(separator: "x").compactMap { Int($0) }
            let fields = colours.enumerated().map { index, colour in
                let hex = colour.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                return "color=0x\(hex):s=\(sides[0] / 3)x\(sides[1]):r=25:d=0.4,format=gbrp[f\(index)]"
            }
            let graph =
                fields.joined(separator: ";") + ";[f0][f1][f2]hstack=3,scale=\(sides[0]):\(sides[1]):"
                + "out_color_matrix=\(matrix):out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p[v]"
            try await bench.ffmpeg(
                ["-filter_complex", graph, "-map", "[v]", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "4"]
                    + tags + ["clip.mp4"]
            )
            let request = RenditionRequest(name: "4x5", width: 360, height: 450, reframing: .fit)
            let clip = FinishedClip(
                frames: 10,
                frameRate: 25,
                width: sides[0],
                height: sides[1],
                hasSound: false,
                loudness: nil
            )
            let made = try await bench.tools.renditions(
                [request],
                of: clip,
                coding: Self.coding,
                in: bench.folder,
                about: "a talk"
            )
            #expect(try made.map { try $0.get().frames } == [10])
            for (file, matrix) in [("4x5.mp4", "bt709"), ("4x5.jpg", "bt601")] {
                let bytes = try await bench.ffmpeg(
                    ["-i", file, "-frames:v", "1", "-vf"]
                        + ["scale=in_color_matrix=\(matrix):flags=accurate_rnd+full_chroma_int,format=rgb24"]
                        + ["-f", "rawvideo", "-"]
                )
                let width = bytes.count / 3 / 450
                for (index, colour) in colours.enumerated() {
                    let place = (225 * width + width * (2 * index + 1) / 6) * 3
                    let shown = bytes[place..<place + 3].map { Int($0) }
                    #expect(zip(shown, colour).allSatisfy { abs($0 - $1) <= 4 }, "\(file): \(shown), not \(colour)")
                }
            }
        }
    }

    /// A hundred frames of nothing but a number would be made, checked and refused.
    @Test func aClipThatIsAnotherIsRefused() async throws {
        try await Bench.run { bench in
            _ = try await bench.make("clip.mp4", [Self.clip])
            var other = Self.finished
            other.frames = 100
            let results = try await bench.tools.renditions(
                [RenditionRequest(name: "1x1", width: 180, height: 180, reframing: .fit)],
                of: other,
                coding: Self.coding,
                in: bench.folder,
                about: "a talk"
            )
            #expect(results.count == 1)
            #expect(throws: MediaError.self) { try results.first?.get() }
            #expect(try bench.names(in: bench.folder) == ["clip.mp4"])
        }
    }

    @Test func samplesTellCutsAndLoudness() async throws {
        try await Bench.run { bench in
            _ = try await bench.make(
                "clip.mp4",
                [
                    [
                        "-f", "lavfi", "-i", "color=c=black:s=640x360:r=25:d=2", "-f", "lavfi", "-i",
                        "color=c=white:s=640x360:r=25:d=2", "-f", "lavfi", "-i",
                        "sine=440:r=48000:d=4,volume='if(lt(t,2),1,0)':eval=frame", "-filter_complex",
                        "[0:v][1:v]concat=n=2[v]", "-map", "[v]", "-map", "2:a", "-c:v", "libx264", "-preset",
                        "ultrafast", "-c:a", "aac", "-ac", "2", "clip.mp4",
                    ]
                ]
            )
            let clip = FinishedClip(frames: 100, frameRate: 25, width: 640, height: 360, hasSound: true, loudness: nil)
            let samples = try await bench.tools.samples(
                of: clip,
                longestSide: 320,
                rate: 5,
                in: bench.folder,
                about: "a talk"
            )
            #expect(samples.width == 320 && samples.height == 180 && samples.step == 0.2)
            #expect(samples.cuts == [2])
            #expect((39...41).contains(samples.levels.count))
            #expect(samples.levels[10] > -30 && samples.levels[30] < -60)
            let size = try Data(contentsOf: URL(filePath: samples.pictures.string)).count
            #expect(size == 20 * 320 * 180 * 3)
        }
    }
}
