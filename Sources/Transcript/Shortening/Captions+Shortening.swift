extension Captions {
    /// The captions of a video from which stretches of time were taken out: seconds of the captions' clock, in order, none
    /// overlapping another.
    ///
    /// Each time, those of words in the text too, is earlier by what was taken out before it, to the millisecond. A word with a time
    /// of its own whose middle is in such a stretch goes, as a filler that was cut out does, and a cue without any other word goes
    /// with it; so does one of which less than a millisecond is left. Words whose times are only estimated stay.
    public func shortened(by cuts: [Range<Double>]) -> Captions {
        guard !cuts.isEmpty else { return self }
        var short = self
        let clock = ShortenedClock(cuts)
        short.cues = cues.compactMap { $0.shortened(by: clock) }
        return short
    }
}

extension Cue {
    fileprivate func shortened(by clock: ShortenedClock) -> Cue? {
        var short = self
        (short.start, short.end) = (clock.time(start), clock.time(end))
        // The margin takes in what subtracting times loses.
        guard short.end - short.start >= 0.001 - 1e-6 else { return nil }
        let tree = CueText(parsing: text)
        let atoms = timedAtoms(tree)
        let gone = goneAtoms(atoms, clock)
        let hasStamps = tree.nodes.contains { if case .timestamp = $0.content { true } else { false } }
        guard !gone.isEmpty || hasStamps else { return short }
        guard let texts = Self.texts(of: atoms, without: gone) else { return nil }
        var nodes: [CueTextNode] = []
        var latest = short.start
        var atom = 0
        for (index, var node) in tree.nodes.enumerated() {
            switch node.content {
            case .timestamp(let time):
                let moved = clock.time(time)
                // A time says something only where it is later than the one before.
                guard moved > latest, moved < short.end else { continue }
                latest = moved
                node.content = .timestamp(moved)
            case .text:
                var text = ""
                while atom < atoms.count, atoms[atom].node == index {
                    text += texts[atom]
                    atom += 1
                }
                if text.isEmpty { continue }
                node.content = .text(text)
            case .element: break
            }
            nodes.append(node)
        }
        short.text = Self.stripped(CueText(nodes: CueText.withoutEmpty(nodes)).webVTT)
        return short
    }

    /// The atoms of words with times of their own that are gone.
    private func goneAtoms(_ atoms: [Atom], _ clock: ShortenedClock) -> Set<Int> {
        let hasStamps = atoms.last.map { $0.stamps > 0 } ?? false
        var gone: Set<Int> = []
        var first = 0
        while first < atoms.count {
            var stop = first + 1
            while stop < atoms.count, atoms[stop].stamps == atoms[first].stamps { stop += 1 }
            let word = atoms[first..<stop].map(\.text).joined()
            let isOne = !Array(word.utf8)[...].trimmed.text.unicodeScalars.contains(where: \.isBlank)
            let isShort = stop - first <= Captions.mostOfWord && end - start > 0
            let seconds = atoms[stop - 1].end - atoms[first].start
            let isAlone = first == 0 && stop == atoms.count
            let middle = (atoms[first].start + atoms[stop - 1].end) / 2
            if isOne, isShort, seconds <= Captions.longestWord, isAlone || hasStamps, clock.isGone(middle) {
                gone.formUnion(first..<stop)
            }
            first = stop
        }
        return gone
    }

    /// The texts of the atoms, those that go empty; nil where none is left. The line break, the capital and the full stop of one
    /// that goes stay with its neighbours.
    private static func texts(of atoms: [Atom], without gone: Set<Int>) -> [String]? {
        var texts = atoms.map(\.text)
        var before: Int?
        var beginsSentence = false
        for index in atoms.indices {
            guard gone.contains(index) else {
                if texts[index].unicodeScalars.allSatisfy(\.isBlank) { continue }
                if beginsSentence { texts[index] = capitalised(texts[index]) }
                (before, beginsSentence) = (index, false)
                continue
            }
            let text = texts[index]
            texts[index] = ""
            let word = text.unicodeScalars.filter { !$0.isBlank }
            if word.first?.isCapital == true {
                beginsSentence = before.map { SentenceEnds.looksLast(texts[$0]) } ?? true
            }
            guard let previous = before else { continue }
            let endsSentence = word.last == "." && word.dropLast().last != "."
            texts[previous] = joined(texts[previous], stop: endsSentence, line: text.utf8.contains(0x0A))
        }
        return before == nil ? nil : texts
    }

    /// A word with the full stop and the line break that the next one had.
    private static func joined(_ text: String, stop: Bool, line: Bool) -> String {
        var scalars = Array(text.unicodeScalars)
        var blanks: [Unicode.Scalar] = []
        while let last = scalars.last, last.isBlank { blanks.insert(scalars.removeLast(), at: 0) }
        if stop, let last = scalars.last {
            if last == "," { scalars[scalars.count - 1] = "." } else if !last.isMark { scalars.append(".") }
        }
        if line { blanks = ["\n"] }
        return String(String.UnicodeScalarView(scalars + blanks))
    }

    private static func capitalised(_ text: String) -> String {
        guard let place = text.unicodeScalars.firstIndex(where: { !$0.isMark && !$0.isBlank }) else { return text }
        guard text.unicodeScalars[place].isSmall else { return text }
        let after = text.unicodeScalars.index(after: place)
        return text[..<place] + text[place..<after].uppercased() + text[after...]
    }
}
