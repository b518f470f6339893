import Highlights
import Intake
import OpenAIAccess
import Roles
import StateFiles

/// Marks what others said or wrote as such, so that a model cannot take it for what it is told.
///
/// In the fenced text neither brackets nor anything invisible occurs, so that it can hold no mark, true or false, and no number of
/// its own; the mark is another for each text.
struct Fence: Sendable {
    /// Sentences with their numbers.
    static func said(_ sentences: [AskedWindow.Sentence]) -> String {
        let lines = sentences.map { "[\($0.number)] \(neutral($0.text))" }
        return enclose(lines, "said")
    }

    /// A moment's title, which may be what was said, or what a model made of it.
    static func title(_ text: String) -> String { enclose([neutral(text)], "title") }

    /// What a user wrote.
    static func remark(_ text: String) -> String { enclose([neutral(text)], "remark") }

    private static func enclose(_ lines: [String], _ name: String) -> String {
        let text = lines.joined(separator: "\n")
        let mark = "\(name)-\(Digest.of(Array(text.utf8)).prefix(8))"
        return "<\(mark)>\n\(text)\n</\(mark)>"
    }

    /// A text in one line, without what could be taken for a mark, and without what nobody sees.
    static func neutral(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "[", "⟦", "［", "【": line.append("(")
            case "]", "⟧", "］", "】": line.append(")")
            case "<", "＜": line.append("‹")
            case ">", "＞": line.append("›")
            case _ where scalar.properties.isWhitespace: line.append(" ")
            default: if scalar.isVisible { line.unicodeScalars.append(scalar) }
            }
        }
        return line
    }
}

extension Unicode.Scalar {
    /// Whether a reader can know that it is there. Joiners and variation selectors, which emoji and some scripts need, are; what
    /// turns the direction of writing, and the tags that no font shows, are not.
    var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .format: self == "\u{200D}" || self == "\u{200C}"
        default:
            !(0xE0100...0xE01EF).contains(value) && !["\u{3164}", "\u{115F}", "\u{1160}", "\u{FFA0}"].contains(self)
        }
    }
}
