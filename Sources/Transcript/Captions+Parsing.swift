extension Captions {
    /// Reads a caption file leniently: decides the encoding (UTF-8, UTF-16 with or without a mark, Windows-1252)
    /// and, unless `format` is given, the format (WebVTT by its signature, otherwise SubRip). What is passed over
    /// and an encoding other than UTF-8 are told in `problems`. Throws where no captions are to be found.
    public init(parsing bytes: [UInt8], format: Format? = nil) throws(CaptionError) {
        let decoded = TextDecoding(bytes)
        var reader = LineReader(decoded.bytes)
        reader.skipEmptyLines()
        let firstLine = reader.next()
        if decoded.bytes.allSatisfy(\.isSpace) { throw .empty }
        let isWebVTT = WebVTTParser.isSignature(firstLine)
        if format == .webVTT || (format == nil && isWebVTT) {
            self = try Self.webVTT(decoded.bytes)
        } else {
            self = try SubRipParser(decoded.bytes).captions()
        }
        if let problem = decoded.problem {
            problems.insert(Problem(line: 0, text: problem), at: 0)
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

    /// A WebVTT file of which the specification's parser makes no cue at all may still hold times that can be
    /// read, with decimal commas say; those are taken then.
    private static func webVTT(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        // Blank lines before the signature are not allowed, but harmless.
        let text = Array(bytes.drop(while: \.isSpace))
        let strict = try WebVTTParser(text).captions
        guard strict.cues.isEmpty, let problem = strict.problems.first,
            let lenient = try? SubRipParser(text).captions()  // No better: the strict result stands, with its notes.
        else { return strict }
        var captions = strict
        captions.cues = lenient.cues
        captions.problems = [Problem(line: problem.line, text: "times are not as WebVTT has them; read leniently")]
        return captions
    }
}
