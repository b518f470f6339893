/// The words that go out with a clip.
public struct Post: Sendable, Equatable {
    /// Text without the hashtags.
    public var caption: String
    /// Tags with their `#`, no two alike but for case; fewer than a site takes, or none, where the talk says too little.
    public var hashtags: [String]

    /// Makes a post from its parts.
    public init(caption: String, hashtags: [String]) {
        self.caption = caption
        self.hashtags = hashtags
    }
}

/// The words that go out with a clip on each site, in the shape that is read there.
public struct ClipPosts: Sendable, Equatable {
    /// A hook, a blank line and a thought; the title where the clip says nothing else.
    public var caption: String
    /// At most five.
    public var hashtags: [String]
    /// By site, the text without hashtags.
    public var texts: [Platform: String]

    /// Makes them from their parts.
    public init(caption: String, hashtags: [String], texts: [Platform: String]) {
        self.caption = caption
        self.hashtags = hashtags
        self.texts = texts
    }
}
