import CUchardet

/// Finds the encoding of a text that is not UTF-8: uchardet's guess, and what the letters come to in each encoding that
/// captions are found in. On the few words of a short file neither is sure alone.
enum EncodingGuess {
    /// What is looked at, in bytes.
    private static let sample = 1 << 15
    /// The least score of a text that is taken for one, and what a guess and a language add.
    private static let least = 0.45
    private static let bonus = (guess: 0.12, language: 0.15)

    /// The encodings, the commonest first: of two that come to the same the first is taken.
    private static let encodings = [
        "windows-1252", "windows-1251", "windows-1250", "GB18030", "CP932", "CP949", "BIG5-HKSCS", "EUC-JP", "KOI8-R",
        "KOI8-U",
        "IBM866", "windows-1254", "windows-1253", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
        "TIS-620",
        "ISO-8859-2", "ISO-8859-5", "ISO-8859-7",
    ]

    private static let ofLanguage: [String: [String]] = [
        "ru": ["windows-1251", "KOI8-R", "IBM866"], "uk": ["windows-1251", "KOI8-U"], "bg": ["windows-1251"],
        "be": ["windows-1251"], "mk": ["windows-1251"], "sr": ["windows-1251", "windows-1250"], "el": ["windows-1253"],
        "he": ["windows-1255"], "ar": ["windows-1256"], "fa": ["windows-1256"], "tr": ["windows-1254"],
        "pl": ["windows-1250"],
        "cs": ["windows-1250"], "sk": ["windows-1250"], "hu": ["windows-1250"], "ro": ["windows-1250"],
        "hr": ["windows-1250"],
        "sl": ["windows-1250"], "lt": ["windows-1257"], "lv": ["windows-1257"], "et": ["windows-1257"],
        "vi": ["windows-1258"], "th": ["TIS-620"], "ja": ["CP932", "EUC-JP"], "ko": ["CP949"],
        "zh": ["GB18030", "BIG5-HKSCS"],
    ]

    /// The name of the encoding; nil where in none of them the text is likely one.
    static func name(_ source: [UInt8], language: String?) -> String? {
        let text = lines(source)
        let guess = uchardet(text).map(canonical)
        let own = ofLanguage[language.map { String($0.prefix { $0 != "-" }).lowercased() } ?? ""] ?? []
        var best: (name: String, score: Double)?
        for name in encodings + (guess.map { encodings.contains($0) ? [] : [$0] } ?? []) {
            guard let (bytes, bad) = Iconv.utf8(text, from: name), bad == 0,
                let score = LetterScore.score(String(decoding: bytes, as: UTF8.self)), score > 0.3
            else { continue }
            let total = score + (name == guess ? bonus.guess : 0) + (own.contains(name) ? bonus.language : 0)
            if total > best?.score ?? least { best = (name, total) }
        }
        return best?.name
    }

    /// The lines that hold more than ASCII: what stands between tells nothing.
    private static func lines(_ source: [UInt8]) -> [UInt8] {
        var reader = LineReader(source)
        var text: [UInt8] = []
        while !reader.isAtEnd, text.count < sample {
            let line = reader.next()
            if line.contains(where: { $0 >= 0x80 }) { text += line.prefix(sample) + [0x0A] }
        }
        return text
    }

    private static func uchardet(_ text: [UInt8]) -> String? {
        let detector = uchardet_new()
        defer { uchardet_delete(detector) }
        let result = text.withUnsafeBytes { bytes in
            uchardet_handle_data(detector, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard result == 0 else { return nil }
        uchardet_data_end(detector)
        guard let name = uchardet_get_charset(detector) else { return nil }
        let text = String(cString: name)
        return text.isEmpty || text == "ASCII" || text == "UTF-8" ? nil : text
    }

    /// The larger encodings of Windows in place of those that they hold.
    private static func canonical(_ name: String) -> String {
        switch name.uppercased() {
        case "SHIFT_JIS": "CP932"
        case "EUC-KR", "UHC": "CP949"
        case "BIG5": "BIG5-HKSCS"
        case "GB2312", "GBK": "GB18030"
        case "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252": "windows-1252"
        case "ISO-8859-8": "windows-1255"
        case "ISO-8859-9": "windows-1254"
        case "ISO-8859-11": "TIS-620"
        case let upper: encodings.first { $0.uppercased() == upper } ?? name
        }
    }
}
