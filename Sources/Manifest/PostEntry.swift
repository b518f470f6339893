/// What to post with a clip on one site, within what the site takes.
public struct PostEntry: Codable, Sendable, Equatable {
    /// `youtube_shorts`, `tiktok`, `instagram`, `linkedin` or `x`.
    public var platform: String
    /// Without the hashtags.
    public var text: String
    /// With their `#`.
    public var hashtags: [String]
    /// The file to post there, as a path below the video's folder: the shape that the site shows best, of those that were made.
    /// Absent unless the clip is ready, and where an older version wrote it.
    public var file: String?
    /// What of the file exceeds what the site takes, a sentence each; empty where nothing does. Absent as `file`.
    public var limits: [String]?

    /// Describes a post.
    public init(platform: String, text: String, hashtags: [String]) {
        self.platform = platform
        self.text = text
        self.hashtags = hashtags
    }

    /// All of it as it is posted: hashtags follow one line, and stand below several.
    public var whole: String {
        let tags = hashtags.joined(separator: " ")
        return [text, tags].filter { !$0.isEmpty }.joined(separator: text.contains("\n") ? "\n\n" : " ")
    }
}
