/// Finds what somebody is said to have said in what was said: letters and digits count, and nothing else.
struct QuoteFinder {
    private let text: String
    /// The letters and digits of the text, lower case.
    private var letters: [Character] = []
    /// By letter, where it stands in the text.
    private var places: [String.Index] = []

    /// The longest quote that is published, in characters.
    static let limit = 300

    init(_ text: String) {
        self.text = text
        for place in text.indices {
            for letter in Self.plain(text[place]) {
                letters.append(letter)
                places.append(place)
            }
        }
    }

    /// The quote as the text has it, in whole words; nil where it is not in there. Parts on both sides of "…" may have
    /// others between them. O(text × parts).
    func verbatim(_ quote: String) -> String? {
        let parts = quote.replacing("...", with: "…").split(separator: "…")
            .map { $0.flatMap(Self.plain) }.filter { !$0.isEmpty }
        if parts.isEmpty { return nil }
        var from = 0
        var found: [Substring] = []
        for part in parts {
            guard let place = self.place(of: part, from: from) else { return nil }
            from = place + part.count
            found.append(words(from: places[place], to: places[from - 1]))
        }
        return found.joined(separator: " … ")
    }

    private func place(of part: [Character], from: Int) -> Int? {
        guard letters.count - from >= part.count else { return nil }
        for start in from...(letters.count - part.count)
        where letters[start] == part[0] && letters[start..<start + part.count].elementsEqual(part) {
            return start
        }
        return nil
    }

    /// Half words at the ends are made whole, and a sign that closes the last one belongs to it.
    private func words(from first: String.Index, to last: String.Index) -> Substring {
        var start = first
        while start > text.startIndex {
            let before = text.index(before: start)
            guard Self.isInWord(text[before]), Self.isInWord(text[start]) else { break }
            start = before
        }
        var end = text.index(after: last)
        while end < text.endIndex, Self.isInWord(text[end]), Self.isInWord(text[text.index(before: end)]) {
            end = text.index(after: end)
        }
        while end < text.endIndex, ".!?,;:)»”\"'…".contains(text[end]) { end = text.index(after: end) }
        return text[start..<end]
    }

    /// Scripts without spaces have no half words.
    private static func isInWord(_ character: Character) -> Bool {
        (character.isLetter || character.isNumber || character == "'" || character == "’")
            && character.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    }

    private static func plain(_ character: Character) -> [Character] {
        character.isLetter || character.isNumber ? Array(String(character).lowercased()) : []
    }
}
