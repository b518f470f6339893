/// Names that may be said, which a recogniser would spell as it hears them.
enum SpokenNames {
    /// The names to tell a recogniser, with commas: the user's, and those in the title of the video. Nil where there are none.
    static func hotwords(vocabulary: [String], title: String) -> String? {
        var names: [String] = []
        for name in vocabulary + inTitle(title) where !names.contains(name) { names.append(name) }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// Words with a capital in the middle of a title that is not written in capitals throughout: `Interview with Ada Lovelace, part 2`
    /// names Ada Lovelace. A title in which nearly every word has one tells nothing.
    static func inTitle(_ title: String) -> [String] {
        let words = title.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" && $0 != "-" }.map(String.init)
        let letters = words.filter { $0.contains(where: \.isLetter) }
        let capital = letters.filter { $0.first?.isUppercase == true }
        guard letters.count >= 3, capital.count * 2 <= letters.count + 1 else { return [] }
        var names: [String] = []
        var open: [String] = []
        for (index, word) in words.enumerated() {
            if word.first?.isUppercase == true, word.contains(where: \.isLowercase), !word.contains(where: \.isNumber) {
                open.append(word)
                if index + 1 < words.count { continue }
            }
            // The first word of a title has a capital anyhow.
            let isFirst = open.count == 1 && open[0] == words.first
            if !open.isEmpty, !isFirst { names.append(open.joined(separator: " ")) }
            open = []
        }
        return names
    }
}
