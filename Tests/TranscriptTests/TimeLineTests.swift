import Testing
import Transcript

/// Time lines that other programs and people write, beside one that is right.
@Suite struct TimeLineTests {
    private static let before = "1\n00:00:01,000 --> 00:00:03,000\nBefore it.\n\n2\n"
    private static let after = "\nThe text.\n\n3\n00:00:06,000 --> 00:00:08,000\nAfter it.\n"

    @Test(arguments: [
        "00:00:03,500 \u{2014}> 00:00:05,000", "00:00:03,500 \u{2192} 00:00:05,000", "00:00:03,500 --&gt; 00:00:05,000",
        "00\u{FF1A}00\u{FF1A}03\u{FF0C}500 --> 00\u{FF1A}00\u{FF1A}05\u{FF0C}000", "00:00:03,500 ==> 00:00:05,000",
        "\u{FF10}\u{FF10}:00:03,500 --> 00:00:05,000", "\u{200E}00:00:03,500 --> 00:00:05,000",
        "\u{FEFF}00:00:03,500 --> 00:00:05,000", "00:00:03,500\u{A0}-->\u{A0}00:00:05,000",
        "00:00:03,50 --> 00:00:5,0:",
        "00:00:03,500 - 00:00:05,000", "00:00:03,500 -- > 00:00:05,000", "00:00:03:500 --> 00:00:05:000",
        "3.500 --> 5.000",
        "+00:00:03,500 --> 00:00:05,000",
    ])
    func isMended(line: String) throws {
        for (head, tail) in [
            (Self.before, Self.after), ("WEBVTT\n\n" + Self.before.replacing(",", with: "."), Self.after),
        ] {
            let captions = try Captions(parsing: Array((head + line + tail).utf8))
            #expect(captions.cues.map(\.text) == ["Before it.", "The text.", "After it."])
            #expect(captions.cues.map(\.start) == [1, 3.5, 6])
            #expect(captions.cues[1].end == 5)
        }
    }

    @Test(arguments: [
        "00:00:0x,500 --> 00:00:05,000", "00:99:03,500 --> 00:99:05,000", "-00:00:03,500 --> -00:00:01,000",
        "00:00:03,500 --> 00:00:05,000junk",
    ])
    func isDroppedWithItsText(line: String) throws {
        for head in [Self.before, "WEBVTT\n\n" + Self.before.replacing(",", with: ".")] {
            let captions = try Captions(parsing: Array((head + line + Self.after).utf8))
            #expect(captions.cues.map(\.text) == ["Before it.", "After it."])
            #expect(captions.cues.map(\.id) == ["1", "3"])
            #expect(captions.notes.contains { $0.contains("line") })
        }
    }

    @Test func beforeZero() throws {
        let source =
            "-00:00:01,500 --> 00:00:00,500\nEarly.\n\n00:00:06,000 --> 00:00:08,000\nLate.\n\n"
            + "-00:00:00,200 --> 00:00:09,500\nLast.\n"
        let captions = try Captions(parsing: Array(source.utf8))
        #expect(captions.texts == ["Early.", "Late.", "Last."])
        #expect(captions.cues.map(\.start) == [0, 6, 8])
    }

    @Test func withoutAnEndLastsAsItsWords() throws {
        let captions = try Captions(parsing: Array((Self.before + "00:00:03,500 --> " + Self.after).utf8))
        #expect(captions.texts == ["Before it.", "The text.", "After it."])
        #expect(captions.cues[1].end > 4 && captions.cues[1].end <= 6)
    }

    @Test func marksBeforeNumbersAreNoText() throws {
        let captions = try Captions(
            parsing: Array(
                ("\u{FEFF}" + Self.before.replacing("2\n", with: "\u{FEFF}2\n") + "00:00:03,500 --> 00:00:05,000"
                    + Self.after).utf8
            )
        )
        #expect(captions.texts == ["Before it.", "The text.", "After it."])
    }

    @Test(arguments: ["9:00 - 17:00", "10:30 to 11:45", "1.5 --> 2.5", "5 -> 10", "2024-01-02 10:00:00"])
    func textIsNoTimeLine(line: String) throws {
        let captions = try Captions(
            parsing: Array((Self.before + "00:00:03,500 --> 00:00:05,000\n" + line + Self.after).utf8)
        )
        #expect(captions.cues.map(\.start) == [1, 3.5, 6])
        #expect(captions.texts.joined().contains(line))
    }
}
