extension Unicode.Scalar {
    /// Whether the scalar belongs to a script that is written without spaces between words: Han, kana, and the
    /// punctuation and full-width forms that go with them. Hangul has spaces.
    var isUnspaced: Bool {
        switch value {
        case 0..<0x2E80: false
        case 0x2E80...0x2FDF, 0x3001...0x30FF, 0x31F0...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFFEF: true
        case 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// A bracket or quote that may stand after a stop.
    var isCloser: Bool {
        switch value {
        case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x203A, 0x2A: true
        case 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0xFF09, 0xFF3D, 0xFF63: true
        // German closes with the mark that English opens with.
        case 0x201C, 0x2018: true
        default: false
        }
    }

    /// A bracket, quote or inverted mark that stands before a word.
    var isOpener: Bool {
        switch value {
        case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0xAB, 0xA1, 0xBF, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039, 0x2A: true
        case 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF62: true
        default: false
        }
    }

    /// A mark that ends a sentence whatever follows; the full stop and the ellipsis do so only at times.
    var isHardStop: Bool {
        switch value {
        case 0x21, 0x3F, 0x203C, 0x203D, 0x2047, 0x2048, 0x2049: true
        // Arabic and Urdu, Armenian, Devanagari, Ethiopic, Burmese, Khmer.
        case 0x61F, 0x6D4, 0x589, 0x964, 0x965, 0x1362, 0x1367, 0x104A, 0x104B, 0x17D4, 0x17D5: true
        case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61: true
        default: false
        }
    }

    /// A mark that hangs on the character before it in unspaced text.
    var isTrailingMark: Bool {
        if isHardStop || (isCloser && value >= 0x2000) { return true }
        switch value {
        case 0x2026, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0x30FC, 0x2E, 0x2C, 0x21, 0x3F: return true
        default: return false
        }
    }

    /// Neither a letter nor a digit nor part of one.
    var isMark: Bool {
        if value < 0x80 { return !(UInt8(value).isLetter || UInt8(value).isDigit) }
        if isPlainEastAsian { return false }
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .format, .control:
            return true
        default:
            return false
        }
    }

    /// Kana and Han, which are letters without case: the look-up of properties is slow.
    private var isPlainEastAsian: Bool {
        (0x3041...0x3096).contains(value) || (0x30A1...0x30FA).contains(value) || (0x3400...0x9FFF).contains(value)
    }

    var isCapital: Bool {
        value < 0x80 ? value >= 0x41 && value <= 0x5A : !isPlainEastAsian && properties.isUppercase
    }

    var isSmall: Bool {
        value < 0x80 ? value >= 0x61 && value <= 0x7A : !isPlainEastAsian && properties.isLowercase
    }

    /// A mark that is not seen and is no part of a word: those of writing direction, soft hyphens, joiners of words.
    var isInvisible: Bool {
        switch value {
        case 0..<0xAD: false
        case 0xAD, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFFF9...0xFFFB: true
        default: false
        }
    }

    /// Spaces of all widths, line ends among them.
    var isBlank: Bool {
        if value < 0x80 { return value == 0x20 || (value >= 9 && value <= 13) }
        switch value {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: return true
        default: return false
        }
    }
}
