import Testing

@testable import Pages

@Suite("Links to files")
struct FileLinkTests {
    @Test(
        "Each part is encoded, and none leads elsewhere",
        arguments: [
            ("clips/01-a.mp4", "clips/01-a.mp4"), ("a b#c?d%e", "a%20b%23c%3Fd%25e"), ("\"'<>", "%22%27%3C%3E"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("//host/x", "host/x"), ("../../x", "x"),
            ("./a/./b", "a/b"), ("é", "%C3%A9"), ("e\u{301}", "e%CC%81"), ("/\u{301}x", "%CC%81x"), ("a\\b", "a%5Cb"),
            ("a\nb", "a%0Ab"), ("...", "..."), ("", ""),
        ]
    )
    func table(path: String, url: String) {
        #expect(FileLink(path).url == url)
    }

    @Test("Decoding gives the name back, byte for byte")
    func roundTrip() {
        var random = Random(seed: 11)
        for _ in 0..<2000 {
            let name = String(String.UnicodeScalarView(random.text().unicodeScalars.filter { $0 != "/" }))
            let url = Array(FileLink(name).url.utf8)
            var bytes: [UInt8] = []
            var index = 0
            while index < url.count {
                if url[index] == UInt8(ascii: "%") {
                    bytes.append(UInt8(String(decoding: url[(index + 1)...(index + 2)], as: UTF8.self), radix: 16) ?? 0)
                    index += 3
                } else {
                    bytes.append(url[index])
                    index += 1
                }
            }
            #expect(bytes == Array(name.utf8))
        }
    }

    @Test("A page finds the outbox from any depth", arguments: [("a", "../"), ("a/b", "../../"), ("a//b/", "../../")])
    func outbox(folder: String, way: String) {
        #expect(FileLink.outbox(from: folder).url == way + "index.html")
    }
}
