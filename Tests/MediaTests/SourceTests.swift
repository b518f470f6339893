import FoundationEssentials
import SystemPackage
import Testing

@testable import Media

/// What can be read of a source, and what is said of a bad one.
@Suite(.timeLimit(.minutes(2)))
struct SourceTests {
    private func small(_ bench: Bench, _ file: String = "a.mp4", _ options: [String] = []) async throws -> FilePath {
        try await bench.ffmpeg(
            ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=20", "-f", "lavfi", "-i", "sine=440:d=20"]
                + ["-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-c:a", "aac"] + options + [file]
        )
        return bench.folder.appending(file)
    }

    private func error(_ bench: Bench, _ path: FilePath) async -> MediaError? {
        do throws(MediaError) {
            try await MediaInput.withFile(path) { input throws(MediaError) in
                _ = try await bench.tools.read(input, wholeOnly: true)
            }
            return nil
        } catch {
            return error
        }
    }

    private func cut(_ path: FilePath, to fraction: Double) throws -> FilePath {
        let file = try FileDescriptor.open(path, .readWrite)
        try file.closeAfter { try file.resize(to: Int64(Double(try file.seek(offset: 0, from: .end)) * fraction)) }
        return path
    }

    @Test func probeTellsTracks() async throws {
        try await Bench.run { bench in
            try bench.write(
                "1\n00:00:01,000 --> 00:00:02,000\nHello <i>there</i>\n",
                to: bench.folder.appending("a.srt")
            )
            try await bench.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:r=30000/1001:d=3",
                "-f",
                "lavfi",
                "-i",
                "sine=440:d=3",
                "-i",
                "a.srt",
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-map",
                "1:a",
                "-map",
                "2:s",
                "-c:v",
                "libx264",
                "-c:a",
                "aac",
                "-c:s",
                "mov_text",
                "-metadata:s:a:0",
                "language=eng",
                "-metadata:s:a:1",
                "language=deu",
                "-metadata:s:a:1",
                "handler_name=x",
                "-disposition:a:0",
                "0",
                "-disposition:a:1",
                "default",
                "-metadata:s:s:0",
                "language=fra",
                "-vf",
                "setsar=2/1",
                "a.mp4"
            )
            try await bench.open(bench.folder.appending("a.mp4")) { input in
                let probe = try await bench.tools.probe(input)
                #expect(probe.video?.width == 128 && probe.video?.height == 48)
                #expect(probe.video?.nominalRate == Rational(30000, 1001))
                #expect(probe.audio.map(\.language) == ["eng", "deu"])
                #expect(probe.mainAudio?.index == 2)
                #expect(probe.text.map(\.language) == ["fra"])
                let texts = try await bench.tools.captions(in: input, tracks: probe.text, in: bench.folder)
                let text = try #require(texts.first?.first)
                #expect(String(decoding: text, as: UTF8.self).contains("00:01.000 --> 00:02.000\nHello <i>there</i>"))
                let curve = try await bench.tools.loudnessCurve(input, track: probe.audio[0])
                #expect(abs(curve.values.count - 30) <= 1)
                #expect(curve.values.suffix(10).allSatisfy { abs($0 + 21) < 2 })
            }
        }
    }

    @Test(arguments: [("a.mp4", ["-movflags", "+faststart"]), ("a.mkv", []), ("a.mp4", [])])
    func wholeAndTruncated(_ file: String, _ options: [String]) async throws {
        try await Bench.run { bench in
            let path = try await small(bench, file, options)
            #expect(await error(bench, path) == nil)
            for fraction in [0.99, 0.6] {
                let found = await error(bench, try cut(path, to: fraction))
                guard case .truncated = found else {
                    Issue.record("\(file) \(fraction): \(String(describing: found))")
                    continue
                }
                #expect(found?.kind == .input)
            }
        }
    }

    @Test(arguments: [
        "plain words\n", "#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:4,\nfile:///tmp/a.ts\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile a.mp4\n", "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
    ])
    func textIsNoMedia(_ text: String) async throws {
        try await Bench.run { bench in
            let path = bench.folder.appending("a.mp4")
            try bench.write(text, to: path)
            let found = await error(bench, path)
            guard case .notMedia = found else {
                Issue.record("\(String(describing: found))")
                return
            }
        }
    }

    @Test func emptyAndFolderAndMissing() async throws {
        try await Bench.run { bench in
            let path = bench.folder.appending("a.mp4")
            try bench.write("", to: path)
            #expect(await error(bench, path) == .empty(source: "a.mp4"))
            guard case .unreadable = await error(bench, bench.folder.appending("none")) else {
                Issue.record("a missing file")
                return
            }
            let folder = await error(bench, try bench.outbox("x.mp4"))
            #expect(folder?.kind == .input)
        }
    }

    @Test(arguments: [
        "-i.mp4", "a\nb.mp4", "100%d.mp4", "file:x.mp4", "🎬 \"q\" 'r'.mp4",
        String(repeating: "n", count: 251) + ".mp4",
    ])
    func hostileNames(_ name: String) async throws {
        try await Bench.run { bench in
            let path = try await small(bench)
            let hostile = bench.folder.appending(name)
            try FileManager.default.moveItem(atPath: path.string, toPath: hostile.string)
            #expect(await error(bench, hostile) == nil)
        }
    }

    @Test func renamedWhileAtWork() async throws {
        try await Bench.run { bench in
            let path = try await small(bench)
            try await bench.open(path) { input in
                let probe = try await bench.tools.probe(input)
                try FileManager.default.moveItem(atPath: path.string, toPath: bench.folder.appending("z.mp4").string)
                #expect(try await bench.tools.read(input, wholeOnly: true).probe == probe)
            }
        }
    }

    @Test func soundAloneHasNoPicture() async throws {
        try await Bench.run { bench in
            try await bench.ffmpeg("-f", "lavfi", "-i", "sine=d=3", "a.mp3")
            try await bench.open(bench.folder.appending("a.mp3")) { input in
                let probe = try await bench.tools.probe(input)
                #expect(probe.video == nil)
                await #expect(throws: MediaError.noTrack(source: "a.mp3", what: "moving picture")) {
                    try await bench.tools.cut(
                        ClipRequest(start: 0, end: 1),
                        from: input,
                        probe: probe,
                        in: bench.folder
                    )
                }
            }
        }
    }

    @Test func recogniserIsGivenSoundAndAsked() async throws {
        try await Bench.run { bench in
            let path = try await small(bench)
            let model = bench.folder.appending("ggml-x.bin")
            try bench.write("model", to: model)
            let program = try bench.script(
                "whisper",
                """
                echo "whisper_print_progress_callback: progress =  50%" >&2
                test "$1" = -m && test -s "$2" && test -s "$4" || exit 4
                printf 'WEBVTT\\n\\n%s %s\\n' "$(wc -c < "$4")" "$9" > "$7.vtt"
                """
            )
            let recogniser = try WhisperCLI.find(searchPath: "", program: program, model: model)
            let out = try bench.outbox()
            try await bench.open(path) { input in
                let probe = try await bench.tools.probe(input)
                let bytes = try await bench.tools.recognise(
                    input,
                    track: probe.audio[0],
                    language: "en",
                    with: recogniser,
                    in: out
                )
                let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
                #expect(words.first == "WEBVTT" && words.last == "en")
                // Twenty seconds of 16 kHz mono, two bytes a sample.
                #expect(abs((words.count > 1 ? Int(words[1]) ?? 0 : 0) - 640_000) < 5000)
            }
            #expect(try bench.names(in: out) == [])
        }
    }

    @Test func recogniserWithoutModelSaysSo() async throws {
        try await Bench.run { bench in
            let program = try bench.script("whisper", "exit 0")
            #expect(throws: MediaError.self) { try WhisperCLI.find(searchPath: "", program: program) }
            #expect(throws: MediaError.missingProgram(name: "whisper-cli", package: "whisper.cpp")) {
                try WhisperCLI.find(searchPath: "/nonexistent")
            }
        }
    }
}
