/// The letters of a text that are drawn: without control characters, marks of writing direction, private letters and
/// pictographs.
struct DrawnText {
    /// What is drawn, with single spaces inside and none at its ends.
    private(set) var text = ""
    /// How many pictographs were left out.
    private(set) var pictographs = 0

    init(_ source: String, keepsPictographs: Bool = false) {
        var isBlank = false
        for character in source {
            if Self.isPictograph(character), !keepsPictographs {
                pictographs += 1
                continue
            }
            if character.isWhitespace || character.unicodeScalars.allSatisfy({ $0.value == 0x200B }) {
                isBlank = !text.isEmpty
                continue
            }
            let kept = String(String.UnicodeScalarView(character.unicodeScalars.filter(Self.isDrawn)))
            guard kept.unicodeScalars.contains(where: { !$0.isJoiner }) else { continue }
            if isBlank { text += " " }
            isBlank = false
            text += kept
        }
    }

    /// Whether a scalar is seen, or shapes those beside it.
    private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isJoiner { return true }
        if (0xFE00...0xFE0F).contains(scalar.value) || (0xE0000...0xE0FFF).contains(scalar.value) { return false }
        // The key around a digit is a pictograph.
        if scalar.value == 0x20E3 { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }

    /// Whether a grapheme cluster is drawn in colours: an emoji, a flag, a sequence of them. Signs of old that may be
    /// (`©`, `1`) are drawn as letters.
    static func isPictograph(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        guard let first = scalars.first, first.value > 0x2190 else { return false }
        if first.properties.isEmojiPresentation || (0x1F000...0x1FAFF).contains(first.value) { return true }
        return first.properties.isEmoji && scalars.contains { $0.value == 0xFE0F || $0.value == 0x200D }
    }
}

extension Unicode.Scalar {
    /// A mark that joins the letters beside it or keeps them apart; it is seen by what it does to them.
    var isJoiner: Bool { value == 0x200C || value == 0x200D }
}
