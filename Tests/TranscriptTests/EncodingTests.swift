import Glibc
import Testing
import Transcript

/// Two short cues in the encodings of other times: what they say is found, or they are refused.
@Suite struct EncodingTests {
    private static func bytes(_ text: String, in encoding: String) throws -> [UInt8] {
        let handle = try #require(iconv_open(encoding, "UTF-8"))
        defer { iconv_close(handle) }
        var source = Array(text.utf8CString.dropLast())
        var out = [CChar](repeating: 0, count: source.count * 4 + 16)
        let written = source.withUnsafeMutableBufferPointer { input in
            out.withUnsafeMutableBufferPointer { output in
                var (from, left) = (input.baseAddress, input.count)
                var (to, space) = (output.baseAddress, output.count)
                _ = iconv(handle, &from, &left, &to, &space)
                _ = iconv(handle, nil, nil, &to, &space)
                return left == 0 ? output.count - space : 0
            }
        }
        try #require(written > 0)
        return out[..<written].map { UInt8(bitPattern: $0) }
    }

    private static func srt(_ first: String, _ second: String) -> String {
        "1\n00:00:01,000 --> 00:00:03,000\n\(first)\n\n2\n00:00:04,000 --> 00:00:06,000\n\(second)\n"
    }

    @Test(arguments: [
        ("Это первая фраза нашего доклада.", "Сегодня мы говорим о погоде.", "WINDOWS-1251 KOI8-R CP866 ISO-8859-5"),
        ("Це перше речення нашої доповіді.", "Сьогодні ми говоримо про погоду.", "WINDOWS-1251 KOI8-U"),
        ("Αυτή είναι η πρώτη πρόταση.", "Σήμερα μιλάμε για τον καιρό.", "WINDOWS-1253"),
        ("זה המשפט הראשון שלנו.", "היום נדבר על הגשם.", "WINDOWS-1255"),
        ("هذه هي الجملة الأولى.", "اليوم نتحدث عن الطقس.", "WINDOWS-1256"),
        ("Bu bizim ilk cümlemiz, değil mi?", "Bugün hava hakkında konuşuyoruz, şimdi.", "WINDOWS-1254"),
        ("To jest nasze pierwsze zdanie, proszę państwa.", "Dziś mówimy o śniegu, który spadł.", "WINDOWS-1250"),
        ("Toto je naše první věta o počasí.", "Příliš žluťoučký kůň úpěl ďábelské ódy.", "WINDOWS-1250"),
        ("นี่คือประโยคแรกของเรา", "วันนี้เราพูดถึงสภาพอากาศ", "TIS-620"),
        ("今日は晴れです。", "私たちは天気について話します。", "CP932 EUC-JP ISO-2022-JP"),
        ("이것은 우리의 첫 번째 문장입니다.", "오늘은 날씨에 대해 이야기합니다.", "CP949"),
        ("这是我们今天的第一句话。", "我们在说天气的时候，他们都来了。", "GB18030"),
        ("這是我們今天的第一句話。", "我們在說天氣的時候，他們都來了。", "BIG5"),
        ("Voilà déjà l'été, ça va ?", "Où êtes-vous allés à Noël ?", "WINDOWS-1252"),
        ("¿Qué pasó mañana?", "El niño está aquí, señor.", "WINDOWS-1252"),
    ])
    func isFound(first: String, second: String, encodings: String) throws {
        for encoding in encodings.split(separator: " ").map(String.init) {
            let captions = try Captions(parsing: Self.bytes(Self.srt(first, second), in: encoding))
            #expect(captions.cues.map(\.text) == [first, second], "\(encoding)")
            #expect(captions.notes.count == 1, "\(encoding)")
            let named = try Captions(parsing: Self.bytes(Self.srt(first, second), in: encoding), encoding: encoding)
            #expect(named.cues.map(\.text) == [first, second], "\(encoding)")
        }
        // UTF-8 stays as it is, and comes back where it was encoded twice.
        #expect(try Captions(parsing: Array(Self.srt(first, second).utf8)).notes.isEmpty)
        let twice = String(String.UnicodeScalarView(Self.srt(first, second).utf8.map { Unicode.Scalar($0) }))
        let mended = try Captions(parsing: Array(twice.utf8))
        #expect(mended.cues.map(\.text) == [first, second])
        #expect(mended.notes == ["its letters were encoded twice; read as they were meant"])
    }

    @Test func noiseIsRefused() {
        let noise: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF, 0xFE, 0x81, 0x20, 0xFF, 0x81, 0x8D]
        let file = Array("1\n00:00:01,000 --> 00:00:03,000\n".utf8) + noise + noise
        #expect(throws: CaptionError.unknownEncoding) { try Captions(parsing: file) }
        #expect(CaptionError.unknownEncoding.description.contains("captions_encoding"))
    }

    @Test func theNamedEncodingMustBe() throws {
        let file = Array(Self.srt("Déjà vu", "Été").utf8)
        #expect(throws: CaptionError.noSuchEncoding("klingon")) { try Captions(parsing: file, encoding: "klingon") }
        #expect(throws: CaptionError.noSuchEncoding("utf-16//IGNORE")) {
            try Captions(parsing: file, encoding: "utf-16//IGNORE")
        }
        #expect(try Captions(parsing: file, encoding: "utf-8").cues.map(\.text) == ["Déjà vu", "Été"])
    }
}
