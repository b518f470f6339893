/// A site that clips are posted to, and what it takes.
public enum Platform: String, Sendable, Codable, CaseIterable {
    case youtubeShorts = "youtube_shorts"
    case tiktok
    case instagram
    case linkedin
    case x

    /// The most characters of a post, its hashtags and the blanks between them included.
    ///
    /// YouTube: the title, which is all that is shown beside a Short. TikTok, Instagram: a caption. LinkedIn: a post. X: a post,
    /// counted as X counts (`length`).
    public var limit: Int {
        switch self {
        case .youtubeShorts: 100
        case .tiktok, .instagram: 2200
        case .linkedin: 3000
        case .x: 280
        }
    }

    /// How many hashtags are of use there.
    public var hashtags: ClosedRange<Int> {
        switch self {
        case .youtubeShorts: 1...3
        case .x: 1...2
        case .tiktok, .instagram, .linkedin: 3...5
        }
    }

    /// The length of a text as the site counts it: X counts two for what is not of the Latin and its neighbours' scripts
    /// (twitter-text's configuration, version 3); the others are taken to count what Unicode calls a scalar.
    public func length(of text: String) -> Int {
        guard self == .x else { return text.unicodeScalars.count }
        return text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0...4351, 8192...8205, 8208...8223, 8242...8247: sum + 1
            default: sum + 2
            }
        }
    }
}

/// The words to post with a clip on one site.
public struct PlatformPost: Sendable, Equatable {
    /// The site.
    public var platform: Platform
    /// Without the hashtags.
    public var text: String
    /// With their `#`.
    public var hashtags: [String]

    /// Makes a post from its parts, within what the site takes: hashtags are put in the form that every site understands, those
    /// too many are left out, and a text that is too long ends with a sentence or a word, and then "…".
    public init(_ platform: Platform, text: String, hashtags: [String]) {
        self.platform = platform
        // A blank line before the hashtags is one character more than a blank.
        let gap = text.contains("\n") ? 1 : 0
        var tags = Array(Hashtag.normalized(hashtags).prefix(platform.hashtags.upperBound))
        // Hashtags may take half of a short post.
        while !tags.isEmpty, Self.length(tags, platform) > platform.limit / 2 { tags.removeLast() }
        let room = platform.limit - Self.length(tags, platform) - gap
        self.text = Self.cut(text, to: room, platform)
        self.hashtags = tags
    }

    /// All of it as it is posted: hashtags follow one line, and stand below several.
    public var whole: String {
        let tags = hashtags.joined(separator: " ")
        return [text, tags].filter { !$0.isEmpty }.joined(separator: text.contains("\n") ? "\n\n" : " ")
    }

    private static func length(_ tags: [String], _ platform: Platform) -> Int {
        tags.reduce(0) { $0 + platform.length(of: $1) + 1 }
    }

    private static func cut(_ text: String, to room: Int, _ platform: Platform) -> String {
        if platform.length(of: text) <= room { return text }
        var length = 0
        var end = text.startIndex
        var lastSentence: String.Index?
        var lastWord: String.Index?
        while end < text.endIndex {
            let own = platform.length(of: String(text[end]))
            if length + own > room - platform.length(of: "…") { break }
            if text[end].isWhitespace {
                lastWord = end
                if let before = text[..<end].last, ".!?。！？".contains(before) { lastSentence = end }
            }
            length += own
            end = text.index(after: end)
        }
        if let lastSentence, text.distance(from: text.startIndex, to: lastSentence) * 2 > room {
            return String(text[..<lastSentence])
        }
        return String(text[..<(lastWord ?? end)]) + "…"
    }
}
