/// SubStation Alpha: `[Events]` with `Dialogue:` lines whose fields a `Format:` line names.
enum ScriptParser {
    /// Whether a line, without white space around it, is one of such a file's.
    static func isScript(_ line: Bytes) -> Bool {
        line.startsLowered(with: "[script info]") || line.startsLowered(with: "[v4")
            || line.startsLowered(with: "[events]") || line.startsLowered(with: "dialogue:")
    }

    /// The fields where no `Format:` line tells of others.
    private static let usual = [
        "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text",
    ]

    /// Takes UTF-8 text without a byte order mark; throws where there is no cue.
    static func captions(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        var captions = Captions(format: .subStationAlpha)
        var reader = LineReader(bytes)
        var fields = usual
        var isEvents = true
        var firstLine: Int?
        while !reader.isAtEnd {
            let number = reader.number
            let line = reader.next().trimmed
            if line.first == 0x5B { isEvents = line.startsLowered(with: "[events]") }
            if isEvents, line.startsLowered(with: "format:") {
                fields = line.dropFirst(7).split(separator: 0x2C).map { $0.trimmed.text.lowercased() }
            }
            guard line.startsLowered(with: "dialogue:") else { continue }
            firstLine = firstLine ?? number
            if let cue = cue(line.dropFirst(9), fields) {
                captions.cues.append(cue)
            } else {
                captions.problems.append(Captions.Problem(line: number, text: "a line of dialogue without times"))
            }
        }
        if captions.cues.isEmpty {
            if let firstLine { throw .noTimes(line: firstLine) }
            throw .notCaptions(line: 1)
        }
        let order = captions.cues.indices.sorted { (captions.cues[$0].start, $0) < (captions.cues[$1].start, $1) }
        captions.cues = order.map { captions.cues[$0] }
        return captions
    }

    private static func cue(_ line: Bytes, _ fields: [String]) -> Cue? {
        let parts = line.split(separator: 0x2C, maxSplits: max(0, fields.count - 1), omittingEmptySubsequences: false)
        var (start, end): (Double?, Double?)
        var name = ""
        var text: Bytes = []
        for (field, part) in zip(fields, parts) {
            var value = part.trimmed
            switch field {
            case "start": start = ClockTime.takeSubRip(&value)
            case "end": end = ClockTime.takeSubRip(&value)
            case "name", "actor": name = value.text
            case "text": text = part
            default: break
            }
        }
        guard let start, let end else { return nil }
        let payload = payload(text, start: start, end: end)
        let voice = name.isEmpty ? "" : "<v " + CueTextWriter.escaped(name) + ">"
        return Cue(start: start, end: end, text: payload.isEmpty ? "" : voice + payload)
    }

    /// The text with the times of its syllables (`{\k20}`, hundredths of a second) as WebVTT has them. Other overrides
    /// stay for ``CueMarkup``; remarks in braces go.
    private static func payload(_ text: Bytes, start: Double, end: Double) -> String {
        var out = ""
        var clock = start
        var latest = start
        var rest = text
        while let brace = rest.firstIndex(of: 0x7B) {
            out += CueTextWriter.escaped(rest[..<brace].text)
            guard let close = rest[brace...].firstIndex(of: 0x7D) else {
                rest = rest[brace...]
                break
            }
            let inner = rest[(brace + 1)..<close]
            rest = rest[(close + 1)...]
            let overrides = inner.split(separator: 0x5C)
            for override in overrides where override.startsLowered(with: "k") {
                let digits = override.dropFirst().drop { $0.isLetter }
                var number = digits
                guard let length = number.takeDigits(limit: 1_000_000) else { continue }
                if override.dropFirst().first == 0x74 {
                    clock = start + Double(length.value) / 100
                    continue
                }
                let time = ClockTime.rounded(clock)
                if time > latest, time < end {
                    out += "<" + ClockTime.text(time) + ">"
                    latest = time
                }
                clock += Double(length.value) / 100
            }
            let others = overrides.filter { $0.first == 0x70 || $0.starts(with: "an") }
            if inner.contains(0x5C), !others.isEmpty { out += "{" + others.map { "\\" + $0.text }.joined() + "}" }
        }
        return Array((out + CueTextWriter.escaped(rest.text)).utf8)[...].trimmed.text
    }
}
