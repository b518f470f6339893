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
        guard let end = capitalsEnd() else { return false }
        let name = Self.spaced(text(index, end))
        if beginsTurn {
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
