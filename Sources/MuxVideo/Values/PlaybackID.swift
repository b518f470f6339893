/// Under which name an asset is played, and by whom.
public struct PlaybackID: Sendable, Hashable, Codable {
    /// Part of every URL of the playback.
    public var id: String
    /// Who may play.
    public var policy: PlaybackPolicy

    /// An id that is known already.
    public init(id: String, policy: PlaybackPolicy = .public) {
        self.id = id
        self.policy = policy
    }

    /// Reads one of an asset.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.identifier(.id)
        policy = try fields.decodeIfPresent(PlaybackPolicy.self, forKey: .policy) ?? .public
    }

    private enum CodingKeys: String, CodingKey {
        case id, policy
    }
}

/// Who may play: anybody, or who holds a signed token.
public enum PlaybackPolicy: OpenWord {
    case `public`, signed, drm
    case other(String)

    /// The words with a case of their own.
    public static let known: [PlaybackPolicy] = [.public, .signed, .drm]

    /// The service's word.
    public var rawValue: String {
        switch self {
        case .public: "public"
        case .signed: "signed"
        case .drm: "drm"
        case .other(let word): word
        }
    }
}
