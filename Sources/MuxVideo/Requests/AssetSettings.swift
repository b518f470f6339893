/// What an asset is to be, given with an upload or with an asset.
public struct AssetSettings: Sendable, Equatable {
    /// Who may play it.
    public var policy: PlaybackPolicy
    /// Captions to be heard out of the sound. A clip takes its source's text tracks with it and needs none.
    public var subtitles: [GeneratedSubtitles]
    /// Files of the whole asset.
    public var renditions: [StaticRendition.Resolution]
    /// Nil is the environment's default.
    public var quality: VideoQuality?
    /// The most lines that it keeps; nil is the service's default, 1080p.
    public var maxResolution: MaxResolution?
    /// At most 255 bytes; cut to that.
    public var passthrough: String?
    /// Cut to the service's limits.
    public var meta: AssetMeta
    /// Marked, cut to ten seconds, removed after a day; costs nothing.
    public var isTest: Bool

    /// Settings; what is not given is left to the service.
    public init(
        policy: PlaybackPolicy = .public,
        subtitles: [GeneratedSubtitles] = [],
        renditions: [StaticRendition.Resolution] = [],
        quality: VideoQuality? = nil,
        maxResolution: MaxResolution? = nil,
        passthrough: String? = nil,
        meta: AssetMeta = AssetMeta(),
        isTest: Bool = false
    ) {
        self.policy = policy
        self.subtitles = subtitles
        self.renditions = renditions
        self.quality = quality
        self.maxResolution = maxResolution
        self.passthrough = passthrough
        self.meta = meta
        self.isTest = isTest
    }

    /// What it is made at, at most; above 1080p it costs more.
    public enum MaxResolution: String, Sendable, CaseIterable, Encodable {
        case p1080 = "1080p"
        case p1440 = "1440p"
        case p2160 = "2160p"
    }

    /// What is spent on the encoding; the service's default is the environment's.
    public enum VideoQuality: OpenWord {
        case basic, plus, premium
        case other(String)

        /// The words with a case of their own.
        public static let known: [VideoQuality] = [.basic, .plus, .premium]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .basic: "basic"
            case .plus: "plus"
            case .premium: "premium"
            case .other(let word): word
            }
        }
    }
}

/// Captions that the service is asked to make.
public struct GeneratedSubtitles: Sendable, Equatable, Encodable {
    /// One of the service's languages, or `auto`.
    public var language: String
    /// What a player calls them.
    public var name: String

    /// The word of a quality.
    public init(language: String, name: String) {
        self.language = language
        self.name = name
    }

    private enum CodingKeys: String, CodingKey {
        case language = "language_code"
        case name
    }
}
