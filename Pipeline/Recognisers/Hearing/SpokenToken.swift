import Roles

/// A word of a running text with the signs that hang on it.
struct SpokenToken {
    /// Begins with a blank where one stands before it.
    var text: String
    /// Its letters and digits, small; never empty.
    var letters: String

    /// The words of a text; scripts without blanks are taken character by character.
    static func tokens(of text: String) -> [SpokenToken] {
        var tokens: [SpokenToken] = []
        // What stands before the first letter of a word.
        var lead = ""
        var isOpen = false
        var isAlone = false
        for character in text {
            let letters = character.spoken
            if character.isWhitespace {
                // Signs alone between blanks hang on the word before.
                if !isOpen, let last = tokens.indices.last, lead.contains(where: { !$0.isWhitespace }) {
                    tokens[last].text += lead
                    lead = ""
                }
                lead.append(" ")
                isOpen = false
            } else if letters.isEmpty {
                if isOpen, let last = tokens.indices.last {
                    tokens[last].text.append(character)
                } else {
                    lead.append(character)
                }
            } else if isOpen, !isAlone, !character.standsAlone, let last = tokens.indices.last {
                tokens[last].text.append(character)
                tokens[last].letters += letters
            } else {
                tokens.append(SpokenToken(text: lead + String(character), letters: letters))
                lead = ""
                isOpen = true
                isAlone = character.standsAlone
            }
        }
        if let last = tokens.indices.last, lead.contains(where: { !$0.isWhitespace }) { tokens[last].text += lead }
        return tokens
    }
}

extension Character {
    /// Small, and nothing for signs and blanks.
    var spoken: String { isLetter || isNumber ? lowercased() : "" }

    /// Whether it is of a script without blanks between words: Han and kana.
    fileprivate var standsAlone: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return (0x3041...0x30FF).contains(scalar.value) || (0x3400...0x9FFF).contains(scalar.value)
            || (0xF900...0xFAFF).contains(scalar.value) || (0x20000...0x3FFFF).contains(scalar.value)
    }
}

extension String {
    /// Small letters and digits.
    var spoken: String { reduce(into: "") { $0 += $1.spoken } }
}
