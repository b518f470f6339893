/// W3C Timed Text (TTML, DFXP, IMSC, EBU-TT) and YouTube's XML (`<text start>`, `<p t>`).
struct TimedTextParser {
    private var captions = Captions(format: .timedText)
    /// What one frame and one tick last, in seconds.
    private var (frame, tick) = (1.0 / 30, 1.0)
    /// The open elements: their names and when they begin.
    private var open: [(name: String, begin: Double)] = []
    private var cue: (cue: Cue, depth: Int, text: String)?
    private var speakers: [String: String] = [:]
    private var agent: String?

    /// Takes UTF-8 text; throws where there is no cue.
    static func captions(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        var parser = TimedTextParser()
        var scanner = XMLScanner(bytes)
        while let item = scanner.next() { parser.take(item) }
        if let last = parser.cue { parser.close(last) }
        if parser.captions.cues.isEmpty { throw .damaged(.timedText, "it holds no paragraph with a begin and a text") }
        return parser.captions
    }

    private mutating func take(_ item: XMLScanner.Item) {
        switch item {
        case .start(let name, let attributes, let isEmpty):
            start(name, attributes)
            if !isEmpty {
                open.append((name, begin(attributes) ?? open.last?.begin ?? 0))
            } else if let ended = cue, name != "br", ended.depth == open.count {
                close(ended)
            }
        case .end(let name):
            // What was left open inside closes with it.
            guard let place = open.suffix(64).lastIndex(where: { $0.name == name }) else { return }
            open.removeSubrange(place...)
            if let ended = cue, ended.depth >= open.count { close(ended) }
            if name == "agent" { agent = nil }
        case .text(let text):
            if cue != nil {
                let escaped = CueTextWriter.escaped(spaced(text))
                cue?.text += escaped
            } else if let agent, open.last?.name == "name" {
                speakers[agent] = text
            }
        }
    }

    private mutating func start(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "tt", "timedtext", "transcript":
            captions.language = attributes["lang"].flatMap { LanguageTag.normalized($0) }
            let rate = attributes["frameRate"].flatMap { Double($0) } ?? 30
            let parts = (attributes["frameRateMultiplier"] ?? "1 1").split { $0 == " " || $0 == ":" }.compactMap {
                Double($0)
            }
            let ratio = parts.count == 2 && parts[0] > 0 && parts[1] > 0 ? parts[0] / parts[1] : 1
            if rate > 0 { frame = 1 / (rate * ratio) }
            tick = attributes["tickRate"].flatMap { Double($0) }.flatMap { $0 > 0 ? 1 / $0 : nil } ?? frame
        case "agent": agent = attributes["id"]
        case "br": cue?.text += "\n"
        case "text", "p": paragraph(attributes)
        case "span" where cue == nil && attributes["begin"] != nil: paragraph(attributes)
        case "span", "s":
            guard let (whole, _, _) = cue, let time = spanTime(attributes, whole) else { return }
            if time > whole.start, time < whole.end { cue?.text += "<" + ClockTime.text(time) + ">" }
        default: break
        }
    }

    private mutating func paragraph(_ attributes: [String: String]) {
        if let last = cue { close(last) }
        guard let begin = begin(attributes) else { return }
        let outer = open.last?.begin ?? 0
        let end: Double
        if let duration = time(attributes["dur"]) ?? milliseconds(attributes["d"]) {
            end = begin + duration
        } else {
            end = time(attributes["end"]).map { outer + $0 } ?? begin
        }
        var cue = Cue(start: ClockTime.rounded(begin), end: ClockTime.rounded(end), text: "")
        if let name = attributes["agent"].flatMap({ speakers[$0] }) {
            cue.text = "<v " + CueTextWriter.escaped(name) + ">"
        }
        self.cue = (cue, open.count, "")
    }

    private mutating func close(_ ended: (cue: Cue, depth: Int, text: String)) {
        cue = nil
        var whole = ended.cue
        let text = CueMarkup.tidy(ended.text)
        guard !text.isEmpty else { return }
        whole.text += text
        captions.cues.append(whole)
    }

    /// White space is one space, as XML's is; line ends are `br`.
    private func spaced(_ text: String) -> String {
        var out = ""
        var isBlank = false
        for scalar in text.unicodeScalars {
            let blank = scalar.value < 0x80 && UInt8(scalar).isSpace
            if !blank { out.unicodeScalars.append(scalar) } else if !isBlank { out += " " }
            isBlank = blank
        }
        return out
    }

    // MARK: - Times

    private func begin(_ attributes: [String: String]) -> Double? {
        if let start = attributes["start"].flatMap({ Double($0) }), start.isFinite { return max(0, start) }
        if let start = milliseconds(attributes["t"]) { return start }
        return time(attributes["begin"]).map { (open.last?.begin ?? 0) + $0 }
    }

    /// A word's time counts from its paragraph; some count from the beginning all the same.
    private func spanTime(_ attributes: [String: String], _ whole: Cue) -> Double? {
        if let offset = milliseconds(attributes["t"]) { return ClockTime.rounded(whole.start + offset) }
        guard let offset = time(attributes["begin"]) else { return nil }
        return ClockTime.rounded(offset >= whole.start && whole.start > 0 ? offset : whole.start + offset)
    }

    private func milliseconds(_ text: String?) -> Double? {
        text.flatMap { Double($0) }.flatMap { $0.isFinite && $0 >= 0 ? $0 / 1000 : nil }
    }

    /// `00:00:01.5`, `00:00:01:12` (frames), `1.5s`, `100ms`, `30f`, `9000t`, and bare seconds.
    private func time(_ text: String?) -> Double? {
        guard let text else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count >= 3 {
            let numbers = parts.compactMap { Double($0) }
            guard numbers.count == parts.count, numbers.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
            let frames = numbers.count > 3 ? numbers[3] * frame : 0
            return numbers[0] * 3600 + numbers[1] * 60 + numbers[2] + frames
        }
        let digits = text.prefix { $0.isNumber || $0 == "." }
        guard let number = Double(digits), number.isFinite else { return nil }
        switch text[digits.endIndex...] {
        case "s", "": return number
        case "ms": return number / 1000
        case "m": return number * 60
        case "h": return number * 3600
        case "f": return number * frame
        case "t": return number * tick
        default: return nil
        }
    }
}
