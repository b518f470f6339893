/// The scripts that fonts are chosen by.
enum WritingSystem: String, Sendable, CaseIterable {
    case latin = "Latin", greek = "Greek", cyrillic = "Cyrillic", armenian = "Armenian", hebrew = "Hebrew"
    case arabic = "Arabic", syriac = "Syriac", thaana = "Thaana", nko = "N'Ko", devanagari = "Devanagari"
    case bengali = "Bengali", gurmukhi = "Gurmukhi", gujarati = "Gujarati", oriya = "Odia", tamil = "Tamil"
    case telugu = "Telugu", kannada = "Kannada", malayalam = "Malayalam", sinhala = "Sinhala", thai = "Thai"
    case lao = "Lao", tibetan = "Tibetan", myanmar = "Burmese", georgian = "Georgian", hangul = "Hangul"
    case ethiopic = "Ethiopic", cherokee = "Cherokee", canadian = "Canadian syllabics", khmer = "Khmer"
    case mongolian = "Mongolian", kana = "Kana", han = "Han"
    /// Letters of scripts that are not listed here.
    case other = "other script"
    /// Digits, punctuation and signs, which go with any script.
    case common = "signs"

    /// Whether its lines run from right to left.
    var isRightToLeft: Bool {
        switch self {
        case .hebrew, .arabic, .syriac, .thaana, .nko: true
        default: false
        }
    }

    /// The script of a scalar (Unicode Character Database, Blocks.txt and Scripts.txt; whole blocks where they are
    /// nearly pure).
    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x300 {
            self = scalar.properties.isAlphabetic ? .latin : .common
            return
        }
        let block = Self.block(value)
        if let block {
            self = scalar.properties.generalCategory.isSign ? .common : block
        } else {
            self = scalar.properties.isAlphabetic ? .other : .common
        }
    }

    private static func block(_ value: UInt32) -> WritingSystem? {
        var (low, high) = (0, blocks.count)
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].range.upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < blocks.count && blocks[low].range.contains(value) ? blocks[low].system : nil
    }

    private static let blocks: [(range: ClosedRange<UInt32>, system: WritingSystem)] = [
        (0x0370...0x03FF, .greek), (0x0400...0x052F, .cyrillic), (0x0531...0x058F, .armenian),
        (0x0591...0x05FF, .hebrew), (0x0600...0x06FF, .arabic), (0x0700...0x074F, .syriac),
        (0x0750...0x077F, .arabic), (0x0780...0x07BF, .thaana), (0x07C0...0x07FF, .nko), (0x0860...0x086F, .syriac),
        (0x0870...0x08FF, .arabic), (0x0900...0x097F, .devanagari), (0x0980...0x09FF, .bengali),
        (0x0A00...0x0A7F, .gurmukhi), (0x0A80...0x0AFF, .gujarati), (0x0B00...0x0B7F, .oriya),
        (0x0B80...0x0BFF, .tamil), (0x0C00...0x0C7F, .telugu), (0x0C80...0x0CFF, .kannada),
        (0x0D00...0x0D7F, .malayalam), (0x0D80...0x0DFF, .sinhala), (0x0E00...0x0E7F, .thai), (0x0E80...0x0EFF, .lao),
        (0x0F00...0x0FFF, .tibetan), (0x1000...0x109F, .myanmar), (0x10A0...0x10FF, .georgian),
        (0x1100...0x11FF, .hangul), (0x1200...0x139F, .ethiopic), (0x13A0...0x13FF, .cherokee),
        (0x1400...0x167F, .canadian), (0x1780...0x17FF, .khmer), (0x1800...0x18AF, .mongolian),
        (0x18B0...0x18FF, .canadian), (0x19E0...0x19FF, .khmer), (0x1C80...0x1C8F, .cyrillic),
        (0x1C90...0x1CBF, .georgian), (0x1E00...0x1EFF, .latin), (0x1F00...0x1FFF, .greek), (0x2C60...0x2C7F, .latin),
        (0x2D00...0x2D2F, .georgian), (0x2D80...0x2DDF, .ethiopic), (0x2DE0...0x2DFF, .cyrillic),
        (0x2E80...0x2FDF, .han), (0x3005...0x3007, .han), (0x3041...0x30FF, .kana), (0x3105...0x312F, .han),
        (0x3131...0x318F, .hangul), (0x31A0...0x31BF, .han), (0x31F0...0x31FF, .kana), (0x3400...0x4DBF, .han),
        (0x4E00...0x9FFF, .han), (0xA640...0xA69F, .cyrillic), (0xA720...0xA7FF, .latin),
        (0xA8E0...0xA8FF, .devanagari),
        (0xA960...0xA97F, .hangul), (0xAA60...0xAA7F, .myanmar), (0xAB30...0xAB6F, .latin),
        (0xAB70...0xABBF, .cherokee),
        (0xAC00...0xD7FF, .hangul), (0xF900...0xFAFF, .han), (0xFB00...0xFB06, .latin), (0xFB13...0xFB17, .armenian),
        (0xFB1D...0xFB4F, .hebrew), (0xFB50...0xFDFF, .arabic), (0xFE70...0xFEFE, .arabic), (0xFF21...0xFF5A, .latin),
        (0xFF66...0xFF9F, .kana), (0xFFA0...0xFFDC, .hangul), (0x20000...0x3FFFF, .han),
    ]
}

extension Unicode.GeneralCategory {
    /// Whether it is of punctuation, digits, symbols, spaces or invisible marks, which several scripts share.
    var isSign: Bool {
        switch self {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol,
            .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .unassigned, .privateUse:
            true
        default: false
        }
    }
}
