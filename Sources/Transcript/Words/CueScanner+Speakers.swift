// The marks of a new speaker: `>>`, dashes, names.

extension CueScanner {
    /// `>>` anywhere and a dash at the front of a line.
    mutating func takeTurn(isLineStart: Bool) -> Bool {
        let scalar = scalars[index]
        if scalar == ">", peek(1) == ">" {
            while peek(0) == ">" { index += 1 }
            beginsTurn = true
            return true
        }
        guard isLineStart, Self.isDash(scalar), !beginsTurn, startsDialogue() else { return false }
        index += 1
        beginsTurn = true
        return true
    }

    /// A dash opens a speech where two lines of the cue begin so, or where a capital follows it; otherwise it may
    /// be the second half of an interrupted sentence.
    private func startsDialogue() -> Bool {
        if dashLines > 1 { return true }
        guard let next = peek(1), next.isBlank else { return false }
        var place = index + 1
        while place < scalars.count, scalars[place].isBlank || scalars[place].isOpener { place += 1 }
        guard place < scalars.count else { return false }
        return !scalars[place].isMark && !scalars[place].isSmall
    }

    private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "\u{2013}" || scalar == "\u{2014}" || scalar == "\u{2010}"
    }

    static func dashLines(_ scalars: [Unicode.Scalar]) -> Int {
        var count = 0
        var isLineStart = true
        for (place, scalar) in scalars.enumerated() {
            if scalar.value == 0x0A {
                isLineStart = true
            } else if isLineStart, !scalar.isBlank {
                isLineStart = false
                let next = place + 1 < scalars.count ? scalars[place + 1] : "\n"
                if isDash(scalar), next == " " || !next.isMark { count += 1 }
            }
        }
        return count
    }

    /// `NAME:` in capitals at the front of a line or after a turn, `[Name]:`, and `[SPEAKER_00]`.
    mutating func takeLabel(isLineStart: Bool) -> Bool {
        guard isLineStart || beginsTurn else { return false }
        if scalars[index] == "[" || scalars[index] == "(", takeNumberedSpeaker() { return true }
        if scalars[index] == "[", let close = find("]", within: 40) {
            let name = text(index + 1, close)
            let isColon = close + 1 < scalars.count && scalars[close + 1] == ":"
            guard isColon || name.hasPrefix("SPEAKER_"), name.unicodeScalars.contains(where: { !$0.isMark }) else {
                return false
            }
            self.name = Self.spaced(name)
            beginsTurn = true
            index = close + (isColon ? 2 : 1)
            return true
        }
        guard let end = capitalsEnd() ?? nameEnd() else { return false }
        let name = Self.spaced(text(index, end))
        if (beginsTurn && !name.unicodeScalars.contains(where: \.isSmall)) || Self.isNumbered(name) {
            beginsTurn = true
            self.name = name
            index = end + 1
            return true
        }
        // Whether this is a name or only emphasis ("WARNING: hot") is known when the whole file is.
        while index <= end {
            if scalars[index].isBlank {
                spaceBefore = true
                index += 1
                continue
            }
            let start = index
            while index <= end, !scalars[index].isBlank { index += 1 }
            append(text(start, index), at: start, kind: .label)
            words[words.count - 1].name = name
        }
        return true
    }

    /// `(speaker 0)`, `[Speaker 1]:`, and whisper.cpp's `(speaker ?)` and `[SPEAKER_TURN]`, which name nobody.
    private mutating func takeNumberedSpeaker() -> Bool {
        guard let close = find(scalars[index] == "[" ? "]" : ")", within: 20) else { return false }
        let label = Self.spaced(text(index + 1, close))
        let isUnknown = ["speaker ?", "speaker_turn", "speaker turn"].contains(label.lowercased())
        guard isUnknown || Self.isNumbered(label) else { return false }
        name = isUnknown ? nil : label
        beginsTurn = true
        index = close + 1
        if peek(0) == ":" { index += 1 }
        return true
    }

    /// `Speaker 1`, `speaker B`, `SPEAKER_00`: a name that tells of nothing else.
    private static func isNumbered(_ name: String) -> Bool {
        let name = name.lowercased()
        guard name.hasPrefix("speaker"), name.utf8.count <= 11 else { return false }
        let number = name.dropFirst(7).drop { $0 == " " || $0 == "_" || $0 == "#" || $0 == "-" }
        guard !number.isEmpty, number.utf8.count < name.utf8.count - 7 || number.allSatisfy(\.isNumber) else {
            return false
        }
        return number.allSatisfy(\.isNumber) || number.utf8.count == 1
    }

    /// Where the colon of `Maria Lopez:` or `Dr. Tom van Dijk:` stands: up to five words of 40 characters together, each
    /// with a capital or no case, a particle or a number.
    private func nameEnd() -> Int? {
        guard scalars[index].properties.isAlphabetic, !scalars[index].isSmall else { return nil }
        var word = index
        var words = 0
        for place in index..<min(scalars.count, index + 41) {
            let scalar = scalars[place]
            if scalar == ":" || scalar == "\u{FF1A}" {
                let isEnd = scalar != ":" || place + 1 == scalars.count || scalars[place + 1].isBlank
                return isEnd && isNamePart(word, place) ? place : nil
            }
            if scalar == " " {
                words += 1
                guard words < 5, isNamePart(word, place) else { return nil }
                word = place + 1
            } else if scalar.isMark, !Self.nameMarks.contains(scalar) {
                return nil
            }
        }
        return nil
    }

    /// Marks that stand in names: `Jean-Luc O'Neil (Acme), M.D.`
    private static let nameMarks: Set<Unicode.Scalar> = [".", "-", "'", "\u{2019}", "(", ")", "&", "_", "\u{B7}"]

    private static let particles: Set<String> = [
        "van", "von", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "den", "der", "ten", "ter", "el",
        "al", "bin", "ibn", "bint", "y", "e", "zu", "zur", "of", "af", "av", "and",
    ]

    private func isNamePart(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        let first = scalars[start] == "(" && start + 1 < end ? scalars[start + 1] : scalars[start]
        if first.isSmall { return Self.particles.contains(text(start, end)) }
        return first.properties.isAlphabetic || scalars[start..<end].allSatisfy { ("0"..."9").contains($0) }
    }

    /// Where the colon of `NAME:` stands: up to four words of capitals, 30 characters, two letters at least.
    private func capitalsEnd() -> Int? {
        guard scalars[index].isCapital else { return nil }
        var letters = 0
        var spaces = 0
        var place = index
        while place < scalars.count, place - index <= 30 {
            let scalar = scalars[place]
            if scalar == ":" {
                let follows = place + 1 < scalars.count ? scalars[place + 1] : " "
                return letters >= 2 && follows.isBlank ? place : nil
            }
            switch scalar {
            case " ": spaces += 1
            case ".", "-", "'", "\u{2019}", "#", "&", "0"..."9": break
            default:
                guard scalar.isCapital else { return nil }
                letters += 1
            }
            if spaces > 3 { return nil }
            place += 1
        }
        return nil
    }
}
