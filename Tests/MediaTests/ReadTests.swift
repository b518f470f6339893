import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import Media

/// What of a source can be used, whatever its container says of itself.
@Suite(.timeLimit(.minutes(3)))
struct ReadTests {
    private static let h264 = Fixture.h264 + ["-g", "30"]

    private func read(_ bench: Bench, _ path: FilePath, wholeOnly: Bool = false) async throws -> Reading {
        try await bench.open(path) { try await bench.tools.read($0, wholeOnly: wholeOnly) }
    }

    private func bytes(_ path: FilePath) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path.string))) }

    private func write(_ bytes: some Sequence<UInt8>, to path: FilePath) throws {
        try Data(bytes).write(to: URL(filePath: path.string))
    }

    /// The numbers of the frames in a clip of the source.
    private func shown(_ bench: Bench, _ path: FilePath, from start: Double, to end: Double) async throws -> [Int] {
        let out = try bench.outbox("out-\(start)")
        try await bench.open(path) { input in
            let probe = try await bench.tools.read(input, wholeOnly: false).probe
            let request = ClipRequest(start: start, end: end, preset: "ultrafast")
            _ = try await bench.tools.cut(request, from: input, probe: probe, in: out)
        }
        return try await bench.frames(in: out.appending("clip.mp4"), upright: "null").map(\.number)
    }

    @Test(arguments: LongTables.pairs(["a.mkv", "a.webm", "a.flv", "a.ts", "a.mp4"], [5.0, 0.0]))
    func aClockThatBeginsAnywhere(_ file: String, _ offset: Double) async throws {
        let coding = file == "a.webm" ? ["-c:v", "libvpx", "-g", "30", "-c:a", "libopus", "-ar", "48000"] : Self.h264
        let fixture = Fixture(
            name: file,
            file: file,
            duration: 8,
            coding: coding + ["-output_ts_offset", "\(offset)"]
        )
        try await Bench.run { bench in
            let path = try await bench.make(fixture)
            let reading = try await read(bench, path, wholeOnly: true)
            #expect(abs(reading.probe.duration - 8) < 0.1)
            #expect(reading.notes == [])
            // The sound begins a little before the picture, and the player's clock with it.
            let lead = try await bench.open(path) { input in
                let probe = try await bench.tools.probe(input)
                let track = try #require(probe.video)
                let packets = try await bench.tools.packets(of: input, track: track, interval: "%+#1")
                return track.timeBase.times(try #require(packets.times.first)) - probe.startTime
            }
            let numbers = try await shown(bench, path, from: 2.01 + lead, to: 3.01 + lead)
            #expect(numbers == Array(61..<91))
        }
    }

    @Test func theoraIsRead() async throws {
        let coding = ["-c:v", "libtheora", "-g", "1000", "-c:a", "libvorbis"]
        try await Bench.run { bench in
            let path = try await bench.make(Fixture(name: "ogv", file: "a.ogv", duration: 14, coding: coding))
            #expect(abs(try await read(bench, path, wholeOnly: true).probe.duration - 14) < 0.1)
        }
    }

    @Test func keyFramesMayBeFar() async throws {
        let coding = Fixture.h264 + ["-g", "1000", "-sc_threshold", "0"]
        try await Bench.run { bench in
            let path = try await bench.make(Fixture(name: "ts", file: "a.ts", duration: 24, coding: coding))
            #expect(abs(try await read(bench, path, wholeOnly: true).probe.duration - 24) < 0.1)
            #expect(try await shown(bench, path, from: 20.02, to: 20.52).count == 15)
        }
    }

    @Test(arguments: [[0x0A], [UInt8](repeating: 0, count: 3000), Array("<html>not found</html>".utf8)])
    func bytesBehindTheLastBoxAreNobodys(_ more: [UInt8]) async throws {
        try await Bench.run { bench in
            let path = try await bench.make(Fixture(name: "mp4", file: "a.mp4", coding: Self.h264))
            try write(try bytes(path) + more, to: path)
            #expect(try await read(bench, path, wholeOnly: true).notes == [])
        }
    }

    @Test func lengthsInHeadersAreNotBelieved() async throws {
        try await Bench.run { bench in
            for (file, told) in [("a.mp4", 0.8), ("a.mp4", 80), ("a.mkv", 0.8), ("a.mkv", 80)] {
                let path = try await bench.make(Fixture(name: file, file: file, duration: 8, coding: Self.h264))
                try write(Self.saying(told, in: try bytes(path)), to: path)
                let header = try await bench.open(path) { try await bench.tools.probe($0).duration }
                try #require(abs(header - told) < 0.1, "the header was changed")
                let reading = try await read(bench, path, wholeOnly: true)
                #expect(abs(reading.probe.duration - 8) < 0.1, "\(file) \(told)")
                #expect(reading.notes.count == 1 && reading.fault == nil)
            }
        }
    }

    /// The same file with another duration in its header.
    private static func saying(_ seconds: Double, in file: [UInt8]) -> [UInt8] {
        var file = file
        func big(_ value: UInt64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
        }
        if let box = file.firstRange(of: Array("mvhd".utf8))?.upperBound {
            // Version and flags, two dates, the units of a second, the duration (ISO/IEC 14496-12, part 8.2.2).
            let scale = file[(box + 12)..<(box + 16)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            file.replaceSubrange((box + 16)..<(box + 20), with: big(UInt64(seconds * Double(scale)), 4))
        } else if let element = file.firstRange(of: [0x44, 0x89, 0x88])?.upperBound {
            // Milliseconds, as a double (RFC 9559, part 5.1.2.10).
            file.replaceSubrange(element..<(element + 8), with: big((seconds * 1000).bitPattern, 8))
        }
        return file
    }

    @Test(arguments: [
        ("a.mp4", ["-movflags", "frag_keyframe+empty_moov"]), ("a.mkv", ["-live", "1"]),
        ("a.flv", ["-flvflags", "no_duration_filesize"]),
    ])
    func aRecordingThatBrokeOff(_ file: String, _ options: [String]) async throws {
        try await Bench.run { bench in
            let path = try await bench.make(
                Fixture(name: file, file: file, duration: 12, coding: Self.h264 + options)
            )
            #expect(try await read(bench, path).fault == nil)
            let whole = try bytes(path)
            for share in [35, 70] {
                // Never just between two packets.
                try write(whole.prefix(whole.count * share / 100 | 1), to: path)
                let reading = try await read(bench, path)
                let last = try await bench.frames(in: path, upright: "null").last
                #expect(reading.fault != nil && reading.notes.count == 1)
                let frames = try #require(last).number + 1
                #expect(abs(reading.probe.duration - Double(frames) / 30) < 0.1, "\(frames) frames")
                #expect(frames > 12 * 30 * share / 200)
                let end = reading.probe.duration
                #expect(try await shown(bench, path, from: end - 1, to: end).last == frames - 1)
                await #expect(throws: MediaError.truncated(source: file, detail: try #require(reading.fault))) {
                    try await read(bench, path, wholeOnly: true)
                }
            }
        }
    }

    @Test(arguments: [("a.mp4", ["-movflags", "+faststart"]), ("a.mkv", []), ("a.flv", []), ("a.avi", [])])
    func halfACopyIsNoRecording(_ file: String, _ options: [String]) async throws {
        try await Bench.run { bench in
            let path = try await bench.make(
                Fixture(name: file, file: file, duration: 12, coding: Self.h264 + options)
            )
            let whole = try bytes(path)
            #expect(try await read(bench, path, wholeOnly: true).notes == [])
            try write(whole.prefix(whole.count * 6 / 10 | 1), to: path)
            await #expect { try await read(bench, path) } throws: {
                if case .truncated = $0 as? MediaError { true } else { false }
            }
            // Room was made for all of it, and the rest is not there yet.
            guard file == "a.mp4" else { return }
            let some = whole.prefix(whole.count * 6 / 10)
            try write(some + [UInt8](repeating: 0, count: whole.count - some.count), to: path)
            await #expect { try await read(bench, path) } throws: {
                if case .truncated = $0 as? MediaError { true } else { false }
            }
        }
    }

    @Test func whatIsEncryptedIsReportedAsSuch() async throws {
        let key = "76a6c65c5ea762046bd749a2e632ccbb"
        let coding =
            Self.h264 + ["-encryption_scheme", "cenc-aes-ctr", "-encryption_key", key, "-encryption_kid", key]
        try await Bench.run { bench in
            let path = try await bench.make(Fixture(name: "cenc", file: "a.mp4", coding: coding))
            await #expect(throws: MediaError.encrypted(source: "a.mp4")) { try await read(bench, path) }
        }
    }

    /// A hole in the middle, as a download in pieces or a bad card leaves one.
    @Test func damageIsReportedOfTheClipsThatHaveIt() async throws {
        try await Bench.run { bench in
            let path = try await bench.make(
                Fixture(name: "hole", file: "a.mp4", duration: 12, coding: Self.h264 + ["-movflags", "+faststart"])
            )
            let whole = try bytes(path)
            func writeWith(hole: Range<Int>) throws {
                try write(whole[..<hole.lowerBound] + hole.map { _ in 0 } + whole[hole.upperBound...], to: path)
            }
            let middle = whole.count * 57 / 100
            try writeWith(hole: middle..<middle + 200)
            for (start, isDamaged) in [(1.0, false), (5.5, true)] {
                let out = try bench.outbox("out-\(start)")
                let report = try await bench.open(path) { input in
                    let probe = try await bench.tools.read(input, wholeOnly: false).probe
                    let request = ClipRequest(start: start, end: start + 3, preset: "ultrafast")
                    return try await bench.tools.cut(request, from: input, probe: probe, in: out)
                }
                #expect(report.notes.contains { $0.contains("damaged") } == isDamaged, "\(start): \(report.notes)")
            }
            // Where frames are lost, no clip is right.
            try writeWith(hole: middle..<middle + whole.count / 20)
            let failure = await #expect(throws: MediaError.self) { try await shown(bench, path, from: 5.5, to: 8.5) }
            #expect(
                failure?.kind == .input && failure.map { "\($0)".contains("damaged between") } == true,
                "\(failure as Any)"
            )
        }
    }

    @Test func aPictureThatChangesItsSize() async throws {
        try await Bench.run { bench in
            _ = try await bench.make(Fixture(name: "n", file: "n.mkv", duration: 8, coding: Self.h264))
            let coding = ["-c:v", "libvpx", "-b:v", "1M", "-g", "30", "-c:a", "libopus", "-ar", "48000"]
            try await bench.ffmpeg(["-i", "n.mkv", "-t", "4"] + coding + ["1.webm"])
            try await bench.ffmpeg(["-ss", "4", "-i", "n.mkv", "-vf", "scale=160:90"] + coding + ["2.webm"])
            try bench.write("ffconcat version 1.0\nfile 1.webm\nfile 2.webm\n", to: bench.folder.appending("list"))
            try await bench.ffmpeg("-f", "concat", "-safe", "0", "-i", "list", "-c", "copy", "a.webm")
            let path = bench.folder.appending("a.webm")
            for (start, frames) in [(1.02, 15), (3.52, 45), (6.02, 30)] {
                let numbers = try await shown(bench, path, from: start, to: start + Double(frames) / 30)
                // Where the two were joined a frame may be missing.
                #expect(zip(numbers, numbers.dropFirst()).allSatisfy { (0...2).contains($1 - $0) }, "\(numbers)")
                #expect(Set(numbers).count >= frames - 1)
                #expect(numbers.count == frames && abs(numbers[0] - Int(start * 30)) <= 1)
                try await bench.open(bench.folder.appending("out-\(start)/clip.mp4")) { input in
                    let track = try await bench.tools.probe(input).video
                    #expect(track?.width == 320 && track?.height == 180)
                }
            }
        }
    }

    @Test func aClockThatWraps() async throws {
        // 33 bits of 90 kHz.
        let before = 8_589_934_592.0 / 90_000 - 4
        let coding = Self.h264 + ["-output_ts_offset", "\(before)"]
        try await Bench.run { bench in
            let path = try await bench.make(Fixture(name: "wrap", file: "a.ts", duration: 9, coding: coding))
            let reading = try await read(bench, path, wholeOnly: true)
            #expect(abs(reading.probe.duration - 9) < 0.1 && !reading.clockRestarts)
            for start in [1.02, 3.02, 6.02] {
                let numbers = try await shown(bench, path, from: start, to: start + 1)
                #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 } && numbers.count == 30)
                #expect(abs((numbers.first ?? 0) - Int(start * 30)) <= 1, "\(start): \(numbers)")
            }
        }
    }

    @Test(arguments: ["a.ts", "a.mpg"]) func aClockThatStartsAgain(_ file: String) async throws {
        let coding =
            file == "a.ts" ? Self.h264 : ["-c:v", "mpeg2video", "-q:v", "3", "-g", "15", "-bf", "2", "-c:a", "mp2"]
        try await Bench.run { bench in
            let path = try await bench.make(Fixture(name: file, file: file, duration: 6, coding: coding))
            let whole = try await read(bench, path, wholeOnly: true)
            #expect(!whole.clockRestarts)
            let once = try bytes(path)
            try write(once + once + once, to: path)
            try await bench.open(path) { input in
                let reading = try await bench.tools.read(input, wholeOnly: false)
                #expect(reading.clockRestarts && abs(reading.probe.duration - 18) < 0.3)
                let copy = try #require(try await bench.tools.steadied(input, in: bench.folder))
                defer { try? copy.descriptor.close() }
                #expect(try bench.names(in: bench.folder) == [file])
                let steady = try await bench.tools.read(copy, wholeOnly: true)
                #expect(!steady.clockRestarts && abs(steady.probe.duration - 18) < 0.3)
                for (start, first) in [(1.0, 30), (7.0, 30), (13.0, 30)] {
                    let out = try bench.outbox("out-\(start)")
                    let request = ClipRequest(start: start + 0.02, end: start + 1.02, preset: "ultrafast")
                    _ = try await bench.tools.cut(request, from: copy, probe: steady.probe, in: out)
                    let numbers = try await bench.frames(in: out.appending("clip.mp4"), upright: "null").map(\.number)
                    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 } && numbers.count == 30)
                    #expect(abs((numbers.first ?? 0) - first) <= 4, "\(start): \(numbers)")
                }
                // Across the joint: the last frames of one part, then the first of the next.
                let out = try bench.outbox("joint")
                let request = ClipRequest(start: 5.5, end: 6.5, preset: "ultrafast")
                _ = try await bench.tools.cut(request, from: copy, probe: steady.probe, in: out)
                let numbers = try await bench.frames(in: out.appending("clip.mp4"), upright: "null").map(\.number)
                #expect(numbers.contains(179) && numbers.contains(0) && numbers.last ?? 0 < 30, "\(numbers)")
            }
        }
    }
}
