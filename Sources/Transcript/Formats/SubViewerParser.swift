/// YouTube's SBV: a line of two times with a comma between, then the text up to a blank line; `[br]` is a line end.
enum SubViewerParser {
    /// Takes UTF-8 text without a byte order mark; throws where there is no cue.
    static func captions(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        var captions = Captions(format: .subViewer)
        var reader = LineReader(bytes)
        var lines: [String] = []
        var times: (start: Double, end: Double)?
        func finish() {
            if let times {
                let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
                captions.cues.append(Cue(start: times.start, end: times.end, text: text))
            }
            lines.removeAll(keepingCapacity: true)
        }
        while !reader.isAtEnd {
            let number = reader.number
            let line = reader.next().trimmed
            if let next = Self.times(line) {
                finish()
                times = next
            } else if times != nil {
                lines.append(SubRipText.webVTT(line).replacing("[br]", with: "\n"))
            } else if !line.isEmpty {
                captions.problems.append(Captions.Problem(line: number, text: "text before the first times"))
            }
        }
        finish()
        if captions.cues.isEmpty { throw .notCaptions(line: captions.problems.first?.line ?? 1) }
        return captions
    }

    /// `time,time` and nothing else.
    static func times(_ line: Bytes) -> (start: Double, end: Double)? {
        var rest = line
        guard let start = time(&rest), rest.take(0x2C) else { return nil }
        rest.skipSpaces()
        guard let end = time(&rest), rest.isEmpty else { return nil }
        return (start, end)
    }

    /// `H:MM:SS.mmm`; the comma is the mark between times, so the decimals follow a point.
    private static func time(_ rest: inout Bytes) -> Double? {
        var total = 0
        for part in 0..<3 {
            guard let digits = rest.takeDigits(), part == 0 || (digits.count <= 2 && digits.value < 60) else {
                return nil
            }
            total = total * 60 + digits.value
            guard rest.take(part < 2 ? 0x3A : 0x2E) else { return nil }
        }
        guard let fraction = rest.takeDigits(), fraction.count <= 3 else { return nil }
        let unit = [0, 100, 10, 1][fraction.count]
        return Double(total * 1000 + fraction.value * unit) / 1000
    }
}
