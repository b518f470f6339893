/// Writes phrases as hashtags.
public enum Hashtag {
    /// The longest tag with its `#`, in characters.
    static let limit = 30
    /// The longest that is believed to be meant as one.
    private static let longest = 50

    /// `#` and the words run together, each with a capital where its script has them; nil where the result is too long
    /// or has no letter. A word with capitals of its own (NASA, iPhone) keeps them.
    static func tag(_ words: [String]) -> String? {
        let parts = words.map { word in
            let plain = word.filter { $0.isLetter || $0.isWholeNumber }
            return plain.dropFirst().contains { $0.isUppercase }
                ? plain : plain.prefix(1).uppercased() + plain.dropFirst()
        }
        let body = parts.joined()
        return body.count < limit && body.contains { $0.isLetter } ? "#" + body : nil
    }

    /// Hashtags as somebody wrote them, in the form that every site understands: `#`, no blanks or signs, none twice whatever
    /// its case. What has no letter or digit, or is far too long, is left out.
    public static func normalized(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.compactMap { text in
            let word = text.unicodeScalars.filter { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
                    || scalar.properties.generalCategory == .nonspacingMark
            }
            let body = String(String.UnicodeScalarView(word))
            guard !body.isEmpty, body.count < longest, seen.insert(body.lowercased()).inserted else { return nil }
            return "#" + body
        }
    }
}
