/// Numbers as cue settings write them: digits, a point and digits, no exponent.
enum DecimalNumber {
    /// Reads `-?digits(.digits)?` that fills `bytes`; nil for anything else and for numbers beyond a `Double`.
    static func parse(_ bytes: Bytes, allowsSign: Bool = false) -> Double? {
        var rest = bytes
        if allowsSign, rest.first == 0x2D { rest.removeFirst() }
        guard rest.takeDigits() != nil else { return nil }
        if rest.take(0x2E), rest.takeDigits() == nil { return nil }
        guard rest.isEmpty, let value = Double(bytes.text), value.isFinite else { return nil }
        // -0 is 0: it prints and compares as such.
        return value == 0 ? 0 : value
    }

    /// Reads a percentage of 0 to 100 (W3C WebVTT, "parse a percentage string").
    static func percentage(_ bytes: Bytes) -> Double? {
        guard bytes.last == UInt8(ascii: "%"), let value = parse(bytes.dropLast()), value <= 100 else { return nil }
        return value
    }

    /// The shortest digits that read back as the same value, without an exponent.
    static func text(_ value: Double) -> String {
        let shortest = value.description
        guard let mark = shortest.firstIndex(of: "e"), let exponent = Int(shortest[shortest.index(after: mark)...])
        else { return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest }
        let sign = shortest.hasPrefix("-") ? "-" : ""
        let mantissa = shortest[..<mark].drop { $0 == "-" }
        let whole = mantissa.prefix { $0 != "." }
        let digits = whole + mantissa.dropFirst(whole.count + 1)
        let point = whole.count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
