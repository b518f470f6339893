import OpenAIChat

/// Words that a model wrote, made fit to be published: they are data, and nobody has read them yet.
///
/// What is invisible, markup, and links are left out: a link in a post must be a person's own decision, and a talk may have asked
/// for it.
enum ModelWords {
    /// The longest title, description, reason and post, in characters.
    static let title = 100
    static let description = 400
    static let post = 3000

    /// The longest of them that a model may write, where its server can hold it to that: well over what it is asked for, and no
    /// more than a reader reads.
    enum Most {
        static let title = 110
        static let description = 320
        static let reason = 220
        static let quote = 320
        static let post = 600
        static let hashtag = 40
    }

    /// What a model wrote under such a bound: where it reached that, it was cut off in the midst of a word.
    static func uncut(_ text: String, _ most: Int, mark: String = "…") -> String {
        guard text.unicodeScalars.count >= most, let blank = text.lastIndex(where: \.isWhitespace) else { return text }
        return text[..<blank] + mark
    }

    /// Short enough for a title, and long enough that nobody means it.
    private static let leastLoop = 60

    /// In one line; nothing where the words only repeat themselves.
    static func line(_ text: String, limit: Int) -> String {
        if Repetition.isLoop(Array(text.utf8), least: leastLoop) { return "" }
        let words = plain(text).split(whereSeparator: \.isWhitespace).filter { !isLink($0) }
            // Nor does a talk decide whom a post calls.
            .map { $0.count > 1 ? String($0.filter { !isAt($0) }) : String($0) }
        return cut(words.joined(separator: " "), limit)
    }

    /// With its line breaks, at most one blank line in a row; nothing where the words only repeat themselves.
    static func paragraphs(_ text: String, limit: Int) -> String {
        if Repetition.isLoop(Array(text.utf8), least: leastLoop) { return "" }
        var lines: [String] = []
        for part in plain(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = line(String(part), limit: limit)
            if !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return cut(lines.joined(separator: "\n"), limit)
    }

    private static func plain(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars.prefix(20_000) {
            if scalar == "\n" || scalar.isVisible {
                plain.unicodeScalars.append(scalar)
            } else if scalar.properties.isWhitespace {
                plain.append(" ")
            }
        }
        return withoutTags(plain).replacing("**", with: "").replacing("`", with: "")
    }

    /// Without `<b>`, `</p>` and the like; a lone `<` stays.
    private static func withoutTags(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            result += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            let opens = inside.first.map { $0.isLetter || $0 == "/" || $0 == "!" } ?? false
            if opens {
                // No later one is closed either.
                guard let close = inside.firstIndex(of: ">") else { break }
                rest = inside[inside.index(after: close)...]
            } else {
                result += "<"
                rest = inside
            }
        }
        return result + rest
    }

    private static func isLink(_ word: Substring) -> Bool {
        let lower = word.lowercased()
        return lower.contains("://") || lower.hasPrefix("www.") || lower.hasPrefix("(www.") || lower.contains("](")
            || lower.hasPrefix("javascript:") || lower.hasPrefix("mailto:") || lower.hasPrefix("data:")
            || isAddress(lower)
    }

    /// Whether sites make a link of it by themselves: `name.com`, `name.anything/path`, `somebody@name.anything`.
    private static func isAddress(_ word: String) -> Bool {
        let bare = word.drop { !$0.isLetter && !$0.isNumber }
        let name = bare.split(omittingEmptySubsequences: false, whereSeparator: isAt).last ?? bare
        let host = name.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
        let labels = host.split(separator: ".")
        guard labels.count > 1, let last = labels.last, last.count > 1, last.allSatisfy(\.isLetter) else {
            return false
        }
        return domains.contains(last) || bare.contains(where: isAt) || name.dropFirst(host.count).first == "/"
    }

    /// Those that are hardly ever a word after a missing blank.
    private static let domains = Set(
        "com net org io ai co app dev info biz xyz tv ly gg link shop store online site ru de eu uk fr".split(
            separator: " "
        )
    )

    /// The sign before a name, in each form that sites take.
    private static func isAt(_ character: Character) -> Bool { "@\u{FF20}\u{FE6B}".contains(character) }

    /// At the end of a word.
    private static func cut(_ text: String, _ limit: Int) -> String {
        guard text.count > limit else { return text }
        let head = text.prefix(limit - 1)
        return head[..<(head.lastIndex { $0.isWhitespace } ?? head.endIndex)] + "…"
    }
}
