import BurnedCaptions
import TestSupport
import Testing
import Transcript

@Suite struct InjectionTests {
    private static let traps = [
        "{", "}", "\\", "\\N", "\\n", "\\h", "{\\b1}", "{\\p1}m 0 0 l 9 9{\\p0}", "\\{", "\\\\", "\\}", "{}", "a", "b",
        "é", "中", "。",
        "😀", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200F}", "\u{2060}", "\u{0}", "\u{7}", "\u{1B}", "\u{85}",
        "\u{2028}", "\r", "\n", " ",
        "  ", "\u{A0}", "&", "<", ">", ",", "Dialogue: 0,0:00:00.00", "[Events]", ";", "!", "ا", "ש", "\u{301}",
        "\u{E000}", "\u{FE0F}",
        "\u{200B}", "\u{FEFF}", "\u{E0001}", "ẞ", "-",
    ]

    /// What words are made of once all that is not drawn is gone.
    private func letters(_ text: String) -> [Unicode.Scalar] {
        let plain = text.filter { !$0.unicodeScalars.contains { $0.properties.isEmojiPresentation } }
        return plain.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .privateUse, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator:
                false
            default: !scalar.properties.isVariationSelector && scalar != "-"
            }
        }
    }

    @Test("What is drawn is what was said, and no override is anybody's but ours")
    func fuzz() throws {
        let fonts = FontList(listing: "Inter|0|20-fffff")
        var numbers = RandomNumbers(seed: 16)
        for round in 0..<400 {
            var words: [Word] = []
            for index in 0..<Int.random(in: 1...12, using: &numbers) {
                var text = ""
                for _ in 0..<Int.random(in: 1...5, using: &numbers) {
                    text += Self.traps.randomElement(using: &numbers) ?? ""
                }
                words.append(Word(text: " " + text, start: Double(index) * 0.4, end: Double(index) * 0.4 + 0.4))
            }
            let captions = Captions(cues: Captions.cues(of: words, stamped: round % 2 == 0))
            let script = try draw(captions, fonts: fonts, hook: round % 3 == 0 ? words.map(\.text).joined() : nil)
            for scalar in script.ass.unicodeScalars where scalar != "\n" {
                #expect(scalar.properties.generalCategory != .control && !(0x202A...0x202E).contains(scalar.value))
            }
            #expect(
                script.ass.split(separator: "\n").allSatisfy { line in
                    ["[", "Script", "Play", "Wrap", "Scaled", "YCbCr", "Format", "Style", "Dialogue"].contains {
                        line.hasPrefix($0)
                    }
                }
            )
            let events = try DrawnEvent.all(script.ass).filter { $0.style == "Caption" }
            let drawn = script.phrases.map { phrase in
                let text = phrase.lines.joined(separator: "\n")
                #expect(events.contains { $0.text == text }, "\(text)")
                return text
            }
            // Where all of a cue is pictographs they stay, which the filter takes out on both sides.
            let said = captions.words().map(\.word.text).joined(separator: " ")
            #expect(letters(drawn.joined(separator: " ")) == letters(said), "\(captions.cues.map(\.text))")
            for event in events {
                #expect(event.text.split(separator: "\n").allSatisfy { $0.first != " " && $0.last != " " })
            }
        }
    }
}
