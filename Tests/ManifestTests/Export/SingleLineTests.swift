import Testing

@testable import Manifest

@Suite struct SingleLineTests {
    @Test(
        "Text becomes one line that shows what it holds",
        arguments: [
            ("plain", "plain"), ("", ""), (" \n\t ", ""), ("a\r\nb", "a b"), ("a\u{0}b\u{7}c", "a b c"),
            ("a\u{85}b\u{2028}c\u{2029}d\u{B}e", "a b c d e"), ("  a   b  ", "a b"), ("a\u{A0}b", "a b"),
            ("\u{202E}gnp.exe\u{202C}", "gnp.exe"), ("\u{2066}a\u{2069}\u{200F}b\u{61C}c", "abc"),
            ("\u{FEFF}a\u{FFFE}b", "ab"), ("👩\u{200D}💻 می\u{200C}خواهم", "👩\u{200D}💻 می\u{200C}خواهم"),
            ("\u{1B}[31mred", "[31mred"), ("e\u{301}", "e\u{301}"),
        ]
    )
    func reduces(_ text: String, _ line: String) {
        #expect(text.singleLine == line)
        #expect(Array(text.singleLine.unicodeScalars) == Array(line.unicodeScalars))
    }

    @Test("A path in a URL keeps only what stands for itself")
    func encodesPath() {
        #expect("/a b/ü#?%:\n.mp4".percentEncodedPath == "/a%20b/%C3%BC%23%3F%25%3A%0A.mp4")
    }

    @Test(
        "A source's name and stem",
        arguments: [
            ("/a/b.c/talk.final.mp4", "talk.final.mp4", "talk.final"), ("talk", "talk", "talk"),
            ("/a/.hidden", ".hidden", ".hidden"), ("", "", ""), ("/a/\u{301}b\n.mp4", "\u{301}b .mp4", "\u{301}b "),
        ]
    )
    func namesSource(_ path: String, _ name: String, _ stem: String) {
        let source = Source(path: path, bytes: 0, sha256: "")
        #expect(source.name == name)
        #expect(source.stem == stem)
    }
}
