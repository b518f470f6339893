/// A clip as it stands in `manifest.json`. Paths are below the video's folder.
public struct ClipEntry: Codable, Sendable, Equatable {
    /// The caption files of a clip.
    public struct Captions: Codable, Sendable, Equatable {
        /// WebVTT.
        public var vtt: String
        /// SubRip.
        public var srt: String

        /// Names the files.
        public init(vtt: String, srt: String) {
            self.vtt = vtt
            self.srt = srt
        }
    }

    /// Unique within the video.
    public var id: String
    /// The moment it shows.
    public var momentId: String
    /// Where it stands.
    public var status: ClipStatus
    /// The host's id of it; nil for host `local`.
    @OrNull public var assetId: String?
    /// The host's playback id; nil for host `local`.
    @OrNull public var playbackId: String?
    /// Where the MP4 can be fetched; nil for host `local`.
    @OrNull public var downloadURL: String?
    /// Who may play it at the host: `public`, or `signed`, where its addresses need a token. Absent for host `local`, and where an
    /// older version wrote it.
    public var playbackPolicy: String?
    /// The MP4; nil unless `ready`.
    @OrNull public var file: String?
    /// Seconds.
    @OrNull public var duration: Double?
    /// Pixels; absent unless `ready`, and where an older version wrote it.
    public var width: Int?
    /// Pixels, as `width`.
    public var height: Int?
    /// Frames a second, constant; absent as `width`.
    public var frameRate: Double?
    /// Nil where the video has no words.
    @OrNull public var captions: Captions?
    /// A JPEG.
    @OrNull public var thumbnail: String?
    /// A text file with title, caption and hashtags; nil until the caption stage is done.
    @OrNull public var text: String?
    /// The text to post with it; nil until the caption stage is done.
    @OrNull public var caption: String?
    /// With their `#`.
    public var hashtags: [String]
    /// What to post on each site; empty until the caption stage is done.
    public var posts: [PostEntry]
    /// What was measured on the finished file.
    @OrNull public var checks: ClipChecks?
    /// The clip in other shapes, or with captions on its picture; absent where none is asked for.
    public var renditions: [RenditionEntry]?
    /// Why it is not there.
    @OrNull public var error: Failure?

    /// Describes a clip.
    public init(id: String, momentId: String, status: ClipStatus) {
        self.id = id
        self.momentId = momentId
        self.status = status
        hashtags = []
        posts = []
    }

    private enum CodingKeys: String, CodingKey {
        case id, status, file, duration, width, height, captions, thumbnail, text, caption, hashtags, posts, checks,
            renditions, error
        case momentId = "moment_id"
        case assetId = "asset_id"
        case playbackId = "playback_id"
        case downloadURL = "download_url"
        case playbackPolicy = "playback_policy"
        case frameRate = "frame_rate"
    }
}
