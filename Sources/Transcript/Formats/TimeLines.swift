/// Makes the time lines of SubRip and WebVTT files readable that are plainly meant as such: other arrows, full-width
/// digits and colons, invisible marks, times below zero, a missing end. One that cannot be read goes with its text,
/// which would be spoken as a part of the cue before.
struct TimeLines {
    /// The text, as it was given where nothing was to be done; the lines keep their numbers.
    private(set) var bytes: [UInt8]
    /// How many lines were mended, and the first of them.
    private(set) var mended = 0
    private(set) var firstMended = 0
    /// The lines that went with their text.
    private(set) var dropped: [Captions.Problem] = []

    private let isWebVTT: Bool
    private var out: [UInt8] = []
    private var isChanged = false
    /// Whether the text of a cue that went is being passed over.
    private var isSkipping = false
    /// Where the last line in `out` that is not empty begins, where it may be the number of the next cue.
    private var number: Int?
    /// Where the latest cue ends, in file order.
    private var latest = 0.0

    init(_ bytes: [UInt8], isWebVTT: Bool) {
        self.bytes = bytes
        self.isWebVTT = isWebVTT
        var reader = LineReader(bytes)
        while !reader.isAtEnd { take(&reader) }
        if isChanged { self.bytes = out }
        out = []
    }

    private mutating func take(_ reader: inout LineReader) {
        let lineNumber = reader.number
        let start = reader.position
        let line = reader.next()
        let head = line.trimmedStart
        guard let first = head.first, first.isDigit || first >= 0x80 || first == 0x2D || first == 0x2B else {
            keep(line, isNumber: false)
            return
        }
        if first.isDigit, let end = plainEnd(line) {
            latest = end
            isSkipping = false
            keep(line, isNumber: false)
            return
        }
        switch TimeLine(head) {
        case .none:
            let isNumber = head.trimmed.allSatisfy(\.isDigit)
            if isNumber, isSkipping, isTimed(reader) { isSkipping = false }
            keep(line, isNumber: isNumber)
        case .number(let digits):
            change(before: start)
            if isTimed(reader) { isSkipping = false }
            keep(digits, isNumber: true)
        case .times(let from, let to, let rest):
            change(before: start)
            if to <= 0 {
                drop(lineNumber, line, "a cue before the video begins: ")
                return
            }
            // What begins before zero is shown at once, but not before the cues that stand before it.
            let begin = from < 0 ? (latest < to ? latest : 0) : from
            latest = max(begin, to)
            isSkipping = false
            if mended == 0 { firstMended = lineNumber }
            mended += 1
            let text = ClockTime.text(begin) + " --> " + ClockTime.text(to) + (rest.isEmpty ? "" : " ")
            keep(Array(text.utf8)[...] + rest, isNumber: false)
        case .unreadable:
            change(before: start)
            drop(lineNumber, line, "not a time range, so its text is left out: ")
        }
    }

    /// Where the cue of a line ends that the parsers read as it stands.
    private func plainEnd(_ line: Bytes) -> Double? {
        if !isWebVTT { return SubRipParser.times(line)?.end }
        guard line.arrow != nil else { return nil }
        return WebVTTParser.times(line)?.end
    }

    /// Whether the next line is one of times.
    private func isTimed(_ reader: LineReader) -> Bool {
        var reader = reader
        let line = reader.next()
        if plainEnd(line) != nil { return true }
        if case .times(_, let to, _) = TimeLine(line.trimmedStart), to > 0 { return true }
        return false
    }

    /// From here on the text is another than the one given.
    private mutating func change(before start: Int) {
        guard !isChanged else { return }
        isChanged = true
        out.reserveCapacity(bytes.count + bytes.count / 8)
        out += bytes[..<start]
        // The number of the cue, where the line before is one.
        var begin = start
        while begin > 0, bytes[begin - 1].isSpace { begin -= 1 }
        let end = begin
        while begin > 0, bytes[begin - 1].isDigit { begin -= 1 }
        let isLine = begin < end && (begin == 0 || bytes[begin - 1] == 0x0A || bytes[begin - 1] == 0x0D)
        number = isLine ? begin : nil
    }

    private mutating func keep(_ line: Bytes, isNumber: Bool) {
        guard isChanged else { return }
        if !isSkipping {
            if !line.isEmpty { number = isNumber ? out.count : nil }
            out += line
        }
        out.append(0x0A)
    }

    private mutating func drop(_ lineNumber: Int, _ line: Bytes, _ text: String) {
        dropped.append(Captions.Problem(line: lineNumber, text: text + String(line.text.unicodeScalars.prefix(60))))
        if let number, !isSkipping {
            for place in number..<out.count where out[place].isDigit { out[place] = 0x20 }
        }
        number = nil
        isSkipping = true
        out.append(0x0A)
    }
}
