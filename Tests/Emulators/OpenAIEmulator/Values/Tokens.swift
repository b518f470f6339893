/// A plain estimate of tokens: four characters each.
enum Tokens {
    private static let width = 4

    static func count(_ text: some StringProtocol) -> Int { (text.count + width - 1) / width }

    /// A text in its tokens.
    static func all(of text: String) -> [String] {
        var tokens: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            tokens.append(String(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return tokens
    }

    /// The beginning of a text, so many tokens long.
    static func first(_ tokens: Int, of text: String) -> String { String(text.prefix(tokens * width)) }

    /// The end of a text, so many tokens long.
    static func last(_ tokens: Int, of text: String) -> String { String(text.suffix(tokens * width)) }
}
