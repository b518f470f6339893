/// The video that the clips were made of.
public struct Source: Codable, Sendable, Equatable {
    /// The codec of each kind of track, or nil where there is none.
    public struct Codecs: Codable, Sendable, Equatable {
        /// As ffmpeg names it: `h264`, `hevc`, `vp9`.
        @OrNull public var video: String?
        /// As ffmpeg names it: `aac`, `opus`.
        @OrNull public var audio: String?

        /// Names the codecs.
        public init(video: String?, audio: String?) {
            self.video = video
            self.audio = audio
        }
    }

    /// Where it was last seen; bytes that are not UTF-8 are shown as U+FFFD.
    public var path: String
    /// Its size in bytes.
    public var bytes: Int
    /// SHA-256 of its content, lower-case hexadecimal.
    public var sha256: String
    /// Seconds; nil until it was probed.
    @OrNull public var duration: Double?
    /// Pixels as shown, after rotation.
    @OrNull public var width: Int?
    /// Pixels as shown, after rotation.
    @OrNull public var height: Int?
    /// Frames a second, the nominal rate.
    @OrNull public var frameRate: Double?
    /// The timecode of its first frame, for instance `10:00:00:00`; nil where it has none.
    public var timecode: String?
    /// Nil until it was probed.
    @OrNull public var codecs: Codecs?

    /// Names a source.
    public init(
        path: String,
        bytes: Int,
        sha256: String,
        duration: Double? = nil,
        width: Int? = nil,
        height: Int? = nil,
        frameRate: Double? = nil,
        codecs: Codecs? = nil
    ) {
        self.path = path
        self.bytes = bytes
        self.sha256 = sha256
        self.duration = duration
        self.width = width
        self.height = height
        self.frameRate = frameRate
        self.codecs = codecs
    }

    private enum CodingKeys: String, CodingKey {
        case path, bytes, sha256, duration, width, height, codecs, timecode
        case frameRate = "frame_rate"
    }
}
