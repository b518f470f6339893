/// A video as the service holds it. Nearly everything may be absent while it is made.
public struct Asset: Sendable, Equatable, Decodable {
    /// Letters and digits.
    public var id: String
    /// Ready says nothing of captions and files: see `transcriptReadiness` and `renditionReadiness`.
    public var status: Status
    /// Seconds since 1970.
    public var createdAt: Int64?
    /// Seconds; absent until known.
    public var duration: Double?
    /// "16:9".
    public var aspectRatio: String?
    /// How far it is made.
    public var progress: Progress?
    /// Of one that is `errored`.
    public var errors: ProcessingError?
    /// Empty while it is made.
    public var tracks: [Track]
    /// There from the beginning.
    public var playbackIDs: [PlaybackID]
    /// Files of the whole asset, where any were asked for.
    public var staticRenditions: [StaticRendition]
    /// The direct upload it came by.
    public var uploadID: String?
    /// Of a clip: what it was cut from.
    public var sourceAssetID: String?
    /// The caller's own words.
    public var passthrough: String?
    /// Title and ids, as given.
    public var meta: AssetMeta
    /// Marked, cut to ten seconds, removed after a day.
    public var isTest: Bool

    /// How far it is.
    public enum Status: OpenWord {
        case preparing, ready, errored
        case other(String)

        /// The words with a case of their own.
        public static let known: [Status] = [.preparing, .ready, .errored]

        /// The service's word.
        public var rawValue: String {
            switch self {
            case .preparing: "preparing"
            case .ready: "ready"
            case .errored: "errored"
            case .other(let word): word
            }
        }
    }

    /// How far it is made.
    public struct Progress: Sendable, Equatable, Decodable {
        /// "ingesting", "transcoding", "completed".
        public var state: String?
        /// 0 to 100; absent where it does not apply.
        public var percent: Double?

        /// Reads what the service says of the progress.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            state = try fields.decodeIfPresent(String.self, forKey: .state)
            let number = try fields.decodeIfPresent(Double.self, forKey: .percent)
            percent = number.flatMap { $0 < 0 ? nil : min($0, 100) }
        }

        private enum CodingKeys: String, CodingKey {
            case state
            case percent = "progress"
        }
    }

    /// Reads an asset of an answer or of a webhook.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.identifier(.id)
        status = try fields.decodeIfPresent(Status.self, forKey: .status) ?? .other("")
        createdAt = try fields.integerIfPresent(.createdAt)
        duration = try fields.decodeIfPresent(Double.self, forKey: .duration)
        aspectRatio = try fields.decodeIfPresent(String.self, forKey: .aspectRatio)
        progress = try fields.decodeIfPresent(Progress.self, forKey: .progress)
        errors = try fields.decodeIfPresent(ProcessingError.self, forKey: .errors)
        tracks = try fields.decodeIfPresent([Track].self, forKey: .tracks) ?? []
        playbackIDs = try fields.decodeIfPresent([PlaybackID].self, forKey: .playbackIDs) ?? []
        staticRenditions = try fields.decodeIfPresent(StaticRenditions.self, forKey: .staticRenditions)?.files ?? []
        uploadID = try fields.identifierIfPresent(.uploadID)
        sourceAssetID = try fields.identifierIfPresent(.sourceAssetID)
        passthrough = try fields.decodeIfPresent(String.self, forKey: .passthrough)
        meta = try fields.decodeIfPresent(AssetMeta.self, forKey: .meta) ?? AssetMeta()
        isTest = try fields.decodeIfPresent(Bool.self, forKey: .isTest) ?? false
    }

    private enum CodingKeys: String, CodingKey {
        case id, status, duration, progress, errors, tracks, passthrough, meta
        case createdAt = "created_at"
        case aspectRatio = "aspect_ratio"
        case playbackIDs = "playback_ids"
        case staticRenditions = "static_renditions"
        case uploadID = "upload_id"
        case sourceAssetID = "source_asset_id"
        case isTest = "test"
    }
}

/// A part of the list of all assets.
public struct AssetPage: Sendable, Equatable {
    /// Newest first.
    public var assets: [Asset]
    /// What the next part is asked by; nil at the end.
    public var nextCursor: String?
}

/// What the service's dashboard shows of an asset.
public struct AssetMeta: Sendable, Equatable, Codable {
    /// At most 512 bytes; cut to that.
    public var title: String?
    /// Our own key, by which an asset can be found again.
    public var externalID: String?
    /// At most 128 bytes, as `externalID`.
    public var creatorID: String?

    /// Nil is not said.
    public init(title: String? = nil, externalID: String? = nil, creatorID: String? = nil) {
        self.title = title
        self.externalID = externalID
        self.creatorID = creatorID
    }

    /// Cut to what the service takes; absent where nothing is said.
    var fitted: AssetMeta? {
        if self == AssetMeta() { return nil }
        return AssetMeta(
            title: title?.cut(toBytes: 512),
            externalID: externalID?.cut(toBytes: 128),
            creatorID: creatorID?.cut(toBytes: 128)
        )
    }

    private enum CodingKeys: String, CodingKey {
        case title
        case externalID = "external_id"
        case creatorID = "creator_id"
    }
}
