/// Makes a title of the beginning of a sentence, where nothing better is known.
struct Headline {
    /// The longest title, in characters.
    static let limit = 100
    /// The longest title in a script without spaces, in characters.
    static let unspaced = 30
    /// The shortest clause that says something, in characters.
    private static let shortest = 20

    /// Openings to leave out, lower case, in words.
    let openers: [[String]]

    init(language: Language?) {
        openers = (language?.words.openers ?? []).map { $0.split(separator: " ").map(String.init) }
    }

    /// The sentence without opening filler and closing stop; of a long one the longest run of clauses from its front; else
    /// its first words, with an ellipsis.
    func part(_ text: String) -> String {
        let title = trimmed(text)
        let head = title.prefix(Self.limit)
        if head.count == title.count { return title }
        if let stop = head.lastIndex(where: { ",;:.?!–—、，。；：".contains($0) }), Self.isEnd(stop, in: title) {
            let clause = trimmed(String(head[..<stop]))
            if clause.count >= Self.shortest { return clause }
        }
        let cut = title.prefix(Self.limit - 1)
        // A script without spaces has no better place to cut than between two characters.
        let end = title[cut.endIndex].isWhitespace ? cut.endIndex : cut.lastIndex { $0.isWhitespace } ?? cut.endIndex
        return Self.withoutStop(String(title[..<end])) + "…"
    }

    /// A comma inside a number or a full stop inside a name ends nothing.
    private static func isEnd(_ index: String.Index, in text: String) -> Bool {
        let next = text.index(after: index)
        return next == text.endIndex || text[next].isWhitespace || !text[index].isASCII
    }

    private func trimmed(_ text: String) -> String {
        var words = text.split { $0.isWhitespace }
        while let first = words.first, first.allSatisfy({ "-–—,;:.…".contains($0) }) { words.removeFirst() }
        let all = words.count
        while let length = opener(of: words), words.count > length + 2 { words.removeFirst(length) }
        var title = Self.withoutStop(words.joined(separator: " "))
        if words.count < all, let first = title.first, first.isLowercase {
            title.replaceSubrange(title.startIndex...title.startIndex, with: first.uppercased())
        }
        return title
    }

    /// How many words the filler at the front has; nil without one.
    private func opener(of words: [Substring]) -> Int? {
        let plain = words.prefix(2).map { word in word.lowercased().filter { $0.isLetter || $0 == "'" } }
        return openers.filter { plain.starts(with: $0) }.map(\.count).max()
    }

    /// Without closing stops and commas; question and exclamation marks and brackets stay.
    static func withoutStop(_ text: String) -> String {
        var text = text[...]
        while let last = text.last, ".,;:…-–— 。、，；：".contains(last) { text.removeLast() }
        return String(text)
    }
}
