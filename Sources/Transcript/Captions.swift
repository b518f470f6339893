/// A caption file in memory: cues in file order and all that WebVTT says about how they are drawn.
public struct Captions: Sendable, Equatable {
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
    /// What was passed over while reading, by line; empty for captions made otherwise.
    public var problems: [Problem]
    /// What a reader of the results should know of how the file was read: what was mended or dropped, counted, a short
    /// plain sentence each, without the file's name. Empty where nothing was odd.
    public var notes: [String]

    /// Makes captions from their parts.
    public init(
        format: Format = .webVTT,
        cues: [Cue] = [],
        regions: [Region] = [],
        stylesheets: [String] = [],
        language: String? = nil,
        problems: [Problem] = [],
        notes: [String] = []
    ) {
        self.format = format
        self.cues = cues
        self.regions = regions
        self.stylesheets = stylesheets
        self.language = language
        self.problems = problems
        self.notes = notes
    }
}
