/// Captions as a script for libass, the renderer of ffmpeg's filter `ass`: what is drawn, where, and on which frames.
public struct CaptionScript: Sendable, Equatable {
    /// What is shown at once: at most two lines.
    public struct Phrase: Sendable, Equatable {
        /// The lines from the top, as they are read.
        public var lines: [String]
        /// The frames it is shown on, numbered from 0; the last one is `frames.upperBound - 1`.
        public var frames: Range<Int>
        /// Where it is drawn at most, outline and box included.
        public var area: CaptionRectangle
        /// Whether the spoken word is marked.
        public var marksWords: Bool
    }

    /// The script: a complete file of the format ASS v4.00+, its lines ended by line feeds. It is read as UTF-8. Its
    /// text holds nothing of the captions but letters: no override that this library did not write. Its colours are meant for a
    /// renderer that draws by BT.601's matrix on a picture that is shown by BT.709's.
    public var ass: String
    /// The families of the fonts it names, the most used first.
    public var families: [String]
    /// What a user should know: letters left out, phrases over a face. A short plain sentence each; empty where all is
    /// well.
    public var notes: [String]
    /// What is shown, in order of time; the hook is not among them.
    public var phrases: [Phrase]
    /// The frames, numbered from 0, on which something else is drawn than on the one before, in order.
    public var changes: [Int]

    /// Whether nothing is drawn at all.
    public var isEmpty: Bool { phrases.isEmpty && changes.isEmpty }
}
