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
