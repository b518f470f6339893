import FoundationEssentials

extension CaptionStyle {
    /// Reads the `[Script Info]` and `[V4+ Styles]` of an ASS file; the rest of it is passed over. `name` is the
    /// file's, for errors.
    public init(parsing text: String, name: String) throws(BurnedCaptionsError) {
        var reader = StyleReader(file: name)
        let lines = text.replacing("\r\n", with: "\n").split(omittingEmptySubsequences: false) {
            $0 == "\n" || $0 == "\r"
        }
        for (index, line) in lines.enumerated() { try reader.read(line, number: index + 1) }
        try self.init(reader)
    }

    private init(_ reader: StyleReader) throws(BurnedCaptionsError) {
        guard reader.hasStyles else {
            throw .badStyle(
                file: reader.file,
                line: 0,
                wanted: "it has no section [V4+ Styles]; that is where styles stand"
            )
        }
        guard let caption = reader.looks["caption"] else {
            throw .badStyle(
                file: reader.file,
                line: 0,
                wanted: "[V4+ Styles] has no line \"Style: Caption,…\"; that is the style captions are drawn in"
            )
        }
        name = reader.file
        self.caption = caption
        spoken = reader.looks["spoken"]
        hook = reader.looks["hook"] ?? caption
        // What renderers assume (VSFilter, and libass after it).
        let height = reader.height ?? reader.width.map { max(1, $0 * 3 / 4) } ?? 288
        resolution = Resolution(width: reader.width ?? max(1, height * 4 / 3), height: height)
        if let spoken {
            var plain = spoken
            (plain.primary, plain.outlineColour, plain.back) = (caption.primary, caption.outlineColour, caption.back)
            plain.secondary = caption.secondary
            if plain != caption {
                notes.append(
                    "the caption style \(name): of Spoken only the colours are used, "
                        + "so that lines do not move when a word is marked"
                )
            }
        }
    }
}

/// Reads a style file line by line.
private struct StyleReader {
    let file: String
    private(set) var looks: [String: CaptionStyle.Look] = [:]
    private(set) var width: Int?
    private(set) var height: Int?
    private(set) var hasStyles = false
    private var section = ""
    private var fields: [String] = []

    init(file: String) { self.file = file }

    mutating func read(_ line: Substring, number: Int) throws(BurnedCaptionsError) {
        let line = line.drop { $0 == "\u{FEFF}" }.trimmed
        if line.isEmpty || line.hasPrefix(";") || line.hasPrefix("!") { return }
        if line.hasPrefix("[") {
            section = line.lowercased()
            if section == "[v4 styles]" {
                throw .badStyle(
                    file: file,
                    line: number,
                    wanted: "[V4+ Styles] is wanted, the file has the older [V4 Styles]; save it as ASS, not as SSA"
                )
            }
            if section == "[v4+ styles]" { hasStyles = true }
            return
        }
        guard let colon = line.firstIndex(of: ":") else { return }
        let key = line[..<colon].trimmed.lowercased()
        let value = line[line.index(after: colon)...].trimmed
        switch (section, key) {
        case ("[script info]", "playresx"): width = try size(value, "PlayResX", number)
        case ("[script info]", "playresy"): height = try size(value, "PlayResY", number)
        case ("[v4+ styles]", "format"):
            fields = value.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed.lowercased() }
            for wanted in ["name", "fontname", "fontsize", "primarycolour"] where !fields.contains(wanted) {
                throw .badStyle(file: file, line: number, wanted: "the Format line does not name \(wanted)")
            }
        case ("[v4+ styles]", "style"): try readStyle(value, number)
        default: break
        }
    }

    private func size(_ value: Substring, _ key: String, _ line: Int) throws(BurnedCaptionsError) -> Int {
        guard let number = Int(value), (1...100_000).contains(number) else {
            throw .badStyle(file: file, line: line, wanted: "\(key) is a number of pixels above 0, not \"\(value)\"")
        }
        return number
    }

    private mutating func readStyle(_ value: Substring, _ line: Int) throws(BurnedCaptionsError) {
        guard !fields.isEmpty else {
            throw .badStyle(file: file, line: line, wanted: "a Format line before the first Style line")
        }
        let values = value.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        guard values.count == fields.count else {
            throw .badStyle(
                file: file,
                line: line,
                wanted: "the Format line names \(fields.count) fields, this Style line has \(values.count)"
            )
        }
        let row = StyleRow(file: file, line: line, fields: Dictionary(zip(fields, values)) { first, _ in first })
        looks[row.text("name").lowercased()] = try row.look()
    }
}

