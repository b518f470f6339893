/// A clip in another shape, or with its captions on the picture, as it stands in `manifest.json`. Paths are below the video's folder.
public struct RenditionEntry: Codable, Sendable, Equatable {
    /// Its shape: `9x16`, `1x1`, `4x5`, `16x9`, or `source` for that of the clip.
    public var format: String
    /// The MP4; nil where it failed.
    @OrNull public var file: String?
    /// A JPEG without captions; nil where it failed.
    @OrNull public var thumbnail: String?
    /// Pixels.
    public var width: Int
    /// Pixels.
    public var height: Int
    /// The size of the MP4; nil where it failed.
    @OrNull public var bytes: Int?
    /// How the clip's picture was brought into the shape; nil where it failed.
    @OrNull public var framing: FramingEntry?
    /// The style of the captions on its picture; nil without any.
    @OrNull public var captions: String?
    /// What was measured; nil where it failed.
    @OrNull public var checks: RenditionChecks?
    /// Why it is not there.
    @OrNull public var error: Failure?

    /// Names a rendition that is not there yet.
    public init(format: String, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }
}

/// How a picture was brought into another shape.
public struct FramingEntry: Codable, Sendable, Equatable {
    /// A stretch from one cut of the source to the next.
    public struct Shot: Codable, Sendable, Equatable {
        /// Seconds of the clip.
        public var start: Double
        /// Seconds of the clip.
        public var end: Double
        /// As `mode` of the whole.
        public var mode: String
        /// In plain words.
        public var reason: String

        /// Describes a shot.
        public init(start: Double, end: Double, mode: String, reason: String) {
            self.start = start
            self.end = end
            self.mode = mode
            self.reason = reason
        }
    }

    /// What was asked for: `auto`, `follow`, `centre`, `fit`, or a point such as `0.3,0.5`.
    public var wanted: String
    /// What was done: `follow`, `centre`, `fixed`, `fit`, `whole` where the picture has the shape, or `drawn` where the source has none.
    public var mode: String
    /// Why, in plain words.
    public var reason: String
    /// The share of frames that hold a whole face, 0 to 1; nil where nobody looked.
    @OrNull public var faceShare: Double?
    /// What was done in each shot; empty where all was done alike.
    public var shots: [Shot]

    /// Describes a framing.
    public init(wanted: String, mode: String, reason: String, faceShare: Double?, shots: [Shot]) {
        self.wanted = wanted
        self.mode = mode
        self.reason = reason
        self.faceShare = faceShare
        self.shots = shots
    }

    private enum CodingKeys: String, CodingKey {
        case wanted, mode, reason, shots
        case faceShare = "face_share"
    }
}

/// What was measured on a finished rendition. One that fails any of it is not published.
public struct RenditionChecks: Codable, Sendable, Equatable {
    /// Every frame and sample decodes without an error.
    public var decodes: Bool
    /// Frames, as many as the clip's.
    public var frames: Int
    /// Frames a second, constant.
    public var frameRate: Double
    /// How far its first frame is from what was coded: mean absolute difference of luma, 0 to 255.
    public var firstFrameDifference: Double
    /// The same of the last frame.
    public var lastFrameDifference: Double
    /// Seconds between the end of the picture and the end of the sound; nil without sound.
    @OrNull public var audioVideoGap: Double?
    /// Integrated loudness in LUFS (EBU R 128); nil without sound, or where it is silence.
    @OrNull public var loudness: Double?
    /// True peak in dBTP; nil as `loudness`.
    @OrNull public var truePeak: Double?
    /// What a user should know.
    public var notes: [String]

    /// Describes what was measured.
    public init(
        decodes: Bool,
        frames: Int,
        frameRate: Double,
        firstFrameDifference: Double,
        lastFrameDifference: Double,
        audioVideoGap: Double?,
        loudness: Double?,
        truePeak: Double?,
        notes: [String]
    ) {
        self.decodes = decodes
        self.frames = frames
        self.frameRate = frameRate
        self.firstFrameDifference = firstFrameDifference
        self.lastFrameDifference = lastFrameDifference
        self.audioVideoGap = audioVideoGap
        self.loudness = loudness
        self.truePeak = truePeak
        self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
        case decodes, frames, loudness, notes
        case frameRate = "frame_rate"
        case firstFrameDifference = "first_frame_difference"
        case lastFrameDifference = "last_frame_difference"
        case audioVideoGap = "audio_video_gap"
        case truePeak = "true_peak"
    }
}
