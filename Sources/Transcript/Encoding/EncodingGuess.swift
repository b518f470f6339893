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

/// How likely a decoded text is one that somebody wrote, by the letters beyond ASCII: 0 to 1.
enum LetterScore {
    private enum Script { case latin, cyrillic, greek, hebrew, arabic, thai, han, kana, hangul }

    /// The mean over all that is not ASCII; nil where there is nothing, or what no text holds.
    static func score(_ text: String) -> Double? {
        var sum = 0.0
        var count = 0
        var scripts: [Script: Int] = [:]
        var (letters, accented) = (0, 0)
        var last: Unicode.Scalar = "\n"
        for scalar in text.unicodeScalars {
            defer { last = scalar }
            if scalar.value < 0x80 {
                if UInt8(scalar).isLetter { letters += 1 }
                continue
            }
            if scalar.value < 0xA0 || scalar.value == 0xFFFD || (0xE000...0xF8FF).contains(scalar.value) { return nil }
            count += 1
            guard let script = script(scalar) else {
                sum += mark(scalar, after: last)
                continue
            }
            scripts[script, default: 0] += 1
            if script == .latin { accented += 1 }
            sum += weight(scalar, script, after: last)
        }
        guard count > 0 else { return nil }
        let total = scripts.values.reduce(0, +)
        // Words of Latin letters hold few with accents; those of two scripts are no words.
        if accented > 0, accented * 2 > letters + accented { return nil }
        let main = scripts.values.max() ?? 0
        let isJapanese = (scripts[.kana] ?? 0) * 10 >= total
        let others = isJapanese ? total - (scripts[.kana] ?? 0) - (scripts[.han] ?? 0) : total - main
        return (sum - Double(others)) / Double(count)
    }

    private static func script(_ scalar: Unicode.Scalar) -> Script? {
        switch scalar.value {
        case 0xAA, 0xBA, 0xB5: nil
        case 0xC0...0x24F where scalar.value != 0xD7 && scalar.value != 0xF7, 0x1E00...0x1EFF, 0x300...0x36F: .latin
        case 0x370...0x3FF: .greek
        case 0x400...0x52F: .cyrillic
        case 0x5B0...0x5F4: .hebrew
        case 0x600...0x6FF: .arabic
        case 0xE01...0xE5B: .thai
        case 0x3041...0x30FF, 0xFF66...0xFF9F: .kana
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: .hangul
        default: nil
        }
    }

    private static func weight(_ scalar: Unicode.Scalar, _ script: Script, after last: Unicode.Scalar) -> Double {
        switch script {
        case .hebrew: return (0x5D0...0x5EA).contains(scalar.value) ? 0.8 : 0.2
        case .kana: return scalar.value >= 0xFF66 ? -0.5 : scalar.value < 0x30A0 ? 0.9 : 0.6
        case .han: return common.contains(scalar) ? 1 : 0.35
        case .hangul: return common.contains(scalar) ? 1 : scalar.value >= 0xAC00 ? 0.5 : 0
        case .latin, .cyrillic, .greek, .arabic, .thai:
            // A capital in the midst of a word of small letters is another letter.
            if scalar.isCapital { return last.isSmall ? -1 : 0.3 }
            return common.contains(scalar) ? 1 : 0.3
        }
    }

    /// What is no letter: quotes, dashes and the like are as good as nothing, signs in the midst of a word are wrong.
    private static func mark(_ scalar: Unicode.Scalar, after last: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0xA0, 0xAB, 0xBB, 0x2010...0x2027, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122: return 0.4
        case 0xA1, 0xBF: return last.properties.isAlphabetic ? -1 : 0.6
        case 0x3000...0x3020, 0xFF01...0xFF65, 0x60C, 0x61B, 0x61F: return 0.4
        case 0xA2...0xA9, 0xAE, 0xB0...0xB4, 0xB6...0xB9, 0xBC...0xBE, 0xAA, 0xBA, 0xB5, 0x2116, 0x266A, 0x266B:
            return last.properties.isAlphabetic ? -1 : 0.2
        default: return -1
        }
    }

    private static let common: Set<Unicode.Scalar> = Set(
        [
            "éèàùâêîôûçëïüöäßåæøñáíóúãõœ", "ąćęłńśźżčřšžýěůőűăâîșțşţğıėųūāīēļņķ", "оеаинтсрвлкмдпуяыьіїєђјљњћў",
            "αοιετσνηυρπκμλςάέίόήύώ", "اليمنتروبةعدسفهكأقحجی", "านรกอเงมยลวดทสต่้ัีิ",
            "的一是了我不在人有这这这為这個这们他来上大为和国地到说时要就出会可也你对生能而子那得于着下自之年过发后作里",
            "這個們來說時會對過發後裡為國與還沒麼樣", "이다는의가에을고하지은로도를한나들니서기사어그아요있해것수",
        ].joined().unicodeScalars
    )
}
