extension Captions {
    /// Reads a caption file leniently: finds the encoding and the format by what the file holds, and mends what is plain
    /// to mend, so that each word is there once and at its time. What was mended or dropped stands in `notes`, line by
    /// line in `problems`. Linear in the length of the file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - format: The format it must have, where that is known; nil finds it.
    ///   - hint: The format that the file's name tells of, for a content that tells of none.
    ///   - encoding: The name of the encoding as iconv knows it, where the user names one; nil finds it.
    ///   - language: The language of the text as a BCP 47 tag, where it is known: it helps to find the encoding.
    /// - Throws: where no captions are to be found, and where the encoding cannot be determined.
    public init(
        parsing bytes: [UInt8],
        format: Format? = nil,
        hint: Format? = nil,
        encoding: String? = nil,
        language: String? = nil
    ) throws(CaptionError) {
        let decoded = try TextDecoding(bytes, encoding: encoding, language: language)
        if decoded.bytes.allSatisfy(\.isSpace) { throw .empty }
        var spaced: [Bool] = []
        switch format ?? Format(content: decoded.bytes) ?? hint ?? .subRip {
        case .webVTT: self = try Self.webVTT(decoded.bytes, &spaced)
        case .subViewer: self = try SubViewerParser.captions(decoded.bytes)
        case .lyrics: self = try LyricsParser.captions(decoded.bytes)
        case .subStationAlpha: self = try ScriptParser.captions(decoded.bytes)
        case .whisper: self = try WhisperParser.captions(decoded.bytes)
        case .youTube: self = try YouTubeParser.captions(decoded.bytes)
        case .timedText: self = try TimedTextParser.captions(decoded.bytes)
        case .subRip:
            self = try Self.subRip(decoded.bytes, &spaced)
        }
        let mending = Mending(cues, spaced: spaced)
        cues = mending.result
        notes += mending.notes
        if let problem = decoded.problem {
            problems.insert(Problem(line: 0, text: problem), at: 0)
            notes.insert(problem, at: 0)
        }
        if let first = problems.first(where: { $0.line > 0 }) {
            let others = problems.count { $0.line > 0 } - 1
            notes.append("line \(first.line): \(first.text)" + (others > 0 ? " (and \(others) more)" : ""))
        }
    }

    /// Parses WebVTT exactly as its specification says (W3C WebVTT, section 6.1); throws where the signature lacks.
    public init(webVTT text: String) throws(CaptionError) {
        try self.init(webVTT: Array(text.utf8))
    }

    /// Parses the bytes of a WebVTT file exactly as its specification says: they are UTF-8, ill-formed sequences
    /// become U+FFFD.
    public init(webVTT bytes: [UInt8]) throws(CaptionError) {
        if bytes.isEmpty { throw .empty }
        self = try WebVTTParser(TextDecoding(utf8: bytes).bytes).captions
    }

    private static func subRip(_ bytes: [UInt8], _ spaced: inout [Bool]) throws(CaptionError) -> Captions {
        let lines = TimeLines(bytes, isWebVTT: false)
        var parser = SubRipParser(lines.bytes)
        do throws(CaptionError) {
            var captions = try parser.captions()
            captions.add(lines)
            spaced = parser.spaced
            return captions
        } catch {
            // Times were there, but none that can be read.
            guard let first = lines.dropped.first else { throw error }
            throw .noTimes(line: first.line)
        }
    }

    private static func webVTT(_ bytes: [UInt8], _ spaced: inout [Bool]) throws(CaptionError) -> Captions {
        // Blank lines before the signature are not allowed, but harmless.
        let blank = bytes.prefix(while: \.isSpace)
        let lines = TimeLines(Array(bytes[blank.endIndex...]), isWebVTT: true)
        var captions = try JoinedSegments.captions(lines.bytes)
        captions.add(lines)
        spaced = captions.cues.map { $0.text.utf8.first == 0x20 }
        return captions
    }

    private mutating func add(_ lines: TimeLines) {
        problems += lines.dropped
        problems.sort { $0.line < $1.line }
        guard lines.mended > 0 else { return }
        notes.append(
            (lines.mended == 1 ? "1 time line is" : "\(lines.mended) time lines are")
                + " not as \(format.title) has them; mended, the first in line \(lines.firstMended)"
        )
    }
}

extension Captions {
    /// The formats that are read; WebVTT and SubRip are written too.
    public enum Format: String, Sendable, Codable, CaseIterable {
        /// W3C WebVTT.
        case webVTT = "vtt"
        /// SubRip, as its many writers make it; there is no specification.
        case subRip = "srt"
        /// Advanced SubStation Alpha and its older form SSA.
        case subStationAlpha = "ass"
        /// YouTube's own upload format (`0:00:01.000,0:00:02.000`).
        case subViewer = "sbv"
        /// W3C Timed Text (TTML, DFXP, IMSC, EBU-TT), and YouTube's XML.
        case timedText = "ttml"
        /// Lyrics with a time a line (`[00:12.00]`).
        case lyrics = "lrc"
        /// The JSON of Whisper's programs: openai-whisper, whisper.cpp, faster-whisper, WhisperX.
        case whisper = "json"
        /// YouTube's JSON with a time for each word.
        case youTube = "json3"

        /// What people call it.
        public var title: String {
            switch self {
            case .webVTT: "WebVTT"
            case .subRip: "SubRip"
            case .subStationAlpha: "SubStation Alpha"
            case .subViewer: "SBV"
            case .timedText: "TTML"
            case .lyrics: "LRC"
            case .whisper: "Whisper JSON"
            case .youTube: "YouTube json3"
            }
        }

        /// The endings that files of the format have, lower case and without the dot, the commonest first.
        public var endings: [String] {
            switch self {
            case .webVTT: ["vtt", "webvtt"]
            case .subRip: ["srt"]
            case .subStationAlpha: ["ass", "ssa"]
            case .subViewer: ["sbv"]
            case .timedText: ["ttml", "dfxp", "xml", "itt", "srv1", "srv2", "srv3"]
            case .lyrics: ["lrc"]
            case .whisper: ["json"]
            case .youTube: ["json3"]
            }
        }

        /// The format that an ending tells of, whatever its case; nil for one that no captions have. The content
        /// decides, the ending is a hint.
        public init?(ending: String) {
            let ending = ending.lowercased()
            guard let format = Self.allCases.first(where: { $0.endings.contains(ending) }) else { return nil }
            self = format
        }
    }
}

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
