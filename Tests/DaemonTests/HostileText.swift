import TestSupport

/// Texts that break what is not careful with them.
enum HostileText {
    private static let scalars: [Unicode.Scalar] = [
        "a", "B", "7", " ", "\"", "\\", "\n", "\r", "\r", "\t", "{", "}", ",", "=", "#", "<", "\u{0}", "\u{1B}",
        "\u{7F}",
        "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{301}", "ä", "ß", "→", "\u{FFFD}", "\u{1F3AC}", "\u{10FFFF}",
    ]

    /// Up to 20 scalars, each of them trouble for somebody.
    static func make(_ random: inout RandomNumbers) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
        }
        return text
    }
}