/// The fields of one `Style:` line.
private struct StyleRow {
    let file: String
    let line: Int
    let fields: [String: Substring]

    func text(_ key: String) -> String { fields[key].map(String.init) ?? "" }

    func look() throws(BurnedCaptionsError) -> CaptionStyle.Look {
        // A leading @ asks for vertical writing.
        let font = String(text("fontname").drop { $0 == "@" })
        guard !font.isEmpty, !font.contains(where: { "\\{}".contains($0) }) else {
            throw .badStyle(file: file, line: line, wanted: "Fontname is the name of a font's family")
        }
        let primary = try colour("primarycolour", CaptionStyle.Colour(red: 255, green: 255, blue: 255, transparency: 0))
        let border = try number("borderstyle", 1, 1...4)
        guard [1, 3, 4].contains(border) else {
            throw .badStyle(
                file: file,
                line: line,
                wanted:
                    "BorderStyle is 1 (outline and shadow), 3 (a box a line) or 4 (one box), not \(text("borderstyle"))"
            )
        }
        return CaptionStyle.Look(
            fontName: font,
            fontSize: try number("fontsize", 0, 1...10_000),
            primary: primary,
            secondary: try colour("secondarycolour", primary),
            outlineColour: try colour("outlinecolour", CaptionStyle.Colour(red: 0, green: 0, blue: 0, transparency: 0)),
            back: try colour("backcolour", CaptionStyle.Colour(red: 0, green: 0, blue: 0, transparency: 128)),
            isBold: try number("bold", 0, -1...1000) != 0,
            isItalic: try number("italic", 0, -1...1) != 0,
            isUnderlined: try number("underline", 0, -1...1) != 0,
            isStruckOut: try number("strikeout", 0, -1...1) != 0,
            scaleX: try number("scalex", 100, 1...1000),
            scaleY: try number("scaley", 100, 1...1000),
            spacing: try number("spacing", 0, -1000...1000),
            borderStyle: Int(border),
            outline: try number("outline", 2, 0...1000),
            shadow: try number("shadow", 0, 0...1000)
        )
    }

    private func number(
        _ key: String,
        _ absent: Double,
        _ range: ClosedRange<Double>
    ) throws(BurnedCaptionsError) -> Double {
        guard let value = fields[key] else { return absent }
        guard let number = Double(value), range.contains(number) else {
            throw .badStyle(
                file: file,
                line: line,
                wanted: "\(key) is a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)), not \"\(value)\""
            )
        }
        return number
    }

    /// `&HAABBGGRR`, or without the transparency `&HBBGGRR`; a `&` may follow.
    private func colour(
        _ key: String,
        _ absent: CaptionStyle.Colour
    ) throws(BurnedCaptionsError) -> CaptionStyle.Colour {
        guard let value = fields[key] else { return absent }
        let digits = value.dropFirst(2).prefix { $0 != "&" }
        guard value.lowercased().hasPrefix("&h"), (1...8).contains(digits.utf8.count),
            let number = UInt32(digits, radix: 16)
        else {
            throw .badStyle(
                file: file,
                line: line,
                wanted: "\(key) is a colour such as &H00FFFFFF (transparency, blue, green, red), not \"\(value)\""
            )
        }
        return CaptionStyle.Colour(
            red: UInt8(truncatingIfNeeded: number),
            green: UInt8(truncatingIfNeeded: number >> 8),
            blue: UInt8(truncatingIfNeeded: number >> 16),
            transparency: UInt8(truncatingIfNeeded: number >> 24)
        )
    }
}

extension StringProtocol {
    /// Without white space at its ends.
    fileprivate var trimmed: SubSequence {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest.drop(while: \.isWhitespace)
    }
}
