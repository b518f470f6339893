/// LRC: one or more times `[mm:ss.xx]` before each line, `<mm:ss.xx>` before words where the file is an enhanced one.
enum LyricsParser {
    /// A line without a time of its end is shown until the next one, no longer than this, in seconds.
    private static let longest = 10.0

    /// Takes UTF-8 text without a byte order mark; throws where there is no cue.
    static func captions(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        var captions = Captions(format: .lyrics)
        var reader = LineReader(bytes)
        var offset = 0.0
        var firstText: Int?
        while !reader.isAtEnd {
            let number = reader.number
            var rest = reader.next().trimmed
            var starts: [Double] = []
            while let (start, next) = time(rest) {
                starts.append(start)
                rest = rest[next...].trimmedStart
            }
            if starts.isEmpty {
                if let tag = tag(rest) {
                    if tag.name == "offset" { offset = (Double(tag.value) ?? 0) / 1000 }
                    if tag.name == "la" { captions.language = LanguageTag.normalized(tag.value) }
                } else if !rest.isEmpty {
                    firstText = firstText ?? number
                    captions.problems.append(Captions.Problem(line: number, text: "a line without a time"))
                }
                continue
            }
            let text = payload(rest)
            for start in starts { captions.cues.append(Cue(start: start, end: start, text: text)) }
        }
        if captions.cues.isEmpty { throw .notCaptions(line: firstText ?? 1) }
        captions.cues = timed(captions.cues, offset: offset)
        return captions
    }

    /// The cues in order of time, each up to the next; those without text only end the one before. A positive
    /// `offset` shows the lines earlier.
    private static func timed(_ cues: [Cue], offset: Double) -> [Cue] {
        let order = cues.indices.sorted { (cues[$0].start, $0) < (cues[$1].start, $1) }
        var nexts = [Double](repeating: .infinity, count: order.count)
        for place in order.indices.dropLast().reversed() {
            let next = cues[order[place + 1]].start
            nexts[place] = next > cues[order[place]].start ? next : nexts[place + 1]
        }
        var timed: [Cue] = []
        for (index, next) in zip(order, nexts) where !cues[index].text.isEmpty {
            var cue = cues[index]
            cue.end = max(0, min(next, cue.start + longest) - offset)
            cue.start = max(0, cue.start - offset)
            (cue.start, cue.end) = (ClockTime.rounded(cue.start), ClockTime.rounded(cue.end))
            cue.text = CueText.moved(cue.text, by: -offset, start: cue.start, end: cue.end)
            timed.append(cue)
        }
        return timed
    }

    /// The time in brackets at the front, in seconds, and where the text goes on.
    static func time(_ line: Bytes, open: UInt8 = 0x5B, close: UInt8 = 0x5D) -> (seconds: Double, next: Int)? {
        guard line.first == open else { return nil }
        var rest = line.dropFirst()
        guard let seconds = ClockTime.takeSubRip(&rest), rest.take(close) else { return nil }
        return (seconds, rest.startIndex)
    }

    /// `[name:value]`.
    private static func tag(_ line: Bytes) -> (name: String, value: String)? {
        guard line.first == 0x5B, line.last == 0x5D, let colon = line.firstIndex(of: 0x3A) else { return nil }
        let name = line[(line.startIndex + 1)..<colon].text.lowercased()
        return (name, line[(colon + 1)...].dropLast().trimmed.text)
    }

    /// The text with the times of its words as WebVTT has them.
    private static func payload(_ line: Bytes) -> String {
        var out: [UInt8] = []
        var rest = line
        while let first = rest.first {
            if let (seconds, next) = time(rest, open: 0x3C, close: 0x3E) {
                out += Array("<\(ClockTime.text(seconds))>".utf8)
                rest = rest[next...]
                continue
            }
            switch first {
            case 0x3C: out += Array("&lt;".utf8)
            case 0x3E: out += Array("&gt;".utf8)
            case 0x26: out += Array("&amp;".utf8)
            default: out.append(first)
            }
            rest.removeFirst()
        }
        return Bytes(out).trimmed.text
    }
}
