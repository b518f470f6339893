/// HTML's character references (WHATWG HTML, section 13.2.5.72 and following).
enum CharacterReference {
    /// The text with its references resolved; what is not a reference stays as it is.
    static func resolved(_ raw: Bytes) -> String {
        guard raw.contains(0x26) else { return raw.text }
        var out: [UInt8] = []
        out.reserveCapacity(raw.count)
        var rest = raw
        while let first = rest.first {
            if first == 0x26, let (text, next) = match(rest) {
                out += Array(text.utf8)
                rest = rest[next...]
            } else {
                out.append(first)
                rest.removeFirst()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether a reference stands at the front.
    static func isReference(_ bytes: Bytes) -> Bool { match(bytes) != nil }

    /// The reference at the front, which is `&`: what it stands for, and where the text goes on.
    private static func match(_ bytes: Bytes) -> (String, Int)? {
        let start = bytes.startIndex + 1
        let body = bytes[start...]
        if body.first == 0x23 { return numeric(body.dropFirst()) }
        let name = body.prefix(NamedCharacters.longestName).prefix { $0.isLetter || $0.isDigit }
        guard !name.isEmpty else { return nil }
        if name.endIndex < bytes.endIndex, bytes[name.endIndex] == 0x3B,
            let (text, _) = NamedCharacters.value(of: name.text)
        {
            return (text, name.endIndex + 1)
        }
        // The longest name that stands without a semicolon; none of those is longer than 6 (`Aacute`, `middot`).
        var length = min(6, name.count)
        while length >= 2 {
            let shorter = name.prefix(length)
            if let (text, legacy) = NamedCharacters.value(of: shorter.text), legacy {
                return (text, shorter.endIndex)
            }
            length -= 1
        }
        return nil
    }

    private static func numeric(_ bytes: Bytes) -> (String, Int)? {
        var rest = bytes
        let isHex = rest.first == 0x78 || rest.first == 0x58
        if isHex { rest.removeFirst() }
        let digits = rest.prefix { isHex ? Character(Unicode.Scalar($0)).isHexDigit : $0.isDigit }
        guard !digits.isEmpty else { return nil }
        // Leading zeros do not count, and more than 8 digits are out of Unicode's range in either base.
        let code = UInt32(digits.drop { $0 == 0x30 }.prefix(8).text, radix: isHex ? 16 : 10) ?? 0
        var end = digits.endIndex
        if end < bytes.endIndex, bytes[end] == 0x3B { end += 1 }
        let scalar = code == 0 ? nil : Unicode.Scalar(windows1252(code))
        return (String(scalar ?? "\u{FFFD}"), end)
    }

    /// HTML takes the numbers 0x80 to 0x9F for Windows-1252.
    private static func windows1252(_ code: UInt32) -> UInt32 {
        (0x80...0x9F).contains(code) ? TextDecoding.windows1252[Int(code) - 0x80] : code
    }
}
