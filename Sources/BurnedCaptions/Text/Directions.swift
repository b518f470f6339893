/// Stretches of a line that run against it, which are isolated so that numbers and signs stay with the words they
/// belong to.
enum Directions {
    /// The direction of a character by its first letter: true from right to left, nil for digits and signs.
    static func isRightToLeft(_ character: Character) -> Bool? {
        for scalar in character.unicodeScalars {
            let system = WritingSystem(scalar)
            if system != .common { return system.isRightToLeft }
        }
        return nil
    }

    /// The direction of a language's lines by its BCP 47 tag; nil where it is not known.
    static func isRightToLeft(language tag: String?) -> Bool? {
        guard let parts = tag?.lowercased().split(separator: "-"), let language = parts.first else { return nil }
        if parts.contains("latn") || parts.contains("cyrl") { return false }
        let all = [
            "ar", "arc", "arz", "ary", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
        ]
        return all.contains(String(language)) || parts.contains("arab") || parts.contains("hebr")
    }

    /// The stretches of `line` that run against its direction: from letter to letter with what stands between, with the
    /// signs that touch them (`#`, `C++`) but the stops and brackets that belong to the line around, and with the
    /// number that follows (`Swift 6`). `continues` tells that the text before the line ends in such a stretch, so that
    /// a number at its front is in it.
    static func opposite(in line: [Character], isRightToLeft: Bool, continues: Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var begin: Int?
        var end = 0
        if continues, let first = line.first, first.isNumber { (begin, end) = (0, 0) }
        for (index, character) in line.enumerated() {
            switch Self.isRightToLeft(character) {
            case nil: break
            case .some(let direction) where direction != isRightToLeft:
                begin = begin ?? index
                end = index + 1
            case .some:
                if let start = begin { runs.append(start..<end) }
                begin = nil
            }
        }
        if let start = begin { runs.append(start..<end) }
        return runs.map { extended($0, in: line) }.filter { !$0.isEmpty }
    }

    private static func extended(_ run: Range<Int>, in line: [Character]) -> Range<Int> {
        var (low, high) = (run.lowerBound, run.upperBound)
        while low > 0, isAttached(line[low - 1]) { low -= 1 }
        // ".NET"
        if low > 0, line[low - 1] == ".", low == 1 || line[low - 2] == " " { low -= 1 }
        func attach() {
            let letters = high
            while high < line.count, isAttached(line[high]) || stops.contains(line[high]) { high += 1 }
            // A stop inside quotes is of what is quoted.
            if high < line.count, quotes.contains(line[high]) { return }
            while high > letters, stops.contains(line[high - 1]) { high -= 1 }
        }
        attach()
        // A number behind a word is read with it.
        while high + 1 < line.count, line[high] == " ", line[high + 1].isNumber {
            high += 2
            attach()
        }
        return low..<high
    }

    private static let stops: Set<Character> = [
        ".", ",", "!", "?", ":", ";", "\u{2026}", "\u{061F}", "\u{060C}", "\u{061B}",
    ]

    private static let quotes: Set<Character> = ["\"", "'", "\u{201D}", "\u{2019}", "\u{BB}"]

    /// Whether a character goes with the letter that it touches: a digit or a sign, but no bracket, quote or letter.
    private static func isAttached(_ character: Character) -> Bool {
        guard isRightToLeft(character) == nil, character != " ", !stops.contains(character), character != "\"",
            let scalar = character.unicodeScalars.first
        else { return false }
        switch scalar.properties.generalCategory {
        case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .dashPunctuation: return false
        default: return true
        }
    }
}
