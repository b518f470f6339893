/// Turns the bytes of a caption file into UTF-8 without a byte order mark and without NUL.
struct TextDecoding {
    /// The text as UTF-8; NUL and what cannot be decoded are U+FFFD.
    private(set) var bytes: [UInt8]
    /// The encoding that was taken, named where it is not UTF-8, and what was replaced; nil where all was plain.
    private(set) var problem: String?

    /// Decodes by the encoding that is named, as iconv knows it, or decides: a byte order mark, then the pattern of zero
    /// bytes that UTF-16 has, then whether the bytes are UTF-8 (damaged UTF-8, where the sequences that are outnumber
    /// the others or the only fault is a last character that is cut off), else what ``EncodingGuess`` finds.
    init(_ source: [UInt8], encoding: String?, language: String?) throws(CaptionError) {
        if let encoding {
            guard let (text, bad) = Iconv.utf8(source, from: encoding) else { throw .noSuchEncoding(encoding) }
            guard bad * 20 <= source.count else { throw .otherEncoding(encoding) }
            self.init(
                bytes: Self.repaired(text, isValid: true),
                problem: bad == 0 ? nil : "not \(encoding) in \(bad) places; U+FFFD stands there"
            )
        } else if source.starts(with: [0xFF, 0xFE]) {
            self.init(utf16: source.dropFirst(2), isBigEndian: false)
        } else if source.starts(with: [0xFE, 0xFF]) {
            self.init(utf16: source.dropFirst(2), isBigEndian: true)
        } else if let isBigEndian = Self.zeroPattern(source) {
            self.init(utf16: source[...], isBigEndian: isBigEndian)
        } else if source.allSatisfy({ $0 < 0x80 && $0 != 0 }) {
            // Japanese mail's encoding is made of ASCII and escapes.
            let isEscaped = source[...].holds("\u{1B}$")
            if isEscaped, let (text, bad) = Iconv.utf8(source, from: "ISO-2022-JP-2"), bad == 0 {
                self.init(bytes: Self.repaired(text, isValid: true), problem: "read as ISO-2022-JP")
            } else {
                self.init(bytes: source, problem: nil)
            }
        } else {
            let (valid, invalid, isCutOff) = Self.multibyteCounts(source)
            if invalid > valid, !(invalid == 1 && isCutOff) {
                guard let name = EncodingGuess.name(source, language: language),
                    let (text, _) = Iconv.utf8(source, from: name)
                else { throw .unknownEncoding }
                self.init(bytes: Self.repaired(text, isValid: true), problem: "not UTF-8; read as \(name)")
            } else if invalid == 0, let meant = DoubleEncoding.mended(source) {
                self.init(
                    bytes: Self.repaired(meant, isValid: false),
                    problem: "its letters were encoded twice; read as they were meant"
                )
            } else {
                let problem = invalid == 0 ? nil : "not UTF-8 in \(invalid) places; U+FFFD stands there"
                self.init(bytes: Self.repaired(source, isValid: invalid == 0), problem: problem)
            }
        }
    }

    /// UTF-8 whatever it holds, as the WebVTT parser takes it.
    init(utf8 source: [UInt8]) {
        let isValid = source.allSatisfy { $0 < 0x80 } || String(validating: source, as: UTF8.self) != nil
        self.init(bytes: Self.repaired(source, isValid: isValid), problem: isValid ? nil : "not all of it is UTF-8")
    }

    private init(bytes: [UInt8], problem: String?) {
        self.bytes = bytes
        self.problem = problem
    }

