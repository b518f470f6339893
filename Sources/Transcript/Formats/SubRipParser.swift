/// Reads SubRip as it is found: indices may lack or be out of order, blank lines may lack or stand inside a text,
/// decimals follow a comma or a point. A cue's text is all that stands between its times and the next ones.
struct SubRipParser {
    private var reader: LineReader
    private var cues: [Cue] = []
    private var problems: [Captions.Problem] = []
    private var pending: (start: Double, end: Double, id: String, settings: CueSettings)?
    /// The lines since the last times, blank ones too.
    private var lines: [(number: Int, bytes: Bytes)] = []
    private var firstArrow: Int?
    /// Whether the text of each cue begins with a space, as whisper.cpp writes words.
    private(set) var spaced: [Bool] = []

    /// Takes UTF-8 text without a byte order mark.
    init(_ bytes: [UInt8]) {
        reader = LineReader(bytes)
    }

    /// The cues and what was passed over; throws where there is no cue.
    mutating func captions() throws(CaptionError) -> Captions {
        var firstText: Int?
        while !reader.isAtEnd {
            let number = reader.number
            let line = reader.next()
            if let times = Self.cueTimes(line) {
                let index = takeIndex()
                finish()
                pending = (times.start, times.end, index, times.settings)
            } else {
                if line.arrow != nil {
                    firstArrow = firstArrow ?? number
                    let head = String(line.trimmed.text.unicodeScalars.prefix(60))
                    if line.trimmed.first?.isDigit == true {
                        problems.append(Captions.Problem(line: number, text: "not a time range: " + head))
                    }
                }
                if firstText == nil, !line.trimmed.isEmpty { firstText = number }
                lines.append((number, line))
            }
        }
        finish()
        if cues.isEmpty {
            if let firstArrow { throw .noTimes(line: firstArrow) }
            throw .notCaptions(line: firstText ?? 1)
        }
        return Captions(format: .subRip, cues: cues, problems: problems)
    }

    /// `time --> time rest`; the arrow may be `->`. Settings after the times are taken where they are WebVTT's.
    private static func cueTimes(_ line: Bytes) -> (start: Double, end: Double, settings: CueSettings)? {
        guard let (start, end, rest) = times(line) else { return nil }
        return (start, end, CueSettings(parsing: rest, regions: []))
    }

    /// The times of a cue and what follows them.
    static func times(_ line: Bytes) -> (start: Double, end: Double, rest: Bytes)? {
        var rest = line
        rest.skipSpaces()
        guard rest.first?.isDigit == true, let start = ClockTime.takeSubRip(&rest) else { return nil }
        rest.skipSpaces()
        guard rest.take(0x2D) else { return nil }
        while rest.take(0x2D) {}
        guard rest.take(0x3E) else { return nil }
        rest.skipSpaces()
        guard let end = ClockTime.takeSubRip(&rest), rest.first.map(\.isSpace) ?? true else { return nil }
        return (start, end, rest)
    }

    /// Takes the number before the times off the collected lines. Without a blank line before it, it may be text:
    /// then it is the index only where the cue before has one.
    private mutating func takeIndex() -> String {
        guard let last = lines.last else { return "" }
        let digits = last.bytes.trimmed
        guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy(\.isDigit) else { return "" }
        let before = lines.dropLast().last?.bytes.trimmed ?? []
        guard before.isEmpty || pending?.id.isEmpty == false else { return "" }
        // The first line of a text that is a number alone is text, where an index would be out of order.
        if lines.count == 1, let pending, let old = Int(pending.id), Int(digits.text) != old + 1 { return "" }
        lines.removeLast()
        return digits.text
    }

    private mutating func finish() {
        defer { lines.removeAll(keepingCapacity: true) }
        guard let pending else {
            if let stray = lines.first(where: { !$0.bytes.trimmed.isEmpty && !$0.bytes.starts(with: "WEBVTT") }) {
                let head = String(stray.bytes.text.unicodeScalars.prefix(60))
                problems.append(Captions.Problem(line: stray.number, text: "text before the first times: " + head))
            }
            return
        }
        // A line may be white space or become empty with its tags; none may stand in a WebVTT payload.
        let payload = lines.map { SubRipText.webVTT($0.bytes.trimmed) }
        let text = payload.filter { !$0.isEmpty }.joined(separator: "\n")
        spaced.append(lines.first { !$0.bytes.trimmed.isEmpty }?.bytes.first == 0x20)
        cues.append(Cue(id: pending.id, start: pending.start, end: pending.end, text: text, settings: pending.settings))
    }
}
