/// Writes a phrase as a hashtag.
enum Hashtag {
    /// The longest tag with its `#`, in characters.
    static let limit = 30

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
}
