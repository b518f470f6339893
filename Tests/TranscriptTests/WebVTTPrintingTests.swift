import FoundationEssentials
import Testing
import Transcript

@Suite struct WebVTTPrintingTests {
    @Test func everythingComesBack() throws {
        let source = """
            WEBVTT
            Language: en

            STYLE
            ::cue(b) { color: red }
            .x { }

            REGION
            id:r1 width:40.5%
            lines:4 regionanchor:0%,100% viewportanchor:10%,90% scroll:up

            intro
            00:01.000 --> 100:00:02.001 vertical:rl line:-2.5,end position:12.5%,line-right size:33% align:left
            <v Ann>Hi &amp; <i>bye</i>
              second line

            00:00:03.000 --> 00:00:02.000 region:r1
            x

            00:00:03.000 --> 00:00:04.000 line:100%,center

            """
        let captions = try Captions(webVTT: source)
        #expect(captions.cues.count == 3)
        #expect(captions.cues[1].settings.region == "r1")
        #expect(try Captions(webVTT: captions.webVTT()) == captions)
        #expect(captions.webVTT().contains("100:00:02.001 vertical:rl line:-2.5,end position:12.5%,line-right"))
    }

    @Test func unsafeTextIsMadeSafe() throws {
        let captions = Captions(
            cues: [
                Cue(id: "a\nb --> c", start: -1, end: .infinity, text: "one --> two\n\n\nthree\r\n\r\nfour\0"),
                Cue(start: .nan, end: 2, text: "00:00:01.000 --> 00:00:02.000\nREGION"),
            ],
            stylesheets: ["a {\n\n} --> b", ""]
        )
        let back = try Captions(webVTT: captions.webVTT())
        #expect(back.cues.map(\.id) == ["a b -> c", ""])
        #expect(
            back.cues.map(\.text) == [
                "one --&gt; two\nthree\nfour\u{FFFD}", "00:00:01.000 --&gt; 00:00:02.000\nREGION",
            ]
        )
        #expect(back.cues.map(\.start) == [0, 0])
        #expect(back.stylesheets == ["a {\n} --\\> b"])
        #expect(back.problems.isEmpty)
    }

    @Test func settingsThatCannotBeSaidAreLeftOut() {
        var settings = CueSettings()
        settings.line = .nan
        settings.position = .infinity
        settings.region = "two words"
        settings.lineAlign = .end
        #expect(settings.webVTT.isEmpty)
        settings.line = 1e21
        #expect(settings.webVTT == "line:1000000000000000000000,end")
        settings.line = -1.5e-7
        #expect(settings.webVTT == "line:-0.00000015,end")
    }

    @Test func regionDoesNotGoWithLineSizeOrVertical() throws {
        let source = "WEBVTT\n\nREGION\nid:r\n\n00:01.000 --> 00:02.000 region:r line:1\nx\n"
        #expect(try Captions(webVTT: source).cues.first?.settings.region == nil)
    }

    @Test func millisecondsAreExact() throws {
        let cues = (0..<2000).map { Cue(start: Double($0 * 977) / 1000, end: Double($0 * 977 + 1) / 1000, text: "x") }
        let captions = Captions(cues: cues)
        #expect(try Captions(webVTT: captions.webVTT()).cues == cues)
        #expect(try Captions(parsing: Array(captions.subRip().utf8)).cues.map(\.start) == cues.map(\.start))
    }

    @Test func jsonHasEveryKey() throws {
        let captions = Captions(cues: [Cue(id: "1", start: 1, end: 2, text: "Hi.")], regions: [Region(id: "r")])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = String(decoding: try encoder.encode(captions), as: UTF8.self)
        #expect(
            json == #"{"cues":[{"end":2,"id":"1","settings":{"align":"center","line":null,"line_align":"start","#
                + #""position":null,"position_align":"auto","region":null,"size":100,"snap_to_lines":true,"#
                + #""vertical":""},"start":1,"text":"Hi."}],"format":"vtt","language":null,"notes":[],"problems":[],"#
                + #""regions":[{"id":"r","lines":3,"region_anchor_x":0,"region_anchor_y":100,"scroll":"","#
                + #""viewport_anchor_x":0,"viewport_anchor_y":100,"width":100}],"stylesheets":[]}"#
        )
        let sentence = String(decoding: try encoder.encode(captions.sentences()), as: UTF8.self)
        #expect(
            sentence == #"[{"end":2,"ending":"punctuation","speaker":null,"start":1,"text":"Hi.","#
                + #""words":[{"end":2,"start":1,"text":"Hi."}]}]"#
        )
    }
}
