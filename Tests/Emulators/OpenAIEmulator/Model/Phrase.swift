/// Words for answers.
enum Phrase {
    static let reasons = [
        "It stands on its own and ends with a point.", "A clear claim with an example.",
        "The speaker sums the matter up in few words.", "It begins with a question and answers it.",
    ]

    private static let spare = ["talk", "clip", "ideas", "learning", "stories", "today", "insight", "moment"]

    /// The first words of a sentence, without what ends it.
    static func title(_ sentence: String) -> String {
        var title = sentence.split(separator: " ").prefix(7).joined(separator: " ")
        while let last = title.last, last.isPunctuation || last.isWhitespace { title.removeLast() }
        return title.isEmpty ? "A moment" : cut(title, to: 60)
    }

    /// Whole words up to so many characters.
    static func cut(_ text: String, to most: Int) -> String {
        guard text.count > most else { return text }
        let head = text.prefix(most)
        guard let blank = head.lastIndex(of: " "), blank > head.startIndex else { return String(head) }
        return String(head[..<blank])
    }

    /// Distinct words that say something, and then some that fit everywhere.
    static func hashtags(_ text: String) -> [String] {
        let words = text.lowercased().split { !$0.isLetter }.filter { (5...20).contains($0.count) }.map { String($0) }
        var tags: [String] = []
        for word in words + spare where !tags.contains(word) { tags.append(word) }
        return tags
    }
}
