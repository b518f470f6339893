import Testing
import Transcript

@Suite struct CueTextTests {
    @Test(arguments: [
        ("&lt;&gt;&nbsp;|", "<>\u{A0}|"), ("&eacute;&Eacute &hearts;", "é\u{C9} ♥"),
        ("&#128;&#x1F600;&#0;", "€😀\u{FFFD}"),
        ("&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}"), ("&bogus; &amp;lt;", "&bogus; &lt;"), ("&#; &#x;", "&#; &#x;"),
        ("&notin &ampx", "¬in &x"), ("a<b", "a"), ("1 > 0", "1 > 0"),
    ])
    func references(text: String, expected: String) {
        #expect(CueText(parsing: text).plainText == expected)
    }

    @Test func annotationsAreTrimmedAndResolved() {
        let nodes = CueText(parsing: "<v.a..b  Ann &amp;\n Bob >x").nodes
        #expect(
            nodes == [
                CueTextNode(
                    depth: 0,
                    content: .element(.init(tag: .voice, classes: ["a", "b"], annotation: "Ann & Bob"))
                ),
                CueTextNode(depth: 1, content: .text("x")),
            ]
        )
    }

    @Test func aHundredThousandNestedTagsAreHarmless() {
        let text = String(repeating: "<b>", count: 100_000) + "x"
        #expect(CueText(parsing: text).plainText == "x")
        let captions = Captions(cues: [Cue(start: 0, end: 20, text: text + " y z")])
        #expect(captions.clipped(from: 0, to: 20).cues.count == 3)
        #expect(captions.texts == ["x y z"])
    }
}
