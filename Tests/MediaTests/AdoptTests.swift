import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Clips that a host has cut: taken over as they are when they are exact, else refused with the reason.
@Suite(.timeLimit(.minutes(5)))
struct AdoptTests {
    static let source = Fixture(
        name: "a talk",
        file: "a.mp4",
        size: "640x360",
        coding: Fixture.h264 + ["-g", "50", "-bf", "2"]
    )

    /// The same without numbers: neighbouring frames differ by less than what coding may change.
    private func plain(_ bench: Bench) async throws -> FilePath {
        let command = ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=30:d=4", "-f", "lavfi", "-i", "sine=440:d=4"]
        return try await bench.make("a.mp4", [command + Fixture.h264 + ["a.mp4"]])
    }

    private func make(_ host: HostClip, of source: FilePath, _ bench: Bench, as file: String = "host.mp4") async throws
        -> FilePath
    {
        let trim = "trim=start_frame=\(host.frames.lowerBound):end_frame=\(host.frames.upperBound)"
        try await bench.ffmpeg(
            ["-i", source.string, "-f", "lavfi", "-i", "anoisesrc=a=0.95:r=48000:d=2"]
                + ["-filter_complex", "[0:v]\(trim),setpts=PTS-STARTPTS,\(host.filters)[v]", "-map", "[v]"]
                + ["-map", "1:a", "-c:a", "aac", "-fps_mode", "passthrough", "-metadata", "title=hostsecret"]
                + host.coding + [file]
        )
        return bench.folder.appending(file)
    }

    private func adopt(
        _ picture: FilePath,
        from source: FilePath,
        _ bench: Bench,
        _ request: ClipRequest = ClipRequest(start: 1, end: 3)
    ) async throws -> ClipReport {
        let out = try bench.outbox()
        return try await MediaInput.withFile(source) { input throws(MediaError) in
            let probe = try await bench.tools.probe(input)
            return try await bench.tools.adopt(picture, for: request, from: input, probe: probe, in: out)
        }
    }

    /// What the refusal says; nil where there was none.
    private func refusal(_ picture: FilePath, from source: FilePath, _ bench: Bench) async throws -> String? {
        do {
            _ = try await adopt(picture, from: source, bench)
            return nil
        } catch MediaError.checkFailed(let name, let detail) {
            #expect(name == "a.mp4")
            #expect(try bench.names(in: bench.folder.appending("out")).filter { $0 != "clip.jpg" } == [])
            return detail
        }
    }

    private func bitstream(_ file: FilePath, _ bench: Bench) async throws -> [UInt8] {
        try await bench.ffmpeg("-i", file.string, "-map", "0:v", "-c", "copy", "-f", "h264", "-")
    }

    private func bytes(_ file: FilePath) throws -> Data { try Data(contentsOf: URL(filePath: file.string)) }

    @Test(arguments: LongTables.rows(HostClip.exact, every: 4))
    func exactClipsAreTakenAsTheyAre(_ host: HostClip) async throws {
        try await Bench.run { bench in
            let source = try await bench.make(Self.source)
            let picture = try await make(host, of: source, bench)
            let report = try await adopt(picture, from: source, bench)
            let clip = bench.folder.appending("out/clip.mp4")
            let shown = try await bench.frames(in: clip, upright: "null")
            #expect(shown.map(\.number) == Array(30..<90))
            let steps = Set(zip(shown.dropFirst(), shown).map { $0.stamp - $1.stamp })
            #expect(shown.first?.stamp == 0 && steps.count == 1)
            #expect(report.frames == 60 && report.framesExpected == 60 && report.duration == 2)
            #expect(report.width == 640 && report.height == 360 && report.frameRate == 30)
            #expect(abs(report.firstFrameTime - 1) < 1e-6 && abs(report.lastFrameTime - 89.0 / 30) < 1e-6)
            #expect(abs(try #require(report.loudness) + 14) <= 0.5)
            #expect(try #require(report.truePeak) <= -1)
            #expect(try #require(report.audioVideoGap) <= 0.011)
            #expect(try bench.names(in: bench.folder.appending("out")) == ["clip.jpg", "clip.mp4"])
            // Never coded again, nothing of the host's tags, the index in front.
            let (before, after) = (try await bitstream(picture, bench), try await bitstream(clip, bench))
            #expect(before == after)
            let whole = try bytes(clip)
            #expect(whole.firstRange(of: Data("hostsecret".utf8)) == nil)
            let index = try #require(whole.firstRange(of: Data("moov".utf8)))
            let media = try #require(whole.firstRange(of: Data("mdat".utf8)))
            #expect(index.lowerBound < media.lowerBound)
            let length = try await MediaInput.withFile(clip) { input throws(MediaError) in
                try await bench.tools.probe(input).duration
            }
            #expect(abs(length - 2) <= 0.021)
        }
    }

