/// How many aliases (`*name`) a YAML text has: each may stand for a list of others, and those for lists again.
package enum YAMLAliases {
    /// With so few, at three to a list, a text stands for some thousand nodes at most.
    package static let most = 20

    /// Counts what may be an alias: an asterisk at the beginning of a value, outside of quotes and comments. Text in a block is
    /// counted too, which only makes the count larger.
    package static func count(in text: String) -> Int {
        var count = 0
        var quote: Character?
        var isComment = false
        var before: Character = "\n"
        var isEscaped = false
        for character in text {
            defer { before = character }
            if isComment {
                if character.isNewline { isComment = false }
                continue
            }
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if open == "\"", character == "\\" {
                    isEscaped = true
                } else if character == open {
                    quote = nil
                }
                continue
            }
            let begins = before.isWhitespace || "[{,:?-".contains(before)
            switch character {
            case "#" where before.isWhitespace: isComment = true
            case "\"" where begins, "'" where begins: quote = character
            case "*" where begins: count += 1
            default: break
            }
        }
        return count
    }
}