    private init(utf16 source: Bytes, isBigEndian: Bool) {
        var units: [UInt16] = []
        units.reserveCapacity(source.count / 2)
        var index = source.startIndex
        while index + 1 < source.endIndex {
            let (first, second) = (UInt16(source[index]), UInt16(source[index + 1]))
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        let text = Array(String(decoding: units, as: UTF16.self).utf8)
        self.init(
            bytes: Self.repaired(text, isValid: true),
            problem: "read as UTF-16, \(isBigEndian ? "big" : "little") endian"
        )
    }

    /// The code points of 0x80 to 0x9F (WHATWG Encoding, index windows-1252).
    static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// The bytes of the letters of Windows-1252 and Windows-1251.
    /// Latin-1 has controls where Windows-1252 has marks; both were taken for the text's own encoding.
    static let windows1252Bytes: [Unicode.Scalar: UInt8] = table(
        (0x80...0xFF).map { (byte: UInt8) in
            Unicode.Scalar(byte < 0xA0 ? windows1252[Int(byte) - 0x80] : UInt32(byte))
        }
    )
    .merging((0x80...0x9F).map { (byte: UInt8) in (Unicode.Scalar(byte), byte) }) { first, _ in first }
    static let windows1251Bytes: [Unicode.Scalar: UInt8] = table(
        (0x80...0xFF).map { (byte: UInt8) in
            Iconv.utf8([byte], from: "windows-1251").flatMap {
                String(decoding: $0.bytes, as: UTF8.self).unicodeScalars.first
            }
        }
    )

    private static func table(_ scalars: [Unicode.Scalar?]) -> [Unicode.Scalar: UInt8] {
        var table: [Unicode.Scalar: UInt8] = [:]
        for (index, scalar) in scalars.enumerated() {
            if let scalar, scalar.value != 0xFFFD { table[scalar] = UInt8(index + 0x80) }
        }
        return table
    }

    /// Ill-formed sequences and NUL to U+FFFD, and one byte order mark taken away.
    private static func repaired(_ source: [UInt8], isValid: Bool) -> [UInt8] {
        var bytes = isValid ? source : Array(String(decoding: source, as: UTF8.self).utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard bytes.contains(0) else { return bytes }
        return bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
    }

    /// Whether the text looks like UTF-16 without a mark, and of which order: ASCII, of which times and tags are
    /// made, has a zero in every other place. Measured on the first 4 KiB: 3 in 10 on one side, a tenth of that
    /// on the other.
    private static func zeroPattern(_ source: [UInt8]) -> Bool? {
        let head = source.prefix(4096)
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let enough = head.count * 3 / 20
        if zeros[1] > enough, zeros[0] <= zeros[1] / 10 { return false }
        if zeros[0] > enough, zeros[1] <= zeros[0] / 10 { return true }
        return nil
    }

    /// How many well-formed and ill-formed sequences of non-ASCII bytes there are, and whether the text ends in
    /// the midst of one.
    private static func multibyteCounts(_ source: [UInt8]) -> (valid: Int, invalid: Int, isCutOff: Bool) {
        var (valid, invalid) = (0, 0)
        var index = 0
        var isCutOff = false
        while index < source.count {
            let lead = source[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 ? 2 : 1
            let end = min(index + length, source.count)
            let isFull = index + length <= source.count
            if length > 1, isFull, String(validating: source[index..<end], as: UTF8.self) != nil {
                valid += 1
                index = end
            } else {
                invalid += 1
                isCutOff = !isFull && source[(index + 1)..<end].allSatisfy { $0 & 0xC0 == 0x80 }
                index += 1
                while index < end, isCutOff { index += 1 }
            }
        }
        return (valid, invalid, isCutOff)
    }
}

// JSON for people and programs: snake_case keys, every key always present, nil as null.

extension Captions: Encodable {
    private enum CodingKeys: String, CodingKey {
        case format, language, cues, regions, stylesheets, problems, notes
    }

    /// Writes all parts; `language` is null where it is not known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(format, forKey: .format)
        try container.encode(language, forKey: .language)
        try container.encode(cues, forKey: .cues)
        try container.encode(regions, forKey: .regions)
        try container.encode(stylesheets, forKey: .stylesheets)
        try container.encode(problems, forKey: .problems)
        try container.encode(notes, forKey: .notes)
    }
}

extension CueSettings: Encodable {
    private enum CodingKeys: String, CodingKey {
        case vertical, line, position, size, align, region
        case snapToLines = "snap_to_lines"
        case lineAlign = "line_align"
        case positionAlign = "position_align"
    }

    /// Writes all settings; `line`, `position` and `region` are null where they are auto or absent.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(vertical, forKey: .vertical)
        try container.encode(line, forKey: .line)
        try container.encode(snapToLines, forKey: .snapToLines)
        try container.encode(lineAlign, forKey: .lineAlign)
        try container.encode(position, forKey: .position)
        try container.encode(positionAlign, forKey: .positionAlign)
        try container.encode(size, forKey: .size)
        try container.encode(align, forKey: .align)
        try container.encode(region, forKey: .region)
    }
}

extension Sentence: Encodable {
    private enum CodingKeys: String, CodingKey {
        case text, start, end, speaker, words, ending
    }

    /// Writes all parts; `speaker` is null where it is not known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
        try container.encode(speaker, forKey: .speaker)
        try container.encode(words, forKey: .words)
        try container.encode(ending, forKey: .ending)
    }
}
