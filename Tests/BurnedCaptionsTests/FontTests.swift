import BurnedCaptions
import Testing
import Transcript

@Suite struct FontTests {
    @Test("Names of a font are all known, whatever their case, and slanted fonts are passed over")
    func names() {
        let list = FontList(listing: "Inter,Inter Black|0|20-7e a0\nSlanted|100|20-7e\nnonsense\n||\nX|0|zz\n")
        #expect(list.has("inter black") && list.has("Inter"))
        #expect(!list.has("Slanted"))
        #expect(list.families == ["Inter", "Inter Black"])
    }

    @Test(
        "Fonts follow the script and, for Han letters, the language",
        arguments: [
            ("Hello", "en", ["Inter"]), ("Привет", "ru", ["Inter"]), ("Γειά", "el", ["Inter"]),
            ("مرحبا؟", "ar", ["Noto Sans Arabic"]), ("سلام", "ur", ["Noto Naskh Arabic"]),
            ("नमस्ते।", "hi", ["Noto Sans Devanagari"]),
            ("สวัสดี", "th", ["Noto Sans Thai"]), ("直", "ja", ["Noto Sans CJK JP"]), ("直", "zh-CN", ["Noto Sans CJK SC"]),
            ("直", "zh-Hant", ["Noto Sans CJK TC"]), ("直", "zh-HK", ["Noto Sans CJK TC"]),
            ("直", "ko", ["Noto Sans CJK KR"]),
            ("직", nil, ["Noto Sans CJK KR"]), ("直", nil, ["Noto Sans CJK SC"]), ("です", nil, ["Noto Sans CJK JP"]),
        ] as [(String, String?, [String])]
    )
    func scripts(text: String, language: String?, families: [String]) throws {
        #expect(try draw(plain(text), language: language).families == families)
    }

    @Test("Where scripts mix each word has its font, and signs are taken from another only where its own lacks them")
    func mixed() throws {
        let script = try draw(plain("אמר ב-iPhone?"), language: "he")
        let event = try #require(DrawnEvent.all(script.ass).first)
        #expect(script.families == ["Inter", "Noto Sans Hebrew"] || script.families == ["Noto Sans Hebrew", "Inter"])
        #expect(event.text == "אמר\nב-iPhone?" || event.text == "אמר ב-iPhone?")
        #expect(!script.families.contains("DejaVu Sans"))
    }

    @Test("Letters of one em are equally large in fonts of other heights")
    func heights() throws {
        let script = try draw(plain("مرحبا"), language: "ar")
        // Noto Sans Arabic is 2.112 em from ascent to descent, Inter 1.21: 78 of the latter.
        #expect(script.ass.contains("Style: Caption,Noto Sans Arabic,136.15,"))
    }

    @Test("Letters that no font has are an error that names the package")
    func noFont() throws {
        let fonts = FontList(listing: "Inter|0|20-7e\n")
        let wanted = BurnedCaptionsError.noFont(letters: "字", script: "Han", package: "fonts-noto-cjk")
        #expect(throws: wanted) { try draw(plain("字幕"), fonts: fonts) }
        #expect("\(wanted)".contains("install the package fonts-noto-cjk"))
        #expect(throws: BurnedCaptionsError.noFont(letters: "ม", script: "Thai", package: "fonts-noto-core")) {
            try draw(plain("มา"), fonts: fonts)
        }
        #expect(throws: BurnedCaptionsError.self) { try draw(plain("hello"), fonts: FontList(listing: "")) }
    }

    @Test("Signs that no font has are left out and told")
    func noSign() throws {
        let script = try draw(plain("Two ⅏ three"), fonts: FontList(listing: "Inter|0|20-7e\n"))
        #expect(script.texts == ["Two three"])
        #expect(script.notes == ["no installed font has the signs ⅏; they are not drawn on the picture"])
    }
}
