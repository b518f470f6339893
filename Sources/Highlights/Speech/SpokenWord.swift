/// A written word of a talk, taken apart: the word itself and what stands around it.
struct SpokenWord: Sendable {
    /// What ends with a word, by how much it parts.
    enum Mark: UInt8, Sendable, Comparable {
        case none, comma, clause, stop

        static func < (one: Mark, other: Mark) -> Bool { one.rawValue < other.rawValue }
    }

    /// As it is written, marks and all.
    let text: String
    /// Without marks at its ends, without an elided word before it and without a possessive's ending.
    let core: String
    /// The core in small letters.
    let plain: String
    /// The whole in small letters without marks: "l'eau", "harrison's".
    let whole: String
    /// A word that is run together with it, in small letters: the "l'" of "l'eau".
    let elided: String?
    /// Whether it has the ending of a possessive: "Harrison's".
    let isPossessive: Bool
    /// The opening quotes and brackets before it, less the closing ones behind it.
    let depth: Int
    /// What ends with it.
    let mark: Mark
    /// Whether it begins with a capital.
    let hasCapital: Bool
    /// Whether a capital stands within it, as in NASA and iPhone.
    let hasInnerCapital: Bool
    /// Whether it begins with a digit.
    let isNumber: Bool

    /// Takes a word apart.
    ///
    /// - Parameter splitsApostrophes: Whether short words are run together with the next by an apostrophe, as in French.
    init(_ text: String, splitsApostrophes: Bool) {
        let characters = Array(text.replacing("\u{2019}", with: "'"))
        let isPart = { (character: Character) in character.isLetter || character.isNumber }
        guard let first = characters.firstIndex(where: isPart), let last = characters.lastIndex(where: isPart) else {
            self.init(
                text: text,
                core: "",
                whole: "",
                elided: nil,
                isPossessive: false,
                depth: 0,
                mark: Self.mark(of: characters[...])
            )
            return
        }
        var core = characters[first...last]
        let whole = String(core).lowercased()
        var elided: String?
        if splitsApostrophes, let place = core.firstIndex(of: "'"), place < last {
            let lead = String(core[...place]).lowercased()
            if lead.count <= 3 || Self.elisions.contains(lead) {
                elided = lead
                core = core[(place + 1)...]
            }
        }
        var isPossessive = false
        if !splitsApostrophes, core.count > 3, core.suffix(2) == ["'", "s"] {
            core = core.dropLast(2)
            isPossessive = true
        }
        let tail = characters[(last + 1)...]
        let opening = characters[..<first].count { "\"“„«([‘".contains($0) }
        let closing = tail.count { "\"”“»)]".contains($0) }
        self.init(
            text: text,
            core: String(core),
            whole: whole,
            elided: elided,
            isPossessive: isPossessive,
            depth: opening - closing,
            mark: Self.mark(of: tail)
        )
    }

    private init(text: String, core: String, whole: String, elided: String?, isPossessive: Bool, depth: Int, mark: Mark)
    {
        self.text = text
        self.core = core
        plain = core.lowercased()
        self.whole = whole
        self.elided = elided
        self.isPossessive = isPossessive
        self.depth = depth
        self.mark = mark
        hasCapital = core.first?.isUppercase ?? false
        hasInnerCapital = core.dropFirst().contains { $0.isUppercase }
        isNumber = core.first?.isNumber ?? false
    }

    private static let elisions: Set<String> = [
        "qu'", "dell'", "nell'", "all'", "sull'", "dall'", "quell'", "quest'", "jusqu'", "lorsqu'", "puisqu'", "un'",
    ]

    private static func mark(of tail: ArraySlice<Character>) -> Mark {
        tail.reduce(.none) { mark, character in
            switch character {
            case ".", "!", "?", "…", "。", "！", "？": max(mark, .stop)
            case ";", ":", "—", "–", "-", "(", ")", "；", "：": max(mark, .clause)
            case ",", "、", "，": max(mark, .comma)
            default: mark
            }
        }
    }
}
