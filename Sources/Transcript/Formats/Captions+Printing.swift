extension Captions {
    /// The captions as a WebVTT file. What was parsed comes back when this is parsed; what cannot stand in such a
    /// file (an arrow or a blank line in a text, a line end in an identifier) is made safe.
    public func webVTT() -> String {
        var out = "WEBVTT\n"
        if let tag = language.flatMap(LanguageTag.normalized) { out += "Language: \(tag)\n" }
        for sheet in stylesheets {
            let safe = Self.safeLines(sheet, arrow: "--\\>")
            if !safe.isEmpty { out += "\nSTYLE\n" + safe + "\n" }
        }
        for region in regions { out += "\n" + region.webVTT + "\n" }
        for cue in cues {
            out += "\n"
            let id = Self.safeLines(cue.id, arrow: "->").replacing("\n", with: " ")
            if !id.isEmpty { out += id + "\n" }
            out += ClockTime.text(cue.start) + " --> " + ClockTime.text(cue.end)
            let settings = cue.settings.webVTT
            if !settings.isEmpty { out += " " + settings }
            out += "\n"
            let text = Self.safeLines(cue.text, arrow: "--&gt;")
            if !text.isEmpty { out += text + "\n" }
        }
        return out
    }

    /// The text with line feeds only, no blank line, no NUL, and `arrow` for each `-->`.
    private static func safeLines(_ text: String, arrow: String) -> String {
        let bytes = Array(text.utf8)
        let slice = bytes[...]
        let hasLines = bytes.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
        guard hasLines || slice.arrow != nil else { return text }
        var lines: [String] = []
        var reader = LineReader(bytes)
        while !reader.isAtEnd {
            let line = reader.next()
            if !line.isEmpty { lines.append(line.text) }
        }
        return lines.joined(separator: "\n").replacing("\0", with: "\u{FFFD}").replacing("-->", with: arrow)
    }
}

extension Captions {
    /// The captions as a SubRip file: numbered from 1, with `b`, `i` and `u` and without other markup. Cues
    /// without text are left out, for players take the next cue's number for their text.
    public func subRip() -> String {
        var out = ""
        var number = 0
        for cue in cues {
            let text = SubRipText.subRip(cue.text)
            guard text.utf8.contains(where: { !$0.isSpace }) else { continue }
            number += 1
            out += number == 1 ? "" : "\n"
            out +=
                "\(number)\n" + ClockTime.text(cue.start, decimalMark: ",") + " --> "
                + ClockTime.text(cue.end, decimalMark: ",") + "\n" + text + "\n"
        }
        return out
    }
}

extension Captions {
    /// A pause that begins a new paragraph, in seconds, and the length from which a paragraph ends with its sentence.
    private static let paragraph = (pause: 2.0, length: 500)

    /// The speech as readable text: a paragraph a line with blank lines between, the speaker's name before it where
    /// one begins to speak. A new paragraph begins with another speaker, after a pause of two seconds, and where
    /// one has grown to 500 characters. Empty where nothing is said.
    public func plainText() -> String {
        var paragraphs: [String] = []
        var current = ""
        var length = 0
        var previous: Sentence?
        for sentence in sentences() {
            let isOther = previous.map { $0.speaker != sentence.speaker || $0.ending == .speaker } ?? true
            let isPause = previous.map { sentence.start - $0.end >= Self.paragraph.pause } ?? false
            if isOther || isPause || length >= Self.paragraph.length {
                if !current.isEmpty { paragraphs.append(current) }
                current = isOther ? sentence.speaker.map { $0 + ": " } ?? "" : ""
                length = 0
            } else if current.unicodeScalars.last?.isUnspaced != true {
                current += " "
            }
            current += sentence.text
            length += sentence.text.utf8.count
            previous = sentence
        }
        if !current.isEmpty { paragraphs.append(current) }
        return paragraphs.isEmpty ? "" : paragraphs.joined(separator: "\n\n") + "\n"
    }
}
