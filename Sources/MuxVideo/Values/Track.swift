/// One track of an asset: picture, sound or text.
public struct Track: Sendable, Equatable, Decodable {
    /// Part of the URL of a text track.
    public var id: String
    /// Picture, sound or text.
    public var type: Kind?
    /// Absent on some tracks that are ready.
    public var status: Status?
    /// Of a text track: where the text is from.
    public var textSource: TextSource?
    /// BCP 47, `auto` or `und`.
    public var languageCode: String?
    /// What a player calls it.
    public var name: String?
    /// Seconds.
    public var duration: Double?
    /// The sound track that the player takes by itself.
    public var isPrimary: Bool
    /// The caller's own words.
    public var passthrough: String?
    /// Of one that is `errored`.
    public var error: ProcessingError?

    /// What a track holds.
    public enum Kind: OpenWord {
        case video, audio, text
        case other(String)

        /// The words with a case of their own.
        public static let known: [Kind] = [.video, .audio, .text]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .video: "video"
            case .audio: "audio"
            case .text: "text"
            case .other(let word): word
            }
        }
    }

    /// How far it is.
    public enum Status: OpenWord {
        case preparing, ready, errored, deleted
        case other(String)

        /// The words with a case of their own.
        public static let known: [Status] = [.preparing, .ready, .errored, .deleted]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .preparing: "preparing"
            case .ready: "ready"
            case .errored: "errored"
            case .deleted: "deleted"
            case .other(let word): word
            }
        }
    }

    /// Where a text is from.
    public enum TextSource: OpenWord {
        case uploaded, embedded, generatedVOD, generatedLive, generatedLiveFinal
        case other(String)

        /// The words with a case of their own.
        public static let known: [TextSource] = [
            .uploaded, .embedded, .generatedVOD, .generatedLive, .generatedLiveFinal,
        ]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .uploaded: "uploaded"
            case .embedded: "embedded"
            case .generatedVOD: "generated_vod"
            case .generatedLive: "generated_live"
            case .generatedLiveFinal: "generated_live_final"
            case .other(let word): word
            }
        }
    }

    /// Reads one of an asset.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.identifier(.id)
        type = try fields.decodeIfPresent(Kind.self, forKey: .type)
        status = try fields.decodeIfPresent(Status.self, forKey: .status)
        textSource = try fields.decodeIfPresent(TextSource.self, forKey: .textSource)
        languageCode = try fields.decodeIfPresent(String.self, forKey: .languageCode)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        duration = try fields.decodeIfPresent(Double.self, forKey: .duration)
        isPrimary = try fields.decodeIfPresent(Bool.self, forKey: .isPrimary) ?? false
        passthrough = try fields.decodeIfPresent(String.self, forKey: .passthrough)
        error = try fields.decodeIfPresent(ProcessingError.self, forKey: .error)
    }

    private enum CodingKeys: String, CodingKey {
        case id, type, status, name, duration, passthrough, error
        case textSource = "text_source"
        case languageCode = "language_code"
        case isPrimary = "primary"
    }
}
