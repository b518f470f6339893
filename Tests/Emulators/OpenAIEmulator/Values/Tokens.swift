/// A plain estimate of tokens: four characters each.
enum Tokens {
    private static let width = 4

    static func count(_ text: some StringProtocol) -> Int { (text.count + width - 1) / width }

    /// The beginning of a text, so many tokens long.
    static func first(_ tokens: Int, of text: String) -> String { String(text.prefix(tokens * width)) }

    /// The end of a text, so many tokens long.
    static func last(_ tokens: Int, of text: String) -> String { String(text.suffix(tokens * width)) }
}
