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
