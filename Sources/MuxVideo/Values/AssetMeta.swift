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
