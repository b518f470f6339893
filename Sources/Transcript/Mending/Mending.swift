/// Mends cues as other programs write them, so that each word is there once, at its time and without what is not said.
struct Mending {
    var cues: [Cue]
    /// What was done, counted.
    private(set) var notes: [String] = []
    /// The cues that stay, by their places in the file.
    var isKept: [Bool]
    /// The places of the cues in order of time.
    private(set) var order: [Int]
    /// The texts of the cues on one line, without tags.
    private(set) var lines: [String]

    /// `spaced` says for each cue whether its text begins with a space in the file; empty where that says nothing.
    init(_ cues: [Cue], spaced: [Bool]) {
        self.cues = cues
        isKept = [Bool](repeating: true, count: cues.count)
        order = Array(cues.indices)
        lines = []
        cleanMarkup()
        tell(
            WordPieces.join(&self.cues, &isKept, spaced: spaced),
            "1 piece of a word is joined",
            "pieces of words are joined"
        )
        if zip(cues, cues.dropFirst()).contains(where: { $0.start > $1.start }) {
            order.sort { (cues[$0].start, $0) < (cues[$1].start, $1) }
        }
        order = order.filter { isKept[$0] }
        giveLengths()
        lines = self.cues.map { cue in
            cue.text.utf8.allSatisfy { $0 != 0x3C && $0 != 0x26 && $0 != 0x0A && $0 < 0x80 }
                ? cue.text : CueText(parsing: cue.text).line
        }
        dropDuplicates()
        let merged = RepeatedCues.merge(&self)
        tell(
            merged,
            "1 cue that only showed the same words again is merged",
            "cues that only showed the same words again are merged"
        )
        removeFonts()
        let rolled = RollingCaptions.shorten(&self)
        tell(
            rolled,
            "1 cue repeated the words before it; they are there once",
            "cues repeated the words before them; they are there once"
        )
    }

    /// The cues that are left, in file order.
    var result: [Cue] { isKept.contains(false) ? zip(cues, isKept).filter(\.1).map(\.0) : cues }

    private mutating func tell(_ count: Int, _ one: String, _ many: String) {
        if count > 0 { notes.append(count == 1 ? one : "\(count) \(many)") }
    }

    // MARK: - One cue at a time

    private mutating func cleanMarkup() {
        for index in cues.indices {
            if let first = cues[index].text.utf8.first, first.isSpace {
                cues[index].text = CueMarkup.tidy(cues[index].text)
            }
            let markup = CueMarkup(cues[index].text, settings: cues[index].settings)
            guard markup.isChanged else { continue }
            if markup.text.isEmpty, !cues[index].text.isEmpty { isKept[index] = false }
            cues[index].text = markup.text
            cues[index].settings = markup.settings
        }
    }

    private mutating func removeFonts() {
        for index in cues.indices where isKept[index] && cues[index].text.contains(CueMarkup.font) {
            cues[index].text = CueMarkup.tidy(CueText(parsing: cues[index].text).without(class: CueMarkup.font).webVTT)
        }
    }

    /// A cue that does not last is shown as long as its words take to say, up to the next one.
    private mutating func giveLengths() {
        var count = 0
        var next: Cue?
        for index in order.reversed() where !cues[index].text.isEmpty {
            defer { next = cues[index] }
            guard cues[index].end <= cues[index].start else { continue }
            count += 1
            let start = cues[index].start
            let longest = start + 0.25 + 0.09 * Double(min(cues[index].text.utf8.count, 500))
            if let next, next.start <= start {
                cues[index].end = max(next.end, start + 0.001)
            } else {
                cues[index].end = min(longest, next?.start ?? longest)
            }
            cues[index].end = max(ClockTime.rounded(cues[index].end), start + 0.001)
        }
        tell(count, "1 cue without a length has one now", "cues without a length have one now")
    }

    // MARK: - Cues beside others

    private mutating func dropDuplicates() {
        var count = 0
        var place = 0
        while place < order.count {
            var stop = place + 1
            while stop < order.count, cues[order[stop]].start == cues[order[place]].start { stop += 1 }
            if stop - place > 1 {
                var seen: Set<[String]> = []
                for index in order[place..<stop] where !lines[index].isEmpty {
                    let isNew = seen.insert([ClockTime.text(cues[index].end), lines[index]]).inserted
                    if !isNew {
                        isKept[index] = false
                        count += 1
                    }
                }
            }
            place = stop
        }
        order = order.filter { isKept[$0] }
        tell(count, "1 cue that was there twice is left out", "cues that were there twice are left out")
    }
}
