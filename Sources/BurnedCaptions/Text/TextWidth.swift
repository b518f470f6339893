/// How wide text is, estimated by classes of characters: fonts are not read. In ems of a bold sans serif.
enum TextWidth {
    /// The width of a text, never below 0.
    static func ems(_ text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ems($1) }
    }

    /// The width of a scalar. Letters of ASCII are measured, the wider one of Inter Bold and Noto Sans Bold; of other
    /// scripts it is a width that nine letters in ten do not reach, so that words come out somewhat wide.
    static func ems(_ scalar: Unicode.Scalar) -> Double {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? 0 : Double(ascii[Int(value) - 0x20]) / 100 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if isWide(scalar) { return 1 }
        switch WritingSystem(scalar) {
        case .latin: return latin(scalar)
        case .greek, .armenian: return 0.72
        case .cyrillic:
            return scalar.properties.isUppercase ? 0.82 : "шщжюыфмШЩЖЮЫФМ".unicodeScalars.contains(scalar) ? 0.95 : 0.68
        case .arabic, .syriac, .thaana, .nko: return "سشصضثبتپفقکگك".unicodeScalars.contains(scalar) ? 0.95 : 0.62
        case .hebrew: return 0.64
        case .thai, .lao: return 0.66
        case .devanagari, .bengali, .gurmukhi, .gujarati, .oriya: return 0.76
        case .tamil, .malayalam, .sinhala: return 1.2
        case .telugu, .kannada, .myanmar: return 0.98
        case .khmer, .georgian, .ethiopic, .tibetan: return 0.85
        case .han, .kana, .hangul: return 1
        case .cherokee, .canadian, .mongolian, .other: return 0.9
        case .common: return value == 0x2014 || value == 0x2026 ? 1 : value >= 0x2010 && value < 0x2030 ? 0.5 : 0.8
        }
    }

    /// How many characters of a line a text counts for: one a grapheme cluster, more where it is full-width.
    static func characters(_ text: some StringProtocol) -> Double {
        text.reduce(0) { $0 + ($1.unicodeScalars.first.map(isWide) == true ? 1.75 : 1) }
    }

    /// Whether a scalar is full-width (Unicode Standard Annex 11, classes W and F), or a pictograph.
    static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// A letter with marks is about as wide as the one without.
    private static func latin(_ scalar: Unicode.Scalar) -> Double {
        if "ÆŒæœŴǄǱ".unicodeScalars.contains(scalar) { return 1.03 }
        if "mMwW".unicodeScalars.contains(scalar) { return 1.03 }
        return scalar.properties.isUppercase ? 0.78 : 0.66
    }

    /// From the space to `~`, in hundredths of an em.
    private static let ascii = [
        26, 32, 47, 65, 65, 90, 75, 27, 41, 41, 56, 68, 30, 47, 30, 41, 69, 57, 63, 66, 68, 64, 66, 59, 66, 66, 30, 30,
        68,
        68, 68, 56, 103, 75, 67, 75, 74, 61, 58, 76, 76, 39, 57, 69, 57, 94, 81, 80, 65, 80, 66, 65, 67, 76, 75, 104,
        71,
        72, 67, 41, 41, 41, 57, 48, 50, 60, 64, 59, 64, 60, 39, 63, 66, 30, 30, 62, 30, 98, 66, 62, 63, 63, 45, 56, 43,
        66,
        59, 86, 58, 59, 57, 41, 55, 41, 68,
    ]
}
