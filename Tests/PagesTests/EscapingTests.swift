import Testing

@testable import Pages

@Suite("Escaping")
struct EscapingTests {
    @Test(
        "Marks of HTML become references, whatever follows them",
        arguments: [
            ("plain", "plain"), ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"), ("<\u{338}x", "&lt;\u{338}x"),
            ("&\u{301}", "&amp;\u{301}"), ("\"\u{301}", "&quot;\u{301}"), ("a\r\nb\rc\n\n", "a\nb\nc\n\n"),
            ("\u{0}\t", "\u{FFFD}\t"),
            ("\u{9F}\u{A0}", "\u{FFFD}\u{A0}"), ("\u{1FFFE}", "\u{FFFD}"), ("", ""),
        ]
    )
    func table(text: String, escaped: String) {
        #expect(Array(text.escapedForHTML.unicodeScalars) == Array(escaped.unicodeScalars))
    }

    @Test("What is read back is what was written, for random scalars")
    func roundTrip() throws {
        var random = Random(seed: 7)
        for _ in 0..<2000 {
            let text = random.text()
            let escaped = text.escapedForHTML
            #expect(!escaped.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
            #expect(Array(try resolved(escaped).unicodeScalars) == Array(text.unicodeScalars))
        }
    }

    @Test("An attribute has its value between quotes, or none")
    func attributes() {
        #expect(Attribute("hidden").markup == " hidden")
        #expect(Attribute.id("a\"b").markup == " id=\"a&quot;b\"")
    }

    @Test(
        "A language is one only where it has the shape of a tag",
        arguments: [
            ("en", true), ("zh-Hant-TW", true), ("", false), ("en us", false), ("é", false), ("e\"", false),
            (String(repeating: "a", count: 36), false),
        ]
    )
    func language(tag: String, isOne: Bool) {
        #expect((Attribute.lang(tag) != nil) == isOne)
        #expect(Attribute.lang(nil) == nil)
    }

    @Test("Elements nest, attributes that are nil are left out")
    func elements() {
        let isShown = false
        let html = Tag.p(.class("x"), nil) {
            "a<b"
            Tag.span { "c" }
            if isShown { "never" }
            for index in 0..<2 { Tag.code { "\(index)" } }
            nil as HTML?
        }
        #expect(html.markup == "<p class=\"x\">a&lt;b<span>c</span><code>0</code><code>1</code></p>\n")
    }
}
