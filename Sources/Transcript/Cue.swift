/// One timed text of a caption file.
public struct Cue: Sendable, Equatable, Encodable {
    /// The identifier line, or the empty string.
    public var id: String
    /// When the cue appears, in seconds on the video's clock.
    public var start: Double
    /// When it goes away, in seconds; a malformed file may put it before `start`.
    public var end: Double
    /// The payload as written (tags and entities unresolved), its lines joined by a line feed.
    public var text: String
    /// Where and how the cue is drawn.
    public var settings: CueSettings

    /// Makes a cue from its parts.
    public init(
        id: String = "",
        start: Double,
        end: Double,
        text: String,
        settings: CueSettings = CueSettings()
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.text = text
        self.settings = settings
    }
}

extension Cue {
    /// The cue later by some seconds, or earlier where they are below 0, to the millisecond; times inside the text move too.
    public func moved(by seconds: Double) -> Cue {
        var cue = self
        (cue.start, cue.end) = (ClockTime.rounded(start + seconds), ClockTime.rounded(end + seconds))
        cue.text = CueText.moved(text, by: seconds, start: cue.start, end: cue.end)
        return cue
    }
}

extension Cue {
    /// A stretch of text that is not parted: a word and the white space after it.
    private struct Atom {
        var node: Int
        var text: String
        var start = 0.0
        var end = 0.0
        /// Whether a part may begin here.
        var canBegin: Bool
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
            for atom in atoms[first..<stop] {
                while node < atom.node {
                    if case .text = tree.nodes[node].content {} else { writer.write(tree.nodes[node]) }
                    node += 1
                }
                writer.write(CueTextNode(depth: tree.nodes[atom.node].depth, content: .text(atom.text)))
            }
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

    private func timedAtoms(_ tree: CueText) -> [Atom] {
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
                atoms.append(Atom(node: index, text: String(piece), canBegin: afterSpace || unspaced))
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
    private static func stripped(_ payload: String) -> String {
        Array(payload.utf8)[...].trimmed.text
    }
}
