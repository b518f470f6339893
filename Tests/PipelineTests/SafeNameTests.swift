import Intake
import TestSupport
import Testing

@testable import Pipeline

@Suite struct SafeNameTests {
    @Test(arguments: [
        ("keynote", "keynote"),
        ("My talk (final)", "My talk (final)"),
        ("..", "video"),
        ("", "video"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("a/b\\c:d", "a-b-c-d"),
        ("line\nbreak", "line-break"),
        ("“quoted”", "“quoted”"),
        ("🎬 premiere", "🎬 premiere"),
        ("ends with dots...", "ends with dots"),
        ("\u{202E}reversed", "reversed"),
        ("???", "video"),
    ])
    func foldersOfVideos(_ name: String, _ folder: String) {
        #expect(SafeName.folder(name) == folder)
    }

    @Test(arguments: [
        ("The surprising truth", "the-surprising-truth"),
        ("What's next? Don't ask!", "whats-next-dont-ask"),
        ("  --  ", "clip"),
        ("🎉🎉", "clip"),
        ("Über die Kunst", "über-die-kunst"),
        ("時間とは何か", "時間とは何か"),
        ("../../etc/passwd", "etc-passwd"),
        ("3.5 percent", "3-5-percent"),
    ])
    func slugsOfTitles(_ title: String, _ slug: String) {
        #expect(SafeName.slug(title) == slug)
    }

    @Test func anyTextBecomesASafeName() {
        var random = RandomNumbers(seed: 1)
        for _ in 0..<200 {
            var text = ""
            for _ in 0..<Int.random(in: 0...300, using: &random) {
                let value = UInt32.random(in: 0...(random.next() % 4 == 0 ? 0x10FFFF : 0x17F), using: &random)
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            for name in [SafeName.folder(text), SafeName.slug(text)] {
                #expect(!name.isEmpty && name.utf8.count <= SafeName.limit)
                #expect(!name.hasPrefix(".") && !name.hasPrefix("-") && !name.contains("/"))
                #expect(name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            }
        }
    }
}
