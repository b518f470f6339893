extension String {
    /// The text for use between tags and in quoted attribute values alike.
    ///
    /// It goes by Unicode scalars, not by characters: `<` and a combining mark are one character of Swift, but a
    /// browser sees the `<`. Scalars that the HTML standard calls parse errors (controls, noncharacters; section
    /// 13.2.3.5) become U+FFFD, and a carriage return, with a line feed after it or without, becomes the one line feed
    /// that a browser would make of it.
    var escapedForHTML: String {
        // Nearly all text of a page is of this kind, and a page of an outbox holds much text.
        if utf8.allSatisfy(\.isPlainInHTML) { return self }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\r": result.append("\n")
            case "\n" where previous == "\r": break
            case "\n", "\t": result.append(scalar)
            default: result.append(scalar.isParseErrorInHTML ? "\u{FFFD}" : scalar)
            }
            previous = scalar
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// A control or a noncharacter.
    fileprivate var isParseErrorInHTML: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}

extension UInt8 {
    /// A byte of ASCII that stands for itself in HTML.
    fileprivate var isPlainInHTML: Bool {
        switch self {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        default: (0x20..<0x7F).contains(self)
        }
    }
}
