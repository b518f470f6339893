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

    /// The line of some pieces of a phrase whose script is `system`; `isBroken` tells that the next piece is on another line.
    mutating func line(
        _ range: Range<Int>,
        among system: WritingSystem,
        hasBoth: Bool,
        isBroken: Bool
    ) throws(BurnedCaptionsError) -> DrawnLine {
        var line = DrawnLine(parts: [], ems: 0)
        let isRightToLeft = system.isRightToLeft
        let opposite = hasBoth ? oppositeRuns(range, isRightToLeft: isRightToLeft) : []
        for index in range {
            let piece = pieces[index]
            var runs = try choice.runs(of: piece.text, among: system)
            let last = index + 1 == range.upperBound
            if last, isBroken, index + 1 < pieces.count, pieces[index + 1].wantsHyphen {
                runs += try choice.runs(of: "-", among: system)
                line.ems += TextWidth.ems("-")
            }
            let family = runs.first?.family ?? line.parts.last?.family ?? choice.styleFamily
            if piece.spaceBefore, index > range.lowerBound {
                line.parts.append(DrawnLine.Part(text: " ", family: line.parts.last?.family ?? family, group: nil))
                line.ems += PhraseCutter.blank
            }
            if opposite.contains(where: { $0.lowerBound == index }) {
                let mark = isRightToLeft ? "\u{2066}" : "\u{2067}"
                line.parts.append(DrawnLine.Part(text: mark, family: family, group: nil))
            }
            let parts = runs.map { DrawnLine.Part(text: $0.text, family: $0.family, group: piece.group) }
            line.ems += piece.ems
            if opposite.contains(where: { $0.upperBound == index + 1 }) {
                line.parts += Self.closing(parts, isEnd: last || isStop(index))
            } else {
                line.parts += parts
            }
        }
        if hasBoth || isRightToLeft, let first = line.parts.first {
            // The direction of a line is that of its first letter.
            let mark = isRightToLeft ? "\u{200F}" : "\u{200E}"
            line.parts.insert(DrawnLine.Part(text: mark, family: first.family, group: nil), at: 0)
        }
        return line
    }

    private func isStop(_ index: Int) -> Bool { pieces[index].ending != .none }

    /// Whether letters of both directions are among some pieces.
    func hasBothDirections(_ range: Range<Int>) -> Bool {
        let directions = Set(range.compactMap { Self.isRightToLeft(pieces[$0].text) })
        return directions.count > 1
    }

    /// The direction of the first letter of a text; nil where it has none.
    private static func isRightToLeft(_ text: String) -> Bool? {
        for scalar in text.unicodeScalars {
            let system = WritingSystem(scalar)
            if system != .common { return system.isRightToLeft }
        }
        return nil
    }

    /// The stretches that run against the line, with the numbers and signs inside them.
    private func oppositeRuns(_ range: Range<Int>, isRightToLeft: Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var begin: Int?
        var end = 0
        for index in range {
            switch Self.isRightToLeft(pieces[index].text) {
            case nil: break
            case .some(let direction) where direction != isRightToLeft:
                begin = begin ?? index
                end = index + 1
            case .some:
                if let start = begin { runs.append(start..<end) }
                begin = nil
            }
        }
        if let start = begin { runs.append(start..<end) }
        return runs
    }

    /// The parts of the last word of a stretch with the mark that ends it; a stop behind it belongs to the line around.
    private static func closing(_ parts: [DrawnLine.Part], isEnd: Bool) -> [DrawnLine.Part] {
        var inner = parts
        guard var last = inner.popLast() else { return parts }
        var stops = ""
        if isEnd {
            while let mark = last.text.last, ".,!?:;\u{2026}\u{061F}\u{060C}\u{061B}".contains(mark),
                last.text.count > 1
            {
                stops = String(last.text.removeLast()) + stops
            }
        }
        inner.append(last)
        inner.append(DrawnLine.Part(text: "\u{2069}", family: last.family, group: nil))
        if !stops.isEmpty { inner.append(DrawnLine.Part(text: stops, family: last.family, group: last.group)) }
        return inner
    }
}
