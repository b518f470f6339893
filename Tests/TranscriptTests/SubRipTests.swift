import Testing
import Transcript

@Suite struct SubRipTests {
    private func parse(_ text: String) throws -> Captions { try Captions(parsing: Array(text.utf8)) }

    @Test func plainFile() throws {
        let captions = try parse(
            "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n2\n00:00:03,000 --> 00:00:04,000\nBye\n"
        )
        #expect(captions.format == .subRip)
        #expect(
            captions.cues == [
                Cue(id: "1", start: 1, end: 2.5, text: "Hello\nthere"), Cue(id: "2", start: 3, end: 4, text: "Bye"),
            ]
        )
        #expect(captions.problems.isEmpty)
    }

    @Test(arguments: [
        ("00:00:01,000 --> 00:00:02,000", 1.0, 2.0),
        ("00:00:01.000 --> 00:00:02.000", 1, 2),
        ("0:0:1,5 --> 0:0:2,25", 1.5, 2.25),
        ("00:01 --> 00:02", 1, 2),
        ("01:02,500 -> 01:03,000", 62.5, 63),
        ("100:00:00,000 --> 123:00:00,001", 360_000, 442_800.001),
        ("00: 00: 01, 000 --> 00: 00: 02, 000", 1, 2),
        ("  00:00:01:000   -->   00:00:02:000  ", 1, 2),
        ("00:00:01,0009 --> 00:00:02,0", 1, 2),
        ("00:00:01,000-->00:00:02,000 X1:100 X2:200 Y1:050 Y2:100", 1, 2),
    ])
    func times(line: String, start: Double, end: Double) throws {
        #expect(try parse(line + "\nHi").cues == [Cue(start: start, end: end, text: "Hi")])
    }

    @Test(arguments: [
        ("00:00:61,000 --> 00:00:62,000"), ("00:00:01,000 --> soon"), ("1 --> 2"), ("-1:00 --> -0:30"),
        ("00:00:01,000 --> 00:00:02,000junk"),
    ])
    func timesThatAreNone(line: String) {
        #expect(throws: CaptionError.noTimes(line: 1)) { try parse(line + "\nHi") }
    }

    @Test func missingIndicesAndBlankLines() throws {
        let captions = try parse(
            "00:01,000 --> 00:02,000\nOne\n00:02,000 --> 00:03,000\nTwo\n42\n00:03,000 --> 00:04,000\nX"
        )
        #expect(captions.cues.map(\.text) == ["One", "Two\n42", "X"])
        let tight = try parse(
            "1\n00:01,000 --> 00:02,000\nOne\n2\n00:02,000 --> 00:03,000\nTwo\n3\n00:03,000 --> 00:04,000\n7"
        )
        #expect(tight.cues.map(\.text) == ["One", "Two", "7"])
        #expect(tight.cues.map(\.id) == ["1", "2", "3"])
    }

    @Test func aNumberAloneIsText() throws {
        let captions = try parse("1\n00:01,000 --> 00:02,000\n1984\n00:02,000 --> 00:03,000\nTwo")
        #expect(captions.cues.map(\.text) == ["1984", "Two"])
    }

    @Test func blankLinesInsideATextLoseNothing() throws {
        let captions = try parse(
            "1\r\n00:01,000 --> 00:02,000\r\nOne\r\n\r\nmore\r\n\r\n\r\n2\r\n00:02,000 --> 00:03,000\r\n\r\nTwo"
        )
        #expect(captions.cues.map(\.text) == ["One\nmore", "Two"])
    }

    @Test func byteOrderMark() throws {
        #expect(try parse("\u{FEFF}1\n00:01,000 --> 00:02,000\nHi").cues.map(\.id) == ["1"])
    }

    @Test(arguments: [
        ("<i>Hi</i> <B>you</B>", "<i>Hi</i> <b>you</b>"),
        ("<font color=\"#fff\">Hi</font>", "Hi"),
        ("a < b & c > d", "a &lt; b &amp; c > d"),
        ("Tom &amp; Ann", "Tom &amp; Ann"),
        ("I <3 you <sigh>", "I &lt;3 you &lt;sigh>"),
        ("a --> b", "a --&gt; b"),
        ("<c -->x", "&lt;c --&gt;x"),
        ("{\\i1}Hi{\\i0} {there}", "Hi {there}"),
        ("{\\an8", "{\\an8"),
        ("<v Ann>Hi", "<v Ann>Hi"),
    ])
    func markup(text: String, expected: String) throws {
        let captions = try parse("1\n00:01,000 --> 00:02,000\n" + text)
        #expect(captions.cues.map(\.text) == [expected])
        #expect(try Captions(webVTT: captions.webVTT()).cues.map(\.text) == [expected])
    }

    @Test func places() throws {
        let settings = try #require(try parse("1\n00:01,000 --> 00:02,000\n{\\an7}Hi").cues.first).settings
        #expect(settings.line == 0)
        #expect(settings.align == .left)
        #expect(try parse("1\n00:01,000 --> 00:02,000\n{\\an2}Hi").cues[0].settings == CueSettings())
    }

    @Test func printing() throws {
        let captions = Captions(cues: [
            Cue(id: "x", start: 1, end: 2, text: "<v Ann><b>A</b> &amp; <c.red>B</c> &lt;3"),
            Cue(start: 2, end: 3, text: "<i>"),
            Cue(start: 3, end: 360_000.0004, text: "one\n\n<u>two --&gt; three"),
        ])
        #expect(
            captions.subRip() == """
                1
                00:00:01,000 --> 00:00:02,000
                <b>A</b> & B <3

                2
                00:00:02,000 --> 00:00:03,000
                <i></i>

                3
                00:00:03,000 --> 100:00:00,000
                one
                <u>two \u{2192} three</u>

                """
        )
    }

    @Test func problemsAreTold() throws {
        let captions = try parse("hello\n1\n00:01,000 --> 00:02,000\nOne\n\n2\n00:99,000 --> 00:03,000\nTwo")
        #expect(captions.cues.map(\.text) == ["One"])
        #expect(captions.problems.map(\.line) == [1, 7])
    }
}
