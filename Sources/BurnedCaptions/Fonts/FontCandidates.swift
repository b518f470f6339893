/// Fonts of Debian for a script, the best first, and the package of the first.
struct FontCandidates: Sendable {
    let families: [String]
    let package: String

    /// The fonts for a script; `language` is a BCP 47 tag, which tells which of four shapes Han letters have.
    init(_ system: WritingSystem, language: String?) {
        var package = "fonts-noto-core"
        switch system {
        case .latin, .greek, .cyrillic:
            families = ["Inter", "Noto Sans", "Open Sans", "DejaVu Sans"]
        case .arabic:
            families =
                language?.hasPrefix("ur") == true
                ? ["Noto Naskh Arabic", "Noto Sans Arabic", "Noto Kufi Arabic", "DejaVu Sans"]
                : ["Noto Sans Arabic", "Noto Naskh Arabic", "Noto Kufi Arabic", "DejaVu Sans"]
        case .han, .kana, .hangul:
            let first = Self.eastAsian(system, language)
            families =
                ["Noto Sans CJK \(first)"]
                + ["JP", "SC", "TC", "KR"].filter { $0 != first }.map { "Noto Sans CJK \($0)" }
            package = "fonts-noto-cjk"
        case .armenian, .hebrew, .georgian, .lao, .canadian:
            families = [Self.noto(system), "DejaVu Sans"]
        case .tibetan: families = ["Noto Serif Tibetan"]
        case .common, .other:
            families = [
                "Noto Sans", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "Noto Music", "DejaVu Sans",
                "Noto Sans CJK JP",
            ]
        default: families = [Self.noto(system)]
        }
        self.package = package
    }

    /// For pictographs, which are drawn only where nothing else would be.
    static let pictographs = ["DejaVu Sans", "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Color Emoji"]

    private static func noto(_ system: WritingSystem) -> String {
        switch system {
        case .nko: "Noto Sans NKo"
        case .oriya: "Noto Sans Oriya"
        case .myanmar: "Noto Sans Myanmar"
        case .canadian: "Noto Sans Canadian Aboriginal"
        default: "Noto Sans " + system.rawValue
        }
    }

    /// Which of the four shapes of Han letters a text wants.
    private static func eastAsian(_ system: WritingSystem, _ language: String?) -> String {
        let parts = (language ?? "").lowercased().split(separator: "-").map(String.init)
        switch parts.first {
        case "ja": return "JP"
        case "ko": return "KR"
        case "yue": return "TC"
        case "zh":
            let isTraditional = !Set(parts).isDisjoint(with: ["hant", "tw", "hk", "mo"])
            return isTraditional && !parts.contains("hans") ? "TC" : "SC"
        default: return system == .kana ? "JP" : system == .hangul ? "KR" : "SC"
        }
    }
}

/// How tall fonts are: libass takes the size of a font as the sum of its ascent and descent (`usWinAscent` and
/// `usWinDescent` of the font's OS/2 table), so that one size gives letters of different heights.
struct FontMetrics: Sendable, Equatable {
    /// In ems.
    var ascent: Double
    var descent: Double

    var height: Double { ascent + descent }

    /// The metrics of a family; where it is none of those that are known, of a usual one with a small line height, so
    /// that widths are over- rather than underestimated.
    init(_ family: String) {
        let isInter = family.hasPrefix("Inter ") && !family.hasPrefix("Inter Display")
        let known =
            Self.table[family] ?? (family.hasPrefix("Noto Sans CJK") ? (1.16, 0.288) : isInter ? (0.969, 0.241) : nil)
        (ascent, descent) = known ?? (family.hasPrefix("Noto Sans") ? (1.069, 0.293) : (0.9, 0.22))
    }

    private static let table: [String: (Double, Double)] = [
        "DejaVu Sans": (0.928, 0.236), "Inter": (0.969, 0.241), "Inter Display": (0.964, 0.245),
        "Open Sans": (1.069, 0.293), "Roboto": (0.928, 0.244), "Noto Color Emoji": (0.928, 0.244),
        "Noto Kufi Arabic": (1.282, 0.615), "Noto Naskh Arabic": (1.069, 0.634), "Noto Sans Arabic": (1.374, 0.738),
        "Noto Sans Bengali": (0.917, 0.408), "Noto Sans Devanagari": (0.896, 0.408),
        "Noto Sans Gujarati": (0.896, 0.408),
        "Noto Sans Gurmukhi": (0.896, 0.408), "Noto Sans Kannada": (0.809, 0.54), "Noto Sans Lao": (1.183, 0.462),
        "Noto Sans Malayalam": (0.864, 0.383), "Noto Sans Math": (1.069, 0.423), "Noto Sans Mongolian": (1.457, 0.293),
        "Noto Sans Myanmar": (1.324, 0.86), "Noto Sans Sinhala": (1.011, 0.293), "Noto Sans Symbols": (1.48, 0.57),
        "Noto Sans Symbols2": (1.069, 0.63), "Noto Sans Syriac": (0.926, 0.486), "Noto Sans Tamil": (0.87, 0.37),
        "Noto Sans Telugu": (0.869, 0.483), "Noto Sans Thaana": (1.069, 0.424), "Noto Sans Thai": (1.061, 0.45),
        "Noto Serif Tibetan": (1.466, 1.349), "Noto Music": (1.389, 0.398),
    ]
}
