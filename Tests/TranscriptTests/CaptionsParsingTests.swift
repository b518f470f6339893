import Testing
import Transcript

@Suite struct CaptionsParsingTests {
    private static let french = "WEBVTT\n\n00:01.000 --> 00:02.000\nDéjà vu, ça va ? “Oui”\n"

    private func text(_ bytes: [UInt8]) throws -> String {
        try #require(try Captions(parsing: bytes).cues.first).text
    }

    private static func utf16(_ text: String, isBigEndian: Bool, mark: Bool) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isBigEndian ? [high, low] : [low, high]
        }
    }

    @Test func utf8WithAndWithoutMark() throws {
        #expect(try text(Array(Self.french.utf8)) == "Déjà vu, ça va ? “Oui”")
        #expect(try text([0xEF, 0xBB, 0xBF] + Array(Self.french.utf8)) == "Déjà vu, ça va ? “Oui”")
        #expect(try Captions(parsing: Array(Self.french.utf8)).problems.isEmpty)
    }

    @Test(arguments: [true, false], [true, false])
    func utf16(isBigEndian: Bool, mark: Bool) throws {
        let captions = try Captions(parsing: Self.utf16(Self.french, isBigEndian: isBigEndian, mark: mark))
        #expect(captions.cues.map(\.text) == ["Déjà vu, ça va ? “Oui”"])
        #expect(captions.problems.map(\.line) == [0])
        #expect(captions.problems[0].text.contains("UTF-16"))
    }

    @Test func utf16OfAnotherScript() throws {
        let source = "1\n00:00:01,000 --> 00:00:02,000\n今日は晴れです。明日も晴れです。\n"
        #expect(try text(Self.utf16(source, isBigEndian: false, mark: false)) == "今日は晴れです。明日も晴れです。")
    }

    @Test func windows1252() throws {
        let bytes = Array("1\n00:00:01,000 --> 00:00:02,000\nD".utf8) + [0xE9, 0x6A, 0xE0, 0x20, 0x93, 0x80, 0x94]
        let captions = try Captions(parsing: bytes)
        #expect(captions.cues.map(\.text) == ["Déjà “€”"])
        #expect(captions.problems.map(\.text) == ["not UTF-8; read as windows-1252"])
    }

    @Test func damagedUTF8StaysUTF8() throws {
        let bytes = Array("WEBVTT\n\n00:01.000 --> 00:02.000\nDéjà é".utf8) + [0xFF]
        #expect(try text(bytes) == "Déjà é\u{FFFD}")
        let cut = Array("WEBVTT\n\n00:01.000 --> 00:02.000\nDejé".utf8).dropLast()
        #expect(try text(Array(cut)) == "Dej\u{FFFD}")
    }

    @Test func strictParserKeepsUTF8() throws {
        let bytes = Array("WEBVTT\n\n00:01.000 --> 00:02.000\nD".utf8) + [0xE9]
        #expect(try Captions(webVTT: bytes).cues.map(\.text) == ["D\u{FFFD}"])
    }

    @Test func errors() {
        #expect(throws: CaptionError.empty) { try Captions(parsing: []) }
        #expect(throws: CaptionError.empty) { try Captions(parsing: Array(" \r\n\n".utf8)) }
        #expect(throws: CaptionError.notCaptions(line: 2)) { try Captions(parsing: Array("\nJust text.\nMore".utf8)) }
        #expect(throws: CaptionError.noTimes(line: 1)) { try Captions(parsing: Array("a --> b".utf8)) }
        #expect(throws: CaptionError.noSignature(firstLine: "1")) {
            try Captions(parsing: Array("1\n00:01,000 --> 00:02,000\nx".utf8), format: .webVTT)
        }
        #expect(CaptionError.noTimes(line: 7).description.contains("line 7"))
    }

    @Test func languageOfTheHeader() throws {
        let captions = try Captions(webVTT: "WEBVTT\nKind: captions\nLanguage: pt_br\n\n00:01.000 --> 00:02.000\nOi\n")
        #expect(captions.language == "pt-BR")
        #expect(try Captions(webVTT: captions.webVTT()) == captions)
        #expect(try Captions(webVTT: "WEBVTT\nLanguage: und\n").language == nil)
    }

    @Test func problemsHaveLines() throws {
        let captions = try Captions(
            webVTT:
                "WEBVTT\n\nlost\n\nNOTE x\n\n00:99.000 --> 00:02.000\nbad\n\n00:01.000 --> 00:02.000\nok\n\nSTYLE\nx\n"
        )
        #expect(captions.cues.map(\.text) == ["ok"])
        #expect(captions.problems.map(\.line) == [3, 7, 13])
    }

    @Test func webVTTWithSubRipTimesIsReadLeniently() throws {
        let captions = try Captions(parsing: Array("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHi\n".utf8))
        #expect(captions.cues == [Cue(start: 1, end: 2, text: "Hi")])
        #expect(captions.format == .webVTT)
        #expect(captions.notes == ["1 time line is not as WebVTT has them; mended, the first in line 3"])
    }

    @Test func webVTTWithoutSignatureKeepsItsSettings() throws {
        let captions = try Captions(parsing: Array("00:01.000 --> 00:02.000 align:start line:0\nHi\n".utf8))
        #expect(captions.format == .subRip)
        #expect(captions.cues.first?.settings.align == .start)
        #expect(captions.cues.first?.settings.line == 0)
    }

    @Test func blankLinesBeforeTheSignatureAreHarmless() throws {
        let source = Array("\n\nWEBVTT\n\n00:01.000 --> 00:02.000\nHi\n".utf8)
        #expect(try Captions(parsing: source).cues == [Cue(start: 1, end: 2, text: "Hi")])
        #expect(throws: CaptionError.self) { try Captions(webVTT: source) }
    }

    @Test func fileWithoutCuesIsValid() throws {
        #expect(try Captions(parsing: Array("WEBVTT".utf8)).cues.isEmpty)
    }
}