    @Test(arguments: LongTables.rows(HostClip.faulty, every: 4))
    func otherClipsAreRefused(_ host: HostClip) async throws {
        try await Bench.run { bench in
            let source = try await plain(bench)
            let said = try await refusal(try await make(host, of: source, bench), from: source, bench)
            #expect(try #require(said).contains(try #require(host.words)), "\(said ?? "")")
        }
    }

    @Test func hiddenFramesAreRefused() async throws {
        try await Bench.run { bench in
            let source = try await plain(bench)
            let host = HostClip(
                name: "long",
                frames: 20..<90,
                coding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25"]
            )
            _ = try await make(host, of: source, bench, as: "long.mp4")
            try await bench.ffmpeg("-ss", "0.333", "-i", "long.mp4", "-c", "copy", "host.mp4")
            let said = try await refusal(bench.folder.appending("host.mp4"), from: source, bench)
            #expect(try #require(said).contains("its edit list hides 10 frames"), "\(said ?? "")")
        }
    }

    /// Files that are no clips, and what is said of them.
    enum Bad: CaseIterable {
        case rubbish, empty, soundOnly, truncated, indexMissing, damaged

        /// One of these is said.
        var words: [String] {
            switch self {
            case .rubbish: ["is not a video"]
            case .empty: ["is empty"]
            case .soundOnly: ["has no moving picture"]
            case .truncated, .indexMissing: ["is cut short"]
            // With several threads, a decoder now and then gives the frame in place of the error.
            case .damaged: ["does not decode", "frame differs from the source's"]
            }
        }
    }

