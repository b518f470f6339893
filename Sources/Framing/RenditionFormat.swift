/// A shape that clips are made in.
public enum RenditionFormat: String, Sendable, CaseIterable {
    /// The source's own.
    case source
    /// Upright, for phones.
    case portrait = "9x16"
    case square = "1x1"
    /// Slightly upright, as large as a feed shows a post.
    case tall = "4x5"
    case wide = "16x9"
    /// What each site of the setting `platforms` shows best.
    case platforms
}
