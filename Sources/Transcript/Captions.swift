/// A caption file in memory: cues in file order and all that WebVTT says about how they are drawn.
public struct Captions: Sendable, Equatable {
    /// The two formats that are read and written.
    public enum Format: String, Sendable, Codable {
        /// W3C WebVTT.
        case webVTT = "vtt"
        /// SubRip, as its many writers make it; there is no specification.
        case subRip = "srt"
    }

    /// Something in a file that was passed over or taken otherwise than it stands.
    public struct Problem: Sendable, Equatable, Encodable {
        /// The line it begins in, from 1; 0 for the file as a whole.
        public var line: Int
        /// What was found, for a reader.
        public var text: String

        /// Makes a problem from its parts.
        public init(line: Int, text: String) {
            self.line = line
            self.text = text
        }
    }

    /// The format the captions were read from.
    public var format: Format
    /// The cues in file order, which need not be the order of time.
    public var cues: [Cue]
    /// The regions in file order; several may have one name.
    public var regions: [Region]
    /// The texts of the style blocks in file order.
    public var stylesheets: [String]
    /// The language as a BCP 47 tag (`en`, `pt-BR`) where a `Language:` line of the header gives it.
    public var language: String?
    /// What was passed over while reading; empty for captions made otherwise.
    public var problems: [Problem]

    /// Makes captions from their parts.
    public init(
        format: Format = .webVTT,
        cues: [Cue] = [],
        regions: [Region] = [],
        stylesheets: [String] = [],
        language: String? = nil,
        problems: [Problem] = []
    ) {
        self.format = format
        self.cues = cues
        self.regions = regions
        self.stylesheets = stylesheets
        self.language = language
        self.problems = problems
    }
}
