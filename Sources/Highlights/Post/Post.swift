/// The words that go out with a clip.
public struct Post: Sendable, Equatable {
    /// One to three sentences of the clip's own words; its title where it has none.
    public var caption: String
    /// Three to five tags with their `#`, fewer where the talk says too little; no two alike but for case.
    public var hashtags: [String]

    /// Makes a post from its parts.
    public init(caption: String, hashtags: [String]) {
        self.caption = caption
        self.hashtags = hashtags
    }
}
