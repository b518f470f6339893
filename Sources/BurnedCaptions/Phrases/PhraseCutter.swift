/// Parts pieces into phrases of at most two lines: at ends of sentences and clauses and at pauses, so that none is too
/// long, too short or lonely. It finds the cheapest way of all (as paragraphs are set in type), not the first that
/// fits.
struct PhraseCutter {
    /// What is shown at once: its pieces, and the one that begins the second line.
    struct Cut: Equatable {
        var pieces: Range<Int>
        var second: Int?
    }

    let pieces: [Piece]
    /// The most characters and ems of a line.
    let lineCharacters: Int
    let lineEms: Double

    /// Characters and ems of all pieces before each, with the blanks before them.
    private let charactersBefore: [Double]
    private let emsBefore: [Double]

    /// The width of a blank in ems.
    static let blank = 0.28
    /// A pause that no phrase spans, in seconds.
    private static let longPause = 0.8
    /// A pause that is heard.
    private static let pause = 0.3
    /// The shortest and longest times, in seconds, for which a phrase is comfortably shown.
    private static let (shortest, longest) = (0.8, 5.0)
    /// No phrase has more pieces, whatever their size.
    private static let most = 96

    init(pieces: [Piece], lineCharacters: Int, lineEms: Double) {
        self.pieces = pieces
        self.lineCharacters = lineCharacters
        self.lineEms = lineEms
        var (characters, ems) = ([0.0], [0.0])
        for (index, piece) in pieces.enumerated() {
            characters.append(characters[index] + piece.characters + (piece.spaceBefore ? 1 : 0))
            ems.append(ems[index] + piece.ems + (piece.spaceBefore ? Self.blank : 0))
        }
        (charactersBefore, emsBefore) = (characters, ems)
    }

    /// The phrases in order; each piece is in one.
    func cuts() -> [Cut] {
        var cuts: [Cut] = []
        var start = 0
        for index in pieces.indices where index + 1 == pieces.count || isApart(index, index + 1) {
            cuts += best(of: start..<(index + 1))
            start = index + 1
        }
        return cuts
    }

    private func isApart(_ index: Int, _ next: Int) -> Bool {
        pieces[next].start - pieces[index].end >= Self.longPause || pieces[next].turn != pieces[index].turn
    }

    private func best(of range: Range<Int>) -> [Cut] {
        var best: [(cost: Double, cut: Cut)] = []
        for end in (range.lowerBound + 1)...range.upperBound {
            var found: (cost: Double, cut: Cut)?
            var begin = end - 1
            while begin >= range.lowerBound, end - begin <= Self.most {
                guard let layout = layout(begin..<end) else { break }
                let before = begin == range.lowerBound ? 0 : best[begin - 1 - range.lowerBound].cost
                let cost = before + layout.cost + self.cost(begin..<end, in: range)
                if cost < found?.cost ?? .infinity { found = (cost, Cut(pieces: begin..<end, second: layout.second)) }
                begin -= 1
            }
            best.append(found ?? (0, Cut(pieces: (end - 1)..<end, second: nil)))
        }
        var cuts: [Cut] = []
        var end = range.upperBound
        while end > range.lowerBound {
            let cut = best[end - 1 - range.lowerBound].cut
            cuts.append(cut)
            end = cut.pieces.lowerBound
        }
        return cuts.reversed()
    }

    // MARK: Lines

    /// The best place of a line break, and what the lines cost; nil where two lines do not hold the pieces.
    private func layout(_ range: Range<Int>) -> (second: Int?, cost: Double)? {
        if fits(range) { return (nil, 0) }
        var best: (second: Int?, cost: Double)?
        var index = range.lowerBound + 1
        while index < range.upperBound, fits(range.lowerBound..<index) {
            if fits(index..<range.upperBound) {
                let cost = costOfLines(range.lowerBound..<index, index..<range.upperBound)
                if cost < best?.cost ?? .infinity { best = (index, cost) }
            }
            index += 1
        }
        return best
    }

    private func costOfLines(_ first: Range<Int>, _ second: Range<Int>) -> Double {
        let (one, two) = (width(first), width(second))
        var cost = 2 * abs(one - two) / max(one, two) + pieces[second.lowerBound].penalty
        switch pieces[second.lowerBound - 1].ending {
        case .sentence: cost -= 1.5
        case .clause: cost -= 1.5
        case .none: cost += costOfParting(second.lowerBound - 1)
        }
        if second.count == 1, pieces[second.lowerBound].characters <= 4 { cost += 2 }
        if first.count == 1, pieces[first.lowerBound].characters <= 4, pieces[first.lowerBound].ending == .none {
            cost += 1.5
        }
        return cost
    }

    /// One piece fits always: it is drawn smaller.
    private func fits(_ range: Range<Int>) -> Bool {
        range.count == 1 || (characters(range) <= Double(lineCharacters) && width(range) <= lineEms)
    }

    private func characters(_ range: Range<Int>) -> Double {
        charactersBefore[range.upperBound] - charactersBefore[range.lowerBound]
            - (pieces[range.lowerBound].spaceBefore ? 1 : 0)
    }

    /// In ems.
    private func width(_ range: Range<Int>) -> Double {
        emsBefore[range.upperBound] - emsBefore[range.lowerBound]
            - (pieces[range.lowerBound].spaceBefore ? Self.blank : 0)
    }

    // MARK: Phrases

    private func cost(_ range: Range<Int>, in block: Range<Int>) -> Double {
        let last = range.upperBound - 1
        let characters = characters(range)
        var cost = 2.0
        if range.upperBound < block.upperBound { cost += costOfEnd(last) }
        var sentence = 0.0
        var isWhole = range.lowerBound == block.lowerBound || pieces[range.lowerBound - 1].ending == .sentence
        for index in range where index < last {
            sentence += pieces[index].characters
            if pieces[index].ending == .sentence {
                // "No. Yes." may stand together, the end of a sentence and the beginning of another should not.
                cost += isWhole && sentence < 7 ? 1.5 : 5
                isWhole = true
                sentence = 0
            }
            cost += 10 * max(0, pieces[index + 1].start - pieces[index].end - Self.pause)
        }
        let next = range.upperBound < pieces.count ? pieces[range.upperBound].start : .infinity
        // With a pause after it, it can be shown for longer.
        let shown = max(pieces[last].end, min(next, pieces[range.lowerBound].start + Self.shortest))
        let seconds = shown - pieces[range.lowerBound].start
        cost += 8 * max(0, Self.shortest - seconds)
        if range.count > 1 { cost += 1.5 * max(0, seconds - Self.longest) }
        cost += 0.4 * max(0, 12 - characters)
        if range.count == 1, characters <= 4, block.count > 1 { cost += 4 }
        return cost
    }

    /// What it costs to end a phrase after a piece that is not the last of its block.
    private func costOfEnd(_ index: Int) -> Double {
        if pieces[index].ending == .sentence { return 0 }
        let gap = pieces[index + 1].start - pieces[index].end
        if pieces[index].ending == .clause || gap >= Self.pause { return 1.5 }
        return 4 + 2 * pieces[index + 1].penalty + costOfParting(index)
    }

    /// How badly a piece is parted from the next where no punctuation is.
    private func costOfParting(_ index: Int) -> Double {
        guard pieces[index + 1].spaceBefore else { return 0 }
        return FunctionWords.leaning(pieces[index].text)
            - (FunctionWords.beginsClause(pieces[index + 1].text) ? 2 : 0)
    }
}
