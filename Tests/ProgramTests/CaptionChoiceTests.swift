import Intake
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Which words a video gets, beside it and inside it.
@Suite(.timeLimit(.minutes(10))) struct CaptionChoiceTests {
    private static func text(_ word: String) async throws -> [UInt8] {
        let captions = String(decoding: try await SampleSource.shared.captions(), as: UTF8.self)
        return Array((captions + "\n00:25.000 --> 00:25.500\nThat was \(word).\n").utf8)
    }

    private static func music(_ lines: Int) -> [UInt8] {
        Array((0..<lines).reduce(into: "WEBVTT\n") { $0 += "\n00:0\($1).000 --> 00:0\($1 + 1).000\n[Music]\n" }.utf8)
    }

    private static let thumbnails = Array("WEBVTT\n\n00:00.000 --> 00:10.000\nsheet.jpg#xywh=0,0,160,90\n".utf8)

    @Test func theRightFileBesideItIsTaken() async throws {
        try await BadInbox.with { bad in
            let plain = try await SampleSource.shared.bytes(.plain)
            let cases: [(stem: String, files: [(name: String, content: [UInt8])], taken: String, reason: String)] = [
                (
                    "forced",
                    [
                        ("forced.en.forced.srt", try await Self.text("part")),
                        ("forced.en.srt", try await Self.text("all")),
                    ],
                    "forced.en.srt", "the only captions beside it"
                ),
                (
                    "parts", [("parts.en.forced.srt", try await Self.text("part"))], "parts.en.forced.srt",
                    "the only captions beside it"
                ),
                (
                    "thumbs", [("thumbs.vtt", Self.thumbnails), ("thumbs.srt", try await Self.text("all"))],
                    "thumbs.srt", "the first of 2 beside it"
                ),
                (
                    "hollow", [("hollow.vtt", []), ("hollow.srt", try await Self.text("all"))], "hollow.srt",
                    "the first of 2 beside it"
                ),
                (
                    "song", [("song.vtt", Self.music(5)), ("song.en.vtt", try await Self.text("all"))], "song.en.vtt",
                    "the first of 2 beside it"
                ),
                (
                    "asked",
                    [("asked.de.srt", try await Self.text("deutsch")), ("asked.en.srt", try await Self.text("all"))],
                    "asked.en.srt", "in the language asked for (en)"
                ),
                (
                    "named", [("named.vtt", try await Self.text("other")), ("mine.txt", try await Self.text("mine"))],
                    "mine.txt", "named by caption_file"
                ),
            ]
            for (number, one) in cases.enumerated() {
                try bad.add("\(one.stem).mp4", SampleSource.numbered(plain, number + 1))
                for file in one.files { try bad.add(file.name, file.content) }
            }
            try bad.add("asked.smartclip.yaml", "language: en\n".utf8)
            try bad.add("named.smartclip.yaml", "caption_file: mine.txt\n".utf8)
            try bad.add("absent.mp4", SampleSource.numbered(plain, 30))
            try bad.add("absent.smartclip.yaml", "caption_file: gone.vtt\n".utf8)
            let plan = try await Program.smartclip.run(["plan", "inbox", "--output", "outbox"], in: bad.folder)
            #expect(
                plan.output.contains("    words: named.") == false
                    && plan.output.contains("    words: mine.txt, named by")
            )
            let first = try await bad.run()
            try bad.expect(
                first,
                code: 1,
                [.failed("absent", .fetchVTT, "caption_file names gone.vtt, which is not beside absent.mp4")]
            )
            for one in cases {
                let manifest = try bad.manifest(one.stem)
                #expect(manifest.transcript?.file == one.taken && manifest.transcript?.reason == one.reason)
            }
            #expect(
                try bad.manifest("parts").notes.contains { $0.contains("holds only parts of what is said (forced)") }
            )
            #expect(try bad.manifest("hollow").notes.contains { $0.hasPrefix("hollow.vtt: ") && $0.contains("empty") })
            #expect(first.errors.contains("song: words: song.en.vtt, the first of 2 beside it\n"))
            let shown = try await Program.smartclip.run(["show", "asked", "--output", "outbox"], in: bad.folder)
            #expect(shown.output.contains("words: asked.en.srt, in the language asked for (en)\n"))
            // Nothing of it is work a second time.
            let attempts = try bad.attempts()
            _ = try await bad.run()
            #expect(try bad.attempts() == attempts)
        }
    }

    private static func track(_ word: String, lines: Int = 8) -> String {
        func stamp(_ time: Int) -> String { time < 10 ? "0\(time)" : "\(time)" }
        return (0..<lines).reduce(into: "") { text, line in
            let (start, end) = (stamp(3 * line), stamp(3 * line + 2))
            text += "\(line + 1)\n00:00:\(start),000 --> 00:00:\(end),900\n"
            text += lines == 1 ? "Way out.\n\n" : "The \(word) line of number \(line) is worth a clip.\n\n"
        }
    }

    @Test func theRightTrackInsideItIsTaken() async throws {
        try await BadInbox.with { bad in
            try bad.add(bad.folder.appending("in.mp4"), try await SampleSource.shared.bytes(.plain))
            try bad.add(bad.folder.appending("de.srt"), Self.track("German").utf8)
            try bad.add(bad.folder.appending("en.srt"), Self.track("English").utf8)
            try bad.add(bad.folder.appending("sign.srt"), Self.track("sign", lines: 1).utf8)
            try bad.add(bad.folder.appending("music.srt"), "1\n00:00:00,000 --> 00:00:09,000\n[Music]\n".utf8)
            let cases: [(file: String, tracks: [String], options: [String], word: String, note: String)] = [
                (
                    "two.mp4", ["de", "en"], ["-metadata:s:s:0", "language=deu", "-metadata:s:s:1", "language=eng"],
                    "English",
                    "in the language of the sound (en)"
                ),
                (
                    "title.mkv", ["sign", "en"],
                    ["-metadata:s:s:0", "title=English (Forced)", "-disposition:s:0", "default"],
                    "English", "the only one with words"
                ),
                ("few.mkv", ["sign", "de"], ["-disposition:s:0", "default"], "German", "the only one with words"),
                ("music.mkv", ["music", "de"], ["-disposition:s:0", "default"], "German", "the only one with words"),
                ("script.mkv", ["en"], ["-c:s", "ass"], "English", "the only one with words"),
            ]
            for (number, one) in cases.enumerated() {
                try await Self.mux(one.tracks, into: one.file, number, one.options, in: bad)
            }
            let first = try await bad.run()
            try bad.expect(first, code: 0, [])
            for one in cases {
                let stem = String(one.file.prefix { $0 != "." })
                let manifest = try bad.manifest(stem)
                #expect(manifest.transcript?.origin == .embedded && manifest.transcript?.reason == one.note, "\(stem)")
                let words = String(
                    decoding: try Files.read(bad.outbox.appending("\(stem)/transcript.txt")),
                    as: UTF8.self
                )
                #expect(words.contains("The \(one.word) line of number 0 is worth a clip."), "\(stem): \(words)")
            }
        }
    }

    private static func mux(
        _ tracks: [String],
        into file: String,
        _ number: Int,
        _ options: [String],
        in bad: BadInbox
    ) async throws {
        let subtitles = tracks.flatMap { ["-i", "\($0).srt"] }
        let maps = (0...tracks.count).flatMap { ["-map", "\($0)"] }
        let coding = ["-c", "copy", "-c:s", file.hasSuffix("mp4") ? "mov_text" : "srt"]
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: Arguments(
                ["-nostdin", "-loglevel", "error", "-i", "in.mp4"] + subtitles + maps + coding
                    + ["-metadata:s:a", "language=eng", "-metadata", "comment=\(number)"] + options + ["inbox/\(file)"]
            ),
            workingDirectory: bad.folder,
            input: .none,
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
    }
}
