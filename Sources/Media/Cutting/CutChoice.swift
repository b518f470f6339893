/// How the picture of a clip is made.
public enum CutChoice: String, Sendable, CaseIterable {
    /// Copied between key frames and encoded beside them, where the file keeps the source's own parameter sets; else encoded.
    case auto
    /// The same, also where the encoded parts need parameter sets of their own.
    case smart
    /// Encoded, all of it.
    case exact
}
