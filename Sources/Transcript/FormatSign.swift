extension Captions.Format {
    /// What is looked at of a file to tell its format, in bytes.
    private static let head = 1 << 16

    /// The format that a text shows by its first lines; nil where they tell of none.
    init?(content bytes: [UInt8]) {
        let text = bytes.prefix(Self.head).drop { $0.isSpace }
        guard let first = text.first, let found = first == 0x3C || first == 0x7B ? Self.marked(text) : Self.lined(text)
        else { return nil }
        self = found
    }

    /// The format of a text that begins with `<` or `{`.
    private static func marked(_ text: Bytes) -> Self? {
        if text.first == 0x3C {
            return text.holds("<tt") || text.holds(":tt") || text.holds("<transcript") || text.holds("<timedtext")
                ? .timedText : nil
        }
        if text.holds("\"segments\"") || text.holds("\"transcription\"") || text.holds("\"words\"") { return .whisper }
        if text.holds("\"events\"") || text.holds("\"wireMagic\"") { return .youTube }
        return text.dropFirst().trimmedStart.first == 0x22 ? .whisper : nil
    }

    private static func lined(_ text: Bytes) -> Self? {
        var reader = LineReader(Array(text))
        var isFirst = true
        while !reader.isAtEnd {
            let line = reader.next().trimmed
            if line.isEmpty { continue }
            if isFirst, WebVTTParser.isSignature(line) { return .webVTT }
            if line.arrow != nil { return .subRip }
            if ScriptParser.isScript(line) { return .subStationAlpha }
            if SubViewerParser.times(line) != nil { return .subViewer }
            if LyricsParser.time(line) != nil { return .lyrics }
            if isFirst, line.first == 0x5B, text.dropFirst().trimmedStart.first == 0x7B { return .whisper }
            isFirst = false
        }
        return nil
    }
}
