/// A line of a phrase with its fonts, in the order in which it is read.
struct DrawnLine {
    /// A stretch of one font that is marked as a whole, or never.
    struct Part: Equatable {
        var text: String
        var family: String
        /// The group of pieces that it belongs to; nil for what stands between words.
        var group: Int?
    }

    var parts: [Part]
    /// The width in ems.
    var ems: Double
    /// What it reads as.
    var text: String { parts.map(\.text).joined().filter { !Self.isMark($0) } }

    private static func isMark(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy {
            $0.value == 0x200E || $0.value == 0x200F || (0x2066...0x2069).contains($0.value)
        }
    }

    /// The largest ascent and descent of its fonts, in ems.
    var ascent: Double { families.map { FontMetrics($0).ascent }.max() ?? 1 }
    var descent: Double { families.map { FontMetrics($0).descent }.max() ?? 0.3 }
    private var families: Set<String> { Set(parts.map(\.family)) }
}

/// Makes lines of pieces: chooses fonts, and marks directions where both are in use.
struct LineMaker {
    let pieces: [Piece]
    var choice: FontChoice
    /// The direction of lines that hold letters of both: that of the language, or of most letters where it is not
    /// known.
    let isRightToLeft: Bool

    init(pieces: [Piece], choice: FontChoice) {
        self.pieces = pieces
        self.choice = choice
        let letters = pieces.lazy.flatMap { $0.text.lazy.compactMap(Directions.isRightToLeft) }
        let balance = letters.reduce(0) { $0 + ($1 ? 1 : -1) }
        isRightToLeft = Directions.isRightToLeft(language: choice.language) ?? (balance > 0)
    }

    /// The script of most letters of some pieces.
    func system(of range: Range<Int>) -> WritingSystem {
        var counts: [WritingSystem: Int] = [:]
        for index in range {
            for scalar in pieces[index].text.unicodeScalars { counts[WritingSystem(scalar), default: 0] += 1 }
        }
        counts[.common] = nil
        // The first of equals by name, so that one text gives one answer.
        return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .common
    }

    /// Whether letters of both directions are among some pieces.
    func hasBothDirections(_ range: Range<Int>) -> Bool {
        var seen: Set<Bool> = []
        for index in range { seen.formUnion(pieces[index].text.compactMap(Directions.isRightToLeft)) }
        return seen.count > 1
    }

    /// The line of some pieces of a phrase whose script is `system`.
    mutating func line(
        _ range: Range<Int>,
        among system: WritingSystem,
        hasBoth: Bool
    ) throws(BurnedCaptionsError) -> DrawnLine {
        var line = DrawnLine(parts: [], ems: 0)
        for index in range {
            let piece = pieces[index]
            let runs = try choice.runs(of: piece.text, among: system)
            let family = runs.first?.family ?? line.parts.last?.family ?? choice.styleFamily
            // A sign that no font has leaves no blank either.
            if piece.spaceBefore, !line.parts.isEmpty, !runs.isEmpty {
                line.parts.append(DrawnLine.Part(text: " ", family: line.parts.last?.family ?? family, group: nil))
                line.ems += PhraseCutter.blank
            }
            line.parts += runs.map { DrawnLine.Part(text: $0.text, family: $0.family, group: piece.group) }
            line.ems += piece.ems
        }
        if range.upperBound < pieces.count, pieces[range.upperBound].wantsHyphen {
            line.parts += try choice.runs(of: "-", among: system).map {
                DrawnLine.Part(text: $0.text, family: $0.family, group: line.parts.last?.group)
            }
            line.ems += TextWidth.ems("-")
        }
        guard hasBoth || system.isRightToLeft else { return line }
        let direction = hasBoth ? isRightToLeft : true
        if hasBoth { isolate(&line, isRightToLeft: direction, from: range.lowerBound) }
        // The direction of a line is that of its first letter.
        let mark = direction ? "\u{200F}" : "\u{200E}"
        line.parts.insert(DrawnLine.Part(text: mark, family: line.parts.first?.family ?? "", group: nil), at: 0)
        return line
    }

    /// Puts marks around what runs against the line.
    private func isolate(_ line: inout DrawnLine, isRightToLeft: Bool, from first: Int) {
        let before = first > 0 ? pieces[first - 1].text.reversed().lazy.compactMap(Directions.isRightToLeft).first : nil
        let runs = Directions.opposite(
            in: line.parts.flatMap { Array($0.text) },
            isRightToLeft: isRightToLeft,
            continues: before == !isRightToLeft
        )
        guard !runs.isEmpty else { return }
        let begins = Set(runs.map(\.lowerBound))
        let ends = Set(runs.map(\.upperBound))
        var parts: [DrawnLine.Part] = []
        var place = 0
        func mark(_ text: String, _ family: String) {
            parts.append(DrawnLine.Part(text: text, family: family, group: nil))
        }
        for part in line.parts {
            var rest = part
            rest.text = ""
            for character in part.text {
                if ends.contains(place) || begins.contains(place) {
                    if !rest.text.isEmpty { parts.append(rest) }
                    rest.text = ""
                    if ends.contains(place) { mark("\u{2069}", part.family) }
                    if begins.contains(place) { mark(isRightToLeft ? "\u{2066}" : "\u{2067}", part.family) }
                }
                rest.text.append(character)
                place += 1
            }
            if !rest.text.isEmpty { parts.append(rest) }
        }
        if ends.contains(place), let last = line.parts.last { mark("\u{2069}", last.family) }
        line.parts = parts
    }
}
