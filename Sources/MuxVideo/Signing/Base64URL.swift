import FoundationEssentials

/// Base64 for URLs, without padding (RFC 4648, 5).
enum Base64URL {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        for scalar in Data(bytes).base64EncodedString().unicodeScalars {
            switch scalar {
            case "+": text += "-"
            case "/": text += "_"
            case "=": break
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
