import BurnedCaptions
import Testing
import Transcript

@Suite struct PhraseTests {
    private static let talk =
        "So the thing about captions is, nobody reads them when they cover a face. You put them where the eye "
        + "already is, and you keep them short! Does it work? Yes. Every single time, in my experience, and I tried it for years."

    @Test(
        "Lines are as short as the shape wants, and a phrase has two at most",
        arguments: [(1080, 1920), (1080, 1350), (1080, 1080), (1920, 1080), (640, 360), (608, 1080), (2560, 1080)]
    )
    func lineLengths(width: Int, height: Int) throws {
        let picture = CaptionPicture(width: width, height: height, frames: 25, duration: 60)
        let script = try draw(spoken(Self.talk), on: picture)
        let most = CaptionShape(width: width, height: height).lineCharacters
        for phrase in script.phrases {
            #expect((1...2).contains(phrase.lines.count))
            #expect(phrase.lines.allSatisfy { $0.count <= most })
        }
        #expect(script.phrases.flatMap(\.lines).joined(separator: " ") == Self.talk)
    }

    @Test("Phrases end with sentences and clauses where those are near")
    func clauses() throws {
        let texts = try draw(spoken(Self.talk)).texts
        #expect(texts.contains("nobody reads them"))
        #expect(texts.contains("when they cover / a face."))
        #expect(texts.contains("Every single time, / in my experience,"))
    }

    @Test("A pause parts phrases, however short they are")
    func pauses() throws {
        let script = try draw(spoken("We waited and then it came", pauses: [2: 1.2]))
        #expect(script.texts == ["We waited", "and then it came"])
        #expect(script.phrases[0].frames.upperBound < script.phrases[1].frames.lowerBound)
    }

    @Test("No short word is left alone")
    func lonelyWords() throws {
        for count in 3...40 {
            let text = (0..<count).map { ["going\($0)", "to", "see\($0)", "the", "old", "a"][$0 % 6] }.joined(
                separator: " "
            )
            let script = try draw(spoken(text))
            #expect(script.phrases.allSatisfy { $0.lines.joined(separator: " ").count > 4 }, "\(script.texts)")
        }
    }

    @Test("Another speaker begins another phrase")
    func turns() throws {
        let script = try draw(plain("- Really?\n- Really."))
        #expect(script.texts == ["Really?", "Really."])
    }

    @Test("Pictographs are left out and told, unless nothing would be left")
    func pictographs() throws {
        let script = try draw(plain("Great 😀 work👍🏽 👨‍👩‍👧", "Number 1️⃣ ©️"))
        #expect(script.texts == ["Great work", "Number 1 ©"])
        #expect(script.notes == ["3 emoji of the captions are not drawn on the picture"])
        let alone = try draw(plain("😀"))
        #expect(alone.texts == ["😀"])
        #expect(alone.families == ["DejaVu Sans"])
    }

    @Test("Words that are too long for a line are drawn smaller, or parted where a syllable begins")
    func longWords() throws {
        let text = "Donaudampfschifffahrtsgesellschaft"
        let lines = try draw(plain(text)).phrases.flatMap(\.lines)
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix("-"))
        #expect(lines.joined().filter { $0 != "-" } == text)
        let shrunk = try draw(plain("Rechtsschutzversicherung"))
        #expect(shrunk.texts == ["Rechtsschutzversicherung"])
        #expect(shrunk.ass.contains("\\pos(540,") && shrunk.ass.contains("\\fs59.97"))
    }

    @Test("Addresses are parted behind their marks, without a hyphen")
    func addresses() throws {
        let text = "https://www.example.org/settings/captions?style=bold&size=2"
        let lines = try draw(plain(text)).phrases.flatMap(\.lines)
        #expect(lines.joined() == text)
        #expect(lines.dropLast().allSatisfy { "/.?=&".contains($0.last ?? " ") }, "\(lines)")
    }

    @Test("Text without spaces is parted, but not before closing marks and small kana")
    func kinsoku() throws {
        let text = "字幕で一番大切なのは、ちゃんと見えること、そして話している人の顔を「隠さない」ことです。ちょっとだけ、キャッチーに。"
        for width in [400, 500, 608, 720, 1080] {
            let picture = CaptionPicture(width: width, height: 1080, frames: 25, duration: 20)
            let lines = try draw(plain(text, seconds: 12), language: "ja", on: picture).phrases.flatMap(\.lines)
            #expect(lines.joined() == text)
            #expect(lines.allSatisfy { !"、。」ゃっょーッャ".contains($0.first ?? " ") }, "\(lines)")
            #expect(lines.allSatisfy { !"「".contains($0.last ?? " ") })
        }
    }

    @Test("Thai is parted at syllables, and no mark is taken from its letter")
    func thai() throws {
        let text = "สิ่งสำคัญที่สุดเกี่ยวกับคำบรรยายคือต้องมองเห็นได้ชัดเจนและไม่บังใบหน้าของผู้พูด"
        let lines = try draw(plain(text, seconds: 8), language: "th").phrases.flatMap(\.lines)
        #expect(lines.count > 2)
        #expect(lines.reduce(0) { $0 + $1.count } == text.count)
        #expect(lines.joined() == text)
        #expect(lines.allSatisfy { !"ะาำ".unicodeScalars.contains($0.unicodeScalars.first ?? " ") })
    }

    @Test("Grapheme clusters stay whole")
    func clusters() throws {
        for cluster in ["e\u{301}\u{323}", "か\u{3099}", "क्ष", "नि", "\u{1100}\u{1161}\u{11A8}"] {
            let text = String(repeating: cluster, count: 60)
            let fonts = FontList(listing: "Inter|0|20-ffff")
            let lines = try draw(plain(text), fonts: fonts).phrases.flatMap(\.lines)
            let joined = lines.map { $0.hasSuffix("-") ? String($0.dropLast()) : $0 }
            #expect(joined.joined() == text)
            #expect(joined.reduce(0) { $0 + $1.count } == text.count, "\(cluster)")
        }
    }

    @Test("Khmer is parted at its spaces of no width, which are not seen")
    func khmer() throws {
        let text =
            "អ្វី\u{200B}ដែល\u{200B}សំខាន់\u{200B}បំផុត\u{200B}អំពី\u{200B}ចំណង\u{200B}ជើង\u{200B}គឺ\u{200B}ត្រូវ\u{200B}មើល\u{200B}ឃើញ"
        let fonts = FontList(listing: "Noto Sans Khmer|0|20 1780-17ff")
        let lines = try draw(plain(text), language: "km", fonts: fonts).phrases.flatMap(\.lines)
        #expect(lines.joined() == text.filter { $0 != "\u{200B}" })
        let words = text.split(separator: "\u{200B}")
        #expect(lines.allSatisfy { line in words.contains { line.hasPrefix($0) } })
    }

    @Test("A short word stands in no line of its own where there is another way")
    func shortLines() throws {
        #expect(try draw(plain("That is the secret.")).texts == ["That is / the secret."])
    }
}
