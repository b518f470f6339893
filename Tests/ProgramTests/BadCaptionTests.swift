import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Captions that are broken, another video's, or in an encoding of long ago.
@Suite(.timeLimit(.minutes(10))) struct BadCaptionTests {
    private static func cues(from start: Int, to end: Int, step: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        func stamp(_ time: Int) -> String { "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)).000" }
        return stride(from: start, to: end, by: step).reduce(into: "WEBVTT\n") { text, time in
            text += "\n\(stamp(time)) --> \(stamp(time + step - 1))\nThis is what is said at second \(time).\n"
        }
    }

    @Test func captionsThatAreOfNoUseAreToldAndHarmNoOther() async throws {
        try await BadInbox.with { bad in
            let files: [(stem: String, captions: String)] = [
                ("empty", ""),
                ("blank", " \n\n \n"),
                ("bare", "WEBVTT\n"),
                ("prose", "These are no captions.\nNot at all.\n"),
                ("music", "WEBVTT\n\n00:00.000 --> 00:20.000\n[Music]\n"),
                ("backwards", "WEBVTT\n\n-00:05.000 --> 00:02.000\nBefore.\n\n00:09.000 --> 00:04.000\nBackwards.\n"),
                ("longer", Self.cues(from: 0, to: 4000, step: 20)),
                ("later", Self.cues(from: 7200, to: 7300, step: 10)),
                ("shorter", Self.cues(from: 0, to: 4, step: 2)),
            ]
            for (number, file) in files.enumerated() {
                try await bad.addTalk(file.stem, number: number + 1, captions: Array(file.captions.utf8))
            }
            try await bad.addTalk("huge", number: 20, captions: Array(repeating: UInt8(ascii: "x"), count: 50_000_000))
            try bad.add("folder.mp4", SampleSource.numbered(try await SampleSource.shared.bytes(.plain), 21))
            try Files.makeDirectory(bad.inbox.appending("folder.vtt"))
            try bad.add("binary.mp4", SampleSource.numbered(try await SampleSource.shared.bytes(.plain), 22))
            try bad.add("binary.srt", try await SampleSource.shared.bytes(.jpeg))
            try await bad.expectForGood(
                [
                    .failed("prose", .fetchVTT, "prose.vtt: ", "begin with WEBVTT", "fix prose.vtt or take it away"),
                    .failed("backwards", .analyze, "no moment in it is worth a clip"),
                    .failed("longer", .fetchVTT, "longer.vtt: runs to 1:06:39, but the video ends at 0:36"),
                    .failed("later", .fetchVTT, "belongs to another video", "fix later.vtt or take it away"),
                    .failed("shorter", .analyze, "no moment in it is worth a clip", "better captions"),
                    .failed("huge", .fetchVTT, "huge.vtt: has 47 MiB", "fix huge.vtt or take it away"),
                    .failed("folder", .fetchVTT, "folder.vtt: ", "is not a file", "fix folder.vtt or take it away"),
                    .failed("binary", .fetchVTT, "binary.srt: ", "fix binary.srt or take it away"),
                ],
                code: 1
            )
            // Those that say nothing give way to whatever else there is, here the sound.
            for stem in ["empty", "blank", "bare", "music"] {
                let manifest = try bad.manifest(stem)
                #expect(manifest.transcript?.origin == .sound)
                #expect(manifest.notes.contains { $0.hasPrefix("\(stem).vtt: ") && $0.hasSuffix("passed over") })
            }
            // What was wrong is put right: only that video is done, from its captions on.
            let attempts = try bad.attempts()
            try bad.add("prose.vtt", try await SampleSource.shared.captions())
            let ending = try await bad.run()
            #expect(ending.code == 1)
            #expect(try bad.manifest("prose").status == .ready)
            var expected = attempts
            expected["prose fetch-vtt"] = 2
            for stage in ["analyze", "clip", "caption"] { expected["prose \(stage)"] = 1 }
            #expect(try bad.attempts() == expected)
        }
    }

    /// An encoding, or a slip that leaves the sense whole.
    struct Odd: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (String) -> [UInt8]
        /// What is said about it; nil where nothing need be.
        let note: String?
    }

    static let odd = [
        Odd(testDescription: "Windows-1252", change: { $0.unicodeScalars.map { UInt8($0.value) } }, note: "not UTF-8"),
        Odd(testDescription: "UTF-16 little", change: { [0xFF, 0xFE] + utf16($0, \.littleEndian) }, note: "UTF-16"),
        Odd(testDescription: "UTF-16 big", change: { [0xFE, 0xFF] + utf16($0, \.bigEndian) }, note: "UTF-16"),
        Odd(testDescription: "UTF-16 unmarked", change: { utf16($0, \.littleEndian) }, note: "UTF-16"),
        Odd(testDescription: "UTF-8 marked", change: { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }, note: nil),
        Odd(
            testDescription: "Windows line ends",
            change: {
                Array($0.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
            },
            note: nil
        ),
        Odd(
            testDescription: "one cue broken",
            change: { Array(($0 + "\n00:29.000 -> 00:30.000\nLost.\n\n00:90.000 --> x\nLost.\n").utf8) },
            note: "line"
        ),
        Odd(
            testDescription: "out of order",
            change: { text in
                let cues = text.split(separator: "\n\n")
                return Array(([cues[0]] + cues.dropFirst().reversed()).joined(separator: "\n\n").utf8)
            },
            note: nil
        ),
        Odd(
            testDescription: "a little too long",
            change: { Array(($0 + "\n00:29.000 --> 00:59.000\nCaf\u{E9} at the end of it.\n").utf8) },
            note: "past the video's end"
        ),
    ]

    private static func utf16(_ text: String, _ order: KeyPath<UInt16, UInt16>) -> [UInt8] {
        text.utf16.flatMap { unit in
            let unit = unit[keyPath: order]
            return [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        }
    }

    @Test func captionsThatCanBeUnderstoodAre() async throws {
        try await BadInbox.with { bad in
            let plain = String(decoding: try await SampleSource.shared.captions(), as: UTF8.self)
            let text = plain.split(separator: "storm").joined(separator: "caf\u{E9} storm")
            #expect(text != plain)
            for (number, odd) in Self.odd.enumerated() {
                try await bad.addTalk("odd\(number)", number: number + 1, captions: odd.change(text))
            }
            let first = try await bad.run()
            try bad.expect(first, code: 0, [])
            for (number, odd) in Self.odd.enumerated() {
                let transcript = bad.outbox.appending("odd\(number)/transcript.txt")
                let words = String(decoding: try Files.read(transcript), as: UTF8.self)
                #expect(words.contains("a caf\u{E9} storm took the roof"), "\(odd.testDescription): \(words)")
                let notes = try bad.manifest("odd\(number)").notes.filter { $0.contains("odd\(number).vtt") }
                if let note = odd.note {
                    #expect(notes.contains { $0.contains(note) }, "\(odd.testDescription): \(notes)")
                } else {
                    #expect(notes == [], "\(odd.testDescription)")
                }
            }
        }
    }
}
