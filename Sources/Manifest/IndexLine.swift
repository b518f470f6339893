/// A line of `manifest.ndjson`: the newest state of one video.
public struct IndexLine: Codable, Sendable, Equatable {
    /// The version of this layout.
    public static let schemaVersion = 1

    /// The version of the layout it was written in.
    public var schemaVersion: Int
    /// The video's id.
    public var id: String
    /// The video's folder below the outbox; `manifest.json` stands in it.
    public var folder: String
    /// Where the video stands.
    public var status: VideoStatus
    /// Where the source was last seen.
    public var sourcePath: String
    /// Seconds; nil until it was probed.
    @OrNull public var duration: Double?
    /// How many clips are ready.
    public var clipsReady: Int
    /// How many clips there are, ready or not.
    public var clipsTotal: Int
    /// Why it has no clips, or not all of them.
    @OrNull public var error: StageFailure?
    /// A picture of its first clip, below its folder; absent where there is none, and in lines of programs that did not write it.
    public var thumbnail: String?
    /// When the last stage ended.
    public var updatedAt: Timestamp

    /// Sums up a manifest.
    public init(_ manifest: VideoManifest, folder: String) {
        schemaVersion = Self.schemaVersion
        id = manifest.id
        self.folder = folder
        status = manifest.status
        sourcePath = manifest.source.path
        duration = manifest.duration
        clipsReady = manifest.clips.count { $0.status == .ready }
        clipsTotal = manifest.clips.count
        error = manifest.error
        thumbnail = manifest.clips.lazy.filter { $0.status == .ready }.compactMap(\.thumbnail).first
        updatedAt = manifest.updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id, folder, status, duration, error, thumbnail
        case schemaVersion = "schema_version"
        case sourcePath = "source_path"
        case clipsReady = "clips_ready"
        case clipsTotal = "clips_total"
        case updatedAt = "updated_at"
    }
}
