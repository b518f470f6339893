/// What stands between two slashes of a path, or after a sign of equality in a query.
enum PathPart {
    /// Whether a text may be an id: the service's are letters and digits; the other unreserved characters of RFC 3986 do no harm.
    static func isIdentifier(_ text: String) -> Bool {
        let bytes = text.utf8
        return 1...255 ~= bytes.count && bytes.allSatisfy(isUnreserved) && !bytes.allSatisfy { $0 == UInt8(ascii: ".") }
    }

    /// All but the unreserved characters of RFC 3986 as %XX.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if isUnreserved(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        return result
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
