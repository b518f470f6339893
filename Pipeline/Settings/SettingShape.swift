/// What the texts of a setting look like.
package enum SettingShape: Sendable, Equatable {
    /// One of these words.
    case words([String])
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A number.
    case number(ClosedRange<Int>)
    /// Yes or no.
    case boolean
    /// A line of text.
    case line(atMost: Int)
    /// A language tag.
    case language
    /// The name of a file, without a folder.
    case fileName
    /// The path of a file.
    case file
    /// The path of a folder.
    case folder
    /// Some of these words.
    case someOf([String])
    /// Names with `*` and `?` in them.
    case patterns
    /// Names and terms.
    case names
    /// One of these words, or something else that is told in words and by a pattern (ECMA-262).
    case wordOr([String], String, pattern: String)
    /// One of these words, or the path of a file whose name ends like this.
    case wordOrFile([String], ending: String)

    /// What is wanted, as an error says it.
    var wanted: String {
        switch self {
        case .words(let words): words.joined(separator: ", ")
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "true or false"
        case .line(let longest): "one line of at most \(longest) characters"
        case .language: "a language tag such as en or pt-BR, or auto"
        case .fileName: "the name of a file beside the video, without a folder"
        case .file: "the path of a file"
        case .folder: "the path of a folder"
        case .someOf(let words): "none, or some of \(words.joined(separator: ", "))"
        case .patterns: "none, or names of files or folders with * and ? in them, without a /"
        case .names:
            "none, or at most 200 names and terms, of one line and at most 100 characters each, without brackets and bars"
        case .wordOr(let words, let other, _): "\(words.joined(separator: ", ")) or \(other)"
        case .wordOrFile(let words, let ending):
            "\(words.joined(separator: ", ")) or the path of a file that ends in \(ending)"
        }
    }

    /// The values in short; nil where the help has to tell.
    package var values: String? {
        switch self {
        case .words(let words): words.joined(separator: ", ")
        case .someOf(let words): (words + ["none"]).joined(separator: ", ")
        case .boolean: "true, false"
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .wordOr(let words, let other, _): (words + [other]).joined(separator: ", ")
        case .wordOrFile(let words, let ending): (words + ["a file that ends in \(ending)"]).joined(separator: ", ")
        case .line, .language, .fileName, .file, .folder, .patterns, .names: nil
        }
    }

    /// The words to choose from.
    package var words: [String] {
        switch self {
        case .words(let words): words
        case .someOf(let words): words + ["none"]
        case .boolean: ["true", "false"]
        case .wordOr(let words, _, _), .wordOrFile(let words, _): words
        case .integer, .number, .line, .language, .fileName, .file, .folder, .patterns, .names: []
        }
    }

    /// The help of a flag: what it is, its values, its default.
    package func explained(_ help: String, standard: String) -> String {
        var parts = [help]
        switch self {
        case .words(let words): parts.append("One of \(words.joined(separator: ", ")).")
        case .someOf(let words): parts.append("Some of \(words.joined(separator: ", ")), with commas, or none.")
        case .integer, .number: parts.append("From \(values ?? "").")
        case .wordOr, .wordOrFile: parts.append("One of \(values ?? "").")
        case .boolean, .line, .language, .fileName, .file, .folder, .patterns, .names: break
        }
        if !standard.isEmpty { parts.append("Default: \(standard).") }
        return parts.joined(separator: " ")
    }

    /// Whether a file may give a list.
    package var isList: Bool {
        switch self {
        case .someOf, .patterns, .names: true
        default: false
        }
    }

    /// Whether a text is a path, which means something else in another folder.
    package func isPath(_ text: String) -> Bool {
        switch self {
        case .file, .folder: !text.isEmpty
        // Anything else is neither, and is told as it was written.
        case .wordOrFile(let words, let ending): !words.contains(text) && text.lowercased().hasSuffix(ending)
        default: false
        }
    }
}
