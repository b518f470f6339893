/// The WebVTT file parser (W3C WebVTT, section 6.1), with notes of what it passed over.
struct WebVTTParser {
    private var reader: LineReader
    private var regionNames: Set<String> = []
    private var seenCue = false
    private(set) var captions = Captions(format: .webVTT)
    /// The text of an `X-TIMESTAMP-MAP` line of the header (RFC 8216, section 3.5).
    private(set) var timestampMap: String?

    /// Parses UTF-8 text that holds no NUL and no byte order mark; throws where it lacks the signature.
    init(_ bytes: [UInt8]) throws(CaptionError) {
        reader = LineReader(bytes)
        let first = reader.next()
        guard Self.isSignature(first) else {
            throw .noSignature(firstLine: String(first.text.unicodeScalars.prefix(40)))
        }
        let start = reader.mark
        if !reader.isAtEnd, !reader.next().isEmpty {
            reader.rewind(to: start)
            collectHeader()
        }
        reader.skipEmptyLines()
        while !reader.isAtEnd {
            collectBlock()
            reader.skipEmptyLines()
        }
    }

    /// Whether a line begins a WebVTT file.
    static func isSignature(_ line: Bytes) -> Bool {
        guard line.starts(with: "WEBVTT") else { return false }
        return line.count == 6 || line[line.startIndex + 6] == 0x20 || line[line.startIndex + 6] == 0x09
    }

    private mutating func collectHeader() {
        while !reader.isAtEnd {
            let here = reader.mark
            let line = reader.next()
            if line.arrow != nil {
                reader.rewind(to: here)
                return
            }
            if line.isEmpty { return }
            if line.starts(with: "Language:") {
                captions.language = LanguageTag.normalized(line.dropFirst(9).trimmed.text)
            } else if line.starts(with: "X-TIMESTAMP-MAP=") {
                timestampMap = line.dropFirst(16).text
            }
        }
    }

    /// One block: a cue, a style sheet, a region or a comment ("collect a WebVTT block").
    private mutating func collectBlock() {
        enum Kind { case plain, cue, style, region }
        let firstNumber = reader.number
        var lineCount = 0
        var buffer: [Bytes] = []
        var kind = Kind.plain
        var seenArrow = false
        var cue = Cue(start: 0, end: 0, text: "")
        var previous = reader.mark
        loop: while !reader.isAtEnd {
            let number = reader.number
            let line = reader.next()
            lineCount += 1
            if line.arrow != nil {
                guard lineCount == 1 || (lineCount == 2 && !seenArrow) else {
                    reader.rewind(to: previous)
                    break loop
                }
                seenArrow = true
                if let timed = timedCue(line) {
                    cue = timed
                    cue.id = buffer.first?.text ?? ""
                    buffer = []
                    kind = .cue
                    seenCue = true
                } else {
                    note(number, "not a time range: ", line)
                }
            } else if line.isEmpty {
                break loop
            } else {
                if lineCount == 2, !seenCue, let first = buffer.first {
                    if Self.isKeyword(first, "STYLE") {
                        kind = .style
                        buffer = []
                    } else if Self.isKeyword(first, "REGION") {
                        kind = .region
                        buffer = []
                    }
                }
                buffer.append(line)
            }
            previous = reader.mark
        }
        switch kind {
        case .cue:
            cue.text = joined(buffer)
            captions.cues.append(cue)
        case .style:
            captions.stylesheets.append(joined(buffer))
        case .region:
            let region = Region(parsing: span(buffer))
            if !region.id.isEmpty { regionNames.insert(region.id) }
            captions.regions.append(region)
        case .plain:
            guard !seenArrow, let first = buffer.first, !first.starts(with: "NOTE") else { return }
            note(firstNumber, "a block without times: ", first)
        }
    }

    private func timedCue(_ line: Bytes) -> Cue? {
        guard let (start, end, rest) = Self.times(line) else { return nil }
        return Cue(start: start, end: end, text: "", settings: CueSettings(parsing: rest, regions: regionNames))
    }

    /// The times of a cue and what follows them.
    static func times(_ line: Bytes) -> (start: Double, end: Double, rest: Bytes)? {
        var rest = line
        rest.skipSpaces()
        guard let start = ClockTime.takeWebVTT(&rest) else { return nil }
        rest.skipSpaces()
        guard rest.starts(with: "-->") else { return nil }
        rest.removeFirst(3)
        rest.skipSpaces()
        guard let end = ClockTime.takeWebVTT(&rest) else { return nil }
        return (start, end, rest)
    }

    private mutating func note(_ number: Int, _ text: String, _ line: Bytes) {
        captions.problems.append(Captions.Problem(line: number, text: text + line.text.unicodeScalars.prefix(60)))
    }

    private static func isKeyword(_ line: Bytes, _ keyword: StaticString) -> Bool {
        line.starts(with: keyword) && line.dropFirst(keyword.utf8CodeUnitCount).allSatisfy(\.isSpace)
    }

    private func joined(_ lines: [Bytes]) -> String {
        switch lines.count {
        case 0: ""
        case 1: lines[0].text
        default: lines.map(\.text).joined(separator: "\n")
        }
    }

    /// The lines and what stands between them, which is line ends only.
    private func span(_ lines: [Bytes]) -> Bytes {
        guard let first = lines.first, let last = lines.last else { return [] }
        return reader.bytes[first.startIndex..<last.endIndex]
    }
}

private func + (left: String, right: Substring.UnicodeScalarView) -> String { left + String(right) }
