/// What a server says, made fit for one line of a log: without control characters, and not without end.
enum ServiceWords {
    private static let longest = 300
    private static let most = 5

    static func line(_ text: String) -> String {
        var result = ""
        var count = 0
        var gap = false
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                gap = count > 0
                continue
            case .format, .surrogate, .privateUse, .unassigned:
                continue
            default: break
            }
            if count >= longest { return result + "…" }
            if gap {
                result += " "
                count += 1
                gap = false
            }
            result.unicodeScalars.append(scalar)
            count += 1
        }
        return result
    }

    static func lines(_ texts: [String]) -> [String] {
        texts.lazy.map(line).filter { !$0.isEmpty }.prefix(most).map(\.self)
    }
}
