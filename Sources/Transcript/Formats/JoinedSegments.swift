/// WebVTT files that were joined one behind the other, as programs do with the segments of a stream (HLS): each begins
/// with its own signature, and times count from its `X-TIMESTAMP-MAP` (RFC 8216, section 3.5).
enum JoinedSegments {
    /// Parses all segments as the specification says, with times from the beginning of the first. Throws where there is
    /// no signature.
    static func captions(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        let starts = starts(bytes)
        var all = Captions(format: .webVTT)
        var clock = Clock()
        var seen: Set<String> = []
        for (index, start) in starts.enumerated() {
            let isLast = index + 1 == starts.count
            let parser = try WebVTTParser(
                starts.count == 1 ? bytes : Array(bytes[start.byte..<(isLast ? bytes.count : starts[index + 1].byte)])
            )
            let line = start.line - 1
            var captions = parser.captions
            let shift = clock.shift(parser.timestampMap)
            if shift != 0 {
                captions.cues = captions.cues.filter { $0.end + shift > 0 }.map { $0.moved(by: shift) }
            }
            all.cues += captions.cues
            all.regions += captions.regions.filter { starts.count == 1 || seen.insert($0.webVTT).inserted }
            all.stylesheets += captions.stylesheets.filter { starts.count == 1 || seen.insert($0).inserted }
            all.language = all.language ?? captions.language
            all.problems += captions.problems.map { Captions.Problem(line: $0.line + line, text: $0.text) }
        }
        if starts.count > 1 { all.notes.append("\(starts.count) segments of a stream are joined") }
        return all
    }

    /// Where files begin: at the front, and at a signature behind a blank line.
    private static func starts(_ bytes: [UInt8]) -> [(byte: Int, line: Int)] {
        var starts = [(byte: 0, line: 1)]
        guard
            bytes[...].firstIndex(of: "\nWEBVTT", from: 0) != nil
                || bytes[...].firstIndex(of: "\rWEBVTT", from: 0) != nil
        else { return starts }
        var reader = LineReader(bytes)
        var isBlank = false
        while !reader.isAtEnd {
            let mark = reader.mark
            let line = reader.next()
            if isBlank, WebVTTParser.isSignature(line) { starts.append((mark.position, mark.number)) }
            isBlank = line.allSatisfy(\.isSpace)
        }
        return starts
    }

    /// Finds how far a segment's times are from the video's.
    private struct Clock {
        /// The stream's time of the video's beginning, in ticks of 90 kHz.
        var base: Int?
        /// How often the 33 bits of the stream's clock have run over, as ticks, and what they were last.
        var wrapped = 0
        var latest = 0
        var shift = 0.0

        /// The stream's clock begins wherever it likes; the first segment tells where. A map that only says that both
        /// clocks are the same moves nothing.
        mutating func shift(_ map: String?) -> Double {
            guard let map, let (ticks, local) = Self.parse(map) else { return shift }
            if ticks + 1 << 32 < latest { wrapped += 1 << 33 }
            latest = ticks
            let base = self.base ?? (abs(Double(ticks) / 90_000 - local) < 0.001 ? 0 : ticks)
            self.base = base
            shift = Double(ticks + wrapped - base) / 90_000 - local
            return shift
        }

        /// `LOCAL:00:00:00.000,MPEGTS:900000`, in either order.
        private static func parse(_ map: String) -> (ticks: Int, local: Double)? {
            var ticks: Int?
            var local: Double?
            for part in map.split(separator: ",") {
                var value = Array(part.utf8)[...].trimmed
                if value.starts(with: "MPEGTS:") {
                    value = value.dropFirst(7)
                    ticks = value.takeDigits(limit: 1 << 33)?.value
                } else if value.starts(with: "LOCAL:") {
                    value = value.dropFirst(6)
                    local = ClockTime.takeWebVTT(&value)
                }
            }
            guard let ticks, let local else { return nil }
            return (ticks, local)
        }
    }
}
