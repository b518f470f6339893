/// Times as captions write them. Whole milliseconds are kept, so that a time survives reading and printing exactly.
enum ClockTime {
    /// Reads a WebVTT timestamp (W3C WebVTT, "collect a WebVTT timestamp") off the front; nil where there is none.
    static func takeWebVTT(_ bytes: inout Bytes) -> Double? {
        guard let first = bytes.takeDigits(), bytes.take(0x3A), let second = bytes.takeDigits(), second.count == 2
        else { return nil }
        var (hours, minutes, seconds) = (0, first.value, second.value)
        if first.count != 2 || first.value > 59 || bytes.first == 0x3A {
            guard bytes.take(0x3A), let third = bytes.takeDigits(), third.count == 2 else { return nil }
            (hours, minutes, seconds) = (first.value, second.value, third.value)
        }
        guard bytes.take(0x2E), let fraction = bytes.takeDigits(), fraction.count == 3, minutes < 60, seconds < 60
        else { return nil }
        return Double(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction.value) / 1000
    }

    /// Reads a time as SubRip files hold it: hours may lack, decimals follow `,`, `.` or `:` and may be one to
    /// three or more digits or none, spaces may stand around the separators.
    static func takeSubRip(_ bytes: inout Bytes) -> Double? {
        var parts: [Int] = []
        while parts.count < 3, let part = bytes.takeDigits() {
            parts.append(part.value)
            let before = bytes
            bytes.skipSpaces()
            if parts.count == 3 || !bytes.take(0x3A) {
                bytes = before
                break
            }
            bytes.skipSpaces()
        }
        guard parts.count >= 2, parts.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        let seconds = parts.reduce(0) { $0 * 60 + $1 }
        return Double(seconds * 1000 + takeFraction(&bytes)) / 1000
    }

    private static func takeFraction(_ bytes: inout Bytes) -> Int {
        let before = bytes
        bytes.skipSpaces()
        guard let mark = bytes.first, mark == 0x2C || mark == 0x2E || mark == 0x3A else {
            bytes = before
            return 0
        }
        bytes.removeFirst()
        bytes.skipSpaces()
        var value = 0
        var unit = 100
        while let digit = bytes.first, digit.isDigit {
            value += Int(digit - 0x30) * unit
            unit /= 10
            bytes.removeFirst()
        }
        return value
    }

    /// `HH:MM:SS.mmm`, rounded to the millisecond; hours have two digits or more.
    static func text(_ seconds: Double, decimalMark: String = ".") -> String {
        let total = milliseconds(seconds)
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(total / 3_600_000, 2) + ":" + padded(total / 60_000 % 60, 2) + ":"
            + padded(total / 1000 % 60, 2) + decimalMark + padded(total % 1000, 3)
    }

    /// Whole milliseconds, at least 0 and within what a timestamp can say.
    static func milliseconds(_ seconds: Double) -> Int {
        guard seconds > 0 else { return 0 }
        return Int(min((seconds * 1000).rounded(), 3_599_999_999_999_999))
    }

    /// The nearest time that a timestamp can say.
    static func rounded(_ seconds: Double) -> Double { Double(milliseconds(seconds)) / 1000 }
}

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
