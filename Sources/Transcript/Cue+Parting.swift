extension Cue {
    /// A stretch of text that is not parted: a word and the white space after it.
    struct Atom {
        var node: Int
        var text: String
        var start = 0.0
        var end = 0.0
        /// Whether a part may begin here.
        var canBegin: Bool
        /// The number of timestamps before it.
        var stamps: Int
    }

    /// The cue as several, each of `seconds` at most and of about the same length, parted between words; tags that are
    /// open where one ends are opened again in the next. A single word that lasts longer is shown for that long.
    func parts(atMost seconds: Double) -> [Cue] {
        let tree = CueText(parsing: text)
        let atoms = timedAtoms(tree)
        guard !atoms.isEmpty else {
            var short = self
            short.end = min(end, start + seconds)
            return [short]
        }
        var parts: [Cue] = []
        var writer = CueTextWriter()
        var first = 0
        var node = 0
        while first < atoms.count {
            let stop = Self.stop(atoms, first: first, cueEnd: end, seconds: seconds)
            Self.write(atoms[first..<stop], of: tree, from: &node, with: &writer)
            var part = self
            part.id = first == 0 ? id : ""
            part.start = ClockTime.rounded(atoms[first].start)
            part.end = ClockTime.rounded(stop < atoms.count ? atoms[stop].start : end)
            if part.end - part.start > seconds { part.end = ClockTime.rounded(part.start + seconds) }
            part.text = Self.stripped(writer.finished())
            parts.append(part)
            first = stop
        }
        return parts
    }

    /// The cue with only those of its words that are said from one time to another; nil where none is. It is shown for what is
    /// left of its time. A cue of one word is kept whole.
    ///
    /// Times of words inside a cue are mostly estimates, and captioners leave cues standing after the last word. So where the end
    /// of a sentence is near, the cut is there.
    func words(from: Double, to: Double) -> Cue? {
        let tree = CueText(parsing: text)
        let atoms = timedAtoms(tree)
        guard atoms.count > 1, start < from || end > to else { return self }
        let first = start < from ? Self.cut(atoms, cueEnd: end, at: from) : 0
        let stop = end > to ? Self.cut(atoms, cueEnd: end, at: to) : atoms.count
        guard first < stop else { return nil }
        if first == 0, stop == atoms.count { return self }
        var writer = CueTextWriter()
        var node = 0
        Self.write(atoms[..<first], of: tree, from: &node, with: &writer)
        // What was written goes; the tags that are open go on.
        _ = writer.finished()
        Self.write(atoms[first..<stop], of: tree, from: &node, with: &writer)
        var part = self
        part.start = first == 0 ? start : ClockTime.rounded(atoms[first].start)
        part.end = stop == atoms.count ? end : ClockTime.rounded(atoms[stop].start)
        part.text = Self.stripped(writer.finished())
        return part
    }

    /// An end of a sentence counts as so much nearer to a cut, in seconds.
    private static let sentenceNearer = 0.75

    /// The atom before which to cut, or the number of all for the end: where the time is, or an end of a sentence near it.
    private static func cut(_ atoms: [Atom], cueEnd: Double, at time: Double) -> Int {
        func distance(_ index: Int) -> Double {
            let place = index < atoms.count ? atoms[index].start : cueEnd
            let endsSentence = index == 0 || SentenceEnds.looksLast(atoms[index - 1].text)
            return abs(place - time) - (endsSentence ? sentenceNearer : 0)
        }
        let places = (0...atoms.count).filter { $0 == atoms.count || atoms[$0].canBegin }
        return places.min { distance($0) < distance($1) } ?? 0
    }

    /// Writes some words, with the tags and times between `node` and the last of them.
    private static func write(
        _ atoms: ArraySlice<Atom>,
        of tree: CueText,
        from node: inout Int,
        with writer: inout CueTextWriter
    ) {
        for atom in atoms {
            while node < atom.node {
                if case .text = tree.nodes[node].content {} else { writer.write(tree.nodes[node]) }
                node += 1
            }
            writer.write(CueTextNode(depth: tree.nodes[atom.node].depth, content: .text(atom.text)))
        }
    }

    /// Where the part that begins with `first` stops: at the place nearest to an even share of what is left.
    private static func stop(_ atoms: [Atom], first: Int, cueEnd: Double, seconds: Double) -> Int {
        let start = atoms[first].start
        let left = cueEnd - start
        if left <= seconds { return atoms.count }
        let share = left / (left / seconds).rounded(.up)
        var best: Int?
        var index = first + 1
        while index < atoms.count {
            defer { index += 1 }
            guard atoms[index].canBegin else { continue }
            let length = atoms[index].start - start
            guard let sofar = best else {
                best = index
                if length >= share { break }
                continue
            }
            if length > seconds { break }
            if abs(length - share) <= abs(atoms[sofar].start - start - share) { best = index }
            if length >= share { break }
        }
        return best ?? atoms.count
    }

    /// The words of the cue with their times, and what stands between them.
    func timedAtoms(_ tree: CueText) -> [Atom] {
        var atoms: [Atom] = []
        var raw = RawCue(start: start, end: end)
        var words: [RawWord] = []
        var afterSpace = true
        for (index, node) in tree.nodes.enumerated() {
            if case .timestamp(let time) = node.content { raw.stamps.append(time) }
            guard case .text(let text) = node.content else { continue }
            var piece = String.UnicodeScalarView()
            func flush() {
                guard !piece.isEmpty else { return }
                let unspaced = piece.first.map { $0.isUnspaced && !$0.isTrailingMark } ?? false
                atoms.append(
                    Atom(node: index, text: String(piece), canBegin: afterSpace || unspaced, stamps: raw.stamps.count)
                )
                words.append(RawWord(text: "", spaceBefore: false, weight: piece.count, stamps: raw.stamps.count))
                afterSpace = piece.last?.isBlank ?? afterSpace
                piece = String.UnicodeScalarView()
            }
            for scalar in text.unicodeScalars {
                let startsWord = !scalar.isBlank && piece.last?.isBlank == true
                let startsUnspaced =
                    scalar.isUnspaced && !scalar.isTrailingMark && piece.last.map { !$0.isBlank } == true
                if startsWord || startsUnspaced { flush() }
                piece.append(scalar)
            }
            flush()
        }
        for (index, time) in WordTimes(raw, until: end).times(of: words).enumerated() {
            (atoms[index].start, atoms[index].end) = time
        }
        return atoms
    }

    /// Without white space at the ends, and without it before the tags that end the text.
    static func stripped(_ payload: String) -> String {
        Array(payload.utf8)[...].trimmed.text
    }
}