    @Test(arguments: Bad.allCases)
    func filesThatAreNoClipsAreRefused(_ bad: Bad) async throws {
        try await Bench.run { bench in
            let source = try await plain(bench)
            let order = bad == .indexMissing ? [] : ["-movflags", "+faststart"]
            let host = HostClip(
                name: "good",
                coding: ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "18"] + order
            )
            let picture = try await make(host, of: source, bench)
            var content = try bytes(picture)
            switch bad {
            case .rubbish: content = Data((0..<50000).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 3) })
            case .empty: content = Data()
            case .soundOnly:
                try await bench.ffmpeg("-i", "host.mp4", "-map", "0:a", "-c", "copy", "sound.mp4")
                content = try bytes(bench.folder.appending("sound.mp4"))
            case .truncated, .indexMissing: content = content.prefix(content.count * 9 / 10)
            case .damaged:
                let middle = content.count / 2
                for place in middle..<middle + 4000 { content[place] = UInt8(truncatingIfNeeded: place &* 31) }
            }
            try content.write(to: URL(filePath: picture.string))
            let said = try await refusal(picture, from: source, bench)
            #expect(bad.words.contains(where: try #require(said).contains), "\(said ?? "")")
        }
    }

    @Test func aFileThatIsNotThereIsNoFaultOfTheClip() async throws {
        try await Bench.run { bench in
            let source = try await plain(bench)
            do {
                _ = try await adopt(bench.folder.appending("none.mp4"), from: source, bench)
                Issue.record("adopted nothing")
            } catch MediaError.unreadable(let name, _) {
                #expect(name == "none.mp4")
            }
        }
    }

    @Test(arguments: LongTables.rows([18, 24, 30], every: 2))
    func aSmallerPictureIsAdoptedWithANote(crf: Int) async throws {
        try await Bench.run { bench in
            let source = try await plain(bench)
            let coding = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "\(crf)"]
            let host = HostClip(name: "small", filters: "scale=426:240:flags=bicubic,setsar=1", coding: coding)
            let report = try await adopt(try await make(host, of: source, bench), from: source, bench)
            #expect(report.width == 426 && report.height == 240 && report.frames == 60)
            #expect(report.notes == ["the host's picture is 426x240, the source's 640x360"])
        }
    }

    @Test func aSourceWithoutSoundGivesAClipWithout() async throws {
        try await Bench.run { bench in
            var fixture = Self.source
            (fixture.sound, fixture.coding) = (nil, ["-c:v", "libx264", "-preset", "veryfast"])
            let source = try await bench.make(fixture)
            let report = try await adopt(
                try await make(HostClip(name: "with sound"), of: source, bench),
                from: source,
                bench
            )
            #expect(report.audioVideoGap == nil && report.loudness == nil)
            let tracks = try await MediaInput.withFile(bench.folder.appending("out/clip.mp4")) {
                input throws(MediaError) in try await bench.tools.probe(input).audio
            }
            #expect(tracks.isEmpty)
        }
    }

    @Test func hostileNamesReachNoProgram() async throws {
        try await Bench.run { bench in
            let made = try await plain(bench)
            let host = try await make(HostClip(name: "good"), of: made, bench)
            let folder = try bench.outbox("-y 'q\" $(touch x);%03d\n:é")
            let (source, picture) = (folder.appending("-i concat:a|b.mp4"), folder.appending("-f %d\n'[v]';,=\\.m3u8"))
            try FileManager.default.moveItem(atPath: made.string, toPath: source.string)
            try FileManager.default.moveItem(atPath: host.string, toPath: picture.string)
            let report = try await adopt(picture, from: source, bench)
            #expect(report.frames == 60)
        }
    }

    /// Sources whose rate varies, whose packets do not tell, or that stand on their side.
    static let odd: [Fixture] = [
        Fixture(
            name: "gaps",
            file: "a.mkv",
            filters: "select='lt(mod(n,50),40)'",
            coding: Fixture.h264 + ["-fps_mode", "passthrough"]
        ),
        Fixture(
            name: "H.264 with B-frames in AVI",
            file: "a.avi",
            coding: ["-c:v", "libx264", "-preset", "veryfast", "-bf", "2", "-c:a", "mp3"]
        ),
        Fixture(name: "29.97 in MPEG-TS", file: "a.ts", rate: "30000/1001", coding: Fixture.h264),
    ]

    @Test(arguments: LongTables.rows(odd, every: 4))
    func whatWasCutHereIsAdoptedToo(_ fixture: Fixture) async throws {
        try await Bench.run { bench in
            let source = try await bench.make(fixture)
            let request = ClipRequest(start: 0.81, end: 3.52, preset: "ultrafast")
            let own = try bench.outbox("own")
            let cut = try await MediaInput.withFile(source) { input throws(MediaError) in
                let probe = try await bench.tools.probe(input)
                return try await bench.tools.cut(request, from: input, probe: probe, in: own)
            }
            var adopted = try await adopt(own.appending("clip.mp4"), from: source, bench, request)
            // How a picture was cut is told of one that was cut here.
            #expect(adopted.cut == nil && cut.cut != nil)
            adopted.cut = cut.cut
            #expect(adopted == cut)
        }
    }
}
