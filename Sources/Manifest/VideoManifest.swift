/// `manifest.json`: the whole story of one video, for other tools.
public struct VideoManifest: Codable, Sendable, Equatable {
    /// The version of this layout.
    public static let schemaVersion = 1

    /// The version of the layout it was written in.
    public var schemaVersion: Int
    /// The first 16 digits of the source's SHA-256.
    public var id: String
    /// Where it stands.
    public var status: VideoStatus
    /// The host's id of the upload; nil for host `local`.
    @OrNull public var uploadId: String?
    /// The host's id of the video; nil for host `local`.
    @OrNull public var assetId: String?
    /// The host's playback id; nil for host `local`.
    @OrNull public var playbackId: String?
    /// Who may play it at the host: `public`, or `signed`, where its addresses need a token. Absent for host `local`, and where an
    /// older version wrote it.
    public var playbackPolicy: String?
    /// The video itself.
    public var source: Source
    /// Seconds; nil until it was probed.
    @OrNull public var duration: Double?
    /// Nil until it was fetched.
    @OrNull public var transcript: TranscriptInfo?
    /// Why it has no clips, or not all of them.
    @OrNull public var error: StageFailure?
    /// When the first stage began.
    public var createdAt: Timestamp
    /// When the last stage ended.
    public var updatedAt: Timestamp
    /// The moments in the order of their clips.
    public var moments: [MomentEntry]
    /// One a moment, in the same order.
    public var clips: [ClipEntry]
    /// The best candidates that were not chosen.
    public var rejected: [RejectedEntry]
    /// What a user should know.
    public var notes: [String]
    /// The score over the whole video: evenly spaced values of 0 to 1.
    public var scoreCurve: [Double]
    /// Who did each stage, by the stage's name.
    public var engines: [String: Engine]
    /// The sum over all stages.
    public var cost: Cost

    /// Describes a video of which nothing but its source is known.
    public init(id: String, status: VideoStatus, source: Source, createdAt: Timestamp, updatedAt: Timestamp) {
        schemaVersion = Self.schemaVersion
        self.id = id
        self.status = status
        self.source = source
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        moments = []
        clips = []
        rejected = []
        notes = []
        scoreCurve = []
        engines = [:]
        cost = Cost()
    }

    private enum CodingKeys: String, CodingKey {
        case id, status, source, duration, transcript, error, moments, clips, rejected, notes, engines, cost
        case schemaVersion = "schema_version"
        case uploadId = "upload_id"
        case assetId = "asset_id"
        case playbackId = "playback_id"
        case playbackPolicy = "playback_policy"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case scoreCurve = "score_curve"
    }
}

/// A failure and the stage that it happened in.
public struct StageFailure: Codable, Sendable, Equatable {
    /// The stage.
    public var stage: StageName
    /// What another try would need.
    public var `class`: Failure.Class
    /// One line: what failed, on what, and what to do.
    public var message: String
    /// More for the curious.
    @OrNull public var detail: String?
    /// When it is tried again, for a transient failure.
    @OrNull public var retryAt: Timestamp?

    /// Joins a stage and its failure.
    public init(stage: StageName, failure: Failure) {
        self.stage = stage
        self.class = failure.class
        message = failure.message
        detail = failure.detail
        retryAt = failure.retryAt
    }

    private enum CodingKeys: String, CodingKey {
        case stage, message, detail
        case `class`
        case retryAt = "retry_at"
    }
}
