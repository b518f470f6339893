/// What the probe of a video found.
public struct Asset: Codable, Sendable, Equatable {
    /// Seconds.
    public var duration: Double
    /// Pixels as shown, after rotation; nil without a picture.
    @OrNull public var width: Int?
    /// Pixels as shown, after rotation; nil without a picture.
    @OrNull public var height: Int?
    /// Frames a second, the nominal rate; nil without a picture.
    @OrNull public var frameRate: Double?
    /// The timecode of the first frame, for instance `10:00:00:00`; nil where there is none.
    public var timecode: String?
    /// The codecs of the tracks that are used.
    public var codecs: Source.Codecs
    /// How many audio tracks there are.
    public var audioTracks: Int
    /// How many text tracks there are.
    public var textTracks: Int
    /// The language of each audio track as tagged, `und` where it is not; nil where none is, or an older version looked.
    public var audioLanguages: [String]?
    /// Which audio track players choose, counted from 1; nil for the first.
    public var mainAudio: Int?
    /// Whether captions are in the picture (CEA-608 or 708); nil where they are not, or an older version looked.
    public var closedCaptions: Bool?

    /// Describes an asset.
    public init(
        duration: Double,
        width: Int?,
        height: Int?,
        frameRate: Double?,
        codecs: Source.Codecs,
        audioTracks: Int,
        textTracks: Int
    ) {
        self.duration = duration
        self.width = width
        self.height = height
        self.frameRate = frameRate
        self.codecs = codecs
        self.audioTracks = audioTracks
        self.textTracks = textTracks
    }

    private enum CodingKeys: String, CodingKey {
        case duration, width, height, codecs, timecode
        case frameRate = "frame_rate"
        case audioTracks = "audio_tracks"
        case textTracks = "text_tracks"
        case audioLanguages = "audio_languages"
        case mainAudio = "main_audio"
        case closedCaptions = "closed_captions"
    }
}

/// Where the words come from, and what was odd about them.
public struct TranscriptResult: Codable, Sendable, Equatable {
    /// Where the words come from.
    public var info: TranscriptInfo
    /// What a user should know: malformed cues passed over, how to get a transcript.
    public var notes: [String]
    /// Set where the text inside the video turned out to be of no use.
    public var nothingInside: Bool?

    /// Describes a transcript.
    public init(info: TranscriptInfo, notes: [String]) {
        self.info = info
        self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
        case info, notes
        case nothingInside = "nothing_inside"
    }
}

/// What the choice leaves beside `moments.json`.
public struct AnalysisResult: Codable, Sendable, Equatable {
    /// The times of a moment as they were chosen, by which a later edit is recognised. Seconds of the source.
    public struct Span: Codable, Sendable, Equatable {
        /// The moment's id.
        public var id: String
        /// Where it begins.
        public var startTime: Double
        /// Where it ends.
        public var endTime: Double

        /// Names a span.
        public init(id: String, startTime: Double, endTime: Double) {
            self.id = id
            self.startTime = startTime
            self.endTime = endTime
        }

        private enum CodingKeys: String, CodingKey {
            case id
            case startTime = "start_time"
            case endTime = "end_time"
        }
    }

    /// The moments that were chosen, in order.
    public var chosen: [Span]
    /// The score over the whole video: evenly spaced values of 0 to 1.
    public var scoreCurve: [Double]

    /// Describes a choice.
    public init(chosen: [Span], scoreCurve: [Double]) {
        self.chosen = chosen
        self.scoreCurve = scoreCurve
    }

    private enum CodingKeys: String, CodingKey {
        case chosen
        case scoreCurve = "score_curve"
    }
}

/// One clip of the clip stage. Paths are below the video's folder.
public struct ClipResult: Codable, Sendable, Equatable {
    /// The moment it shows.
    public var momentId: String
    /// SHA-256 of all that decides its content: it is cut anew only when this changes.
    public var fingerprint: String
    /// The MP4; nil where it failed.
    @OrNull public var file: String?
    /// SHA-256 of the MP4, by which it is known again under another name; nil where it failed.
    @OrNull public var sha256: String?
    /// Nil where the video has no words, or where it failed.
    @OrNull public var captions: ClipEntry.Captions?
    /// A JPEG; nil where it failed.
    @OrNull public var thumbnail: String?
    /// SHA-256 of the JPEG; nil where it failed.
    @OrNull public var thumbnailSHA256: String?
    /// Seconds; nil where it failed.
    @OrNull public var duration: Double?
    /// Pixels; nil where it failed, or an older version made it.
    public var width: Int?
    /// Pixels, as `width`.
    public var height: Int?
    /// Frames a second, constant; nil as `width`.
    public var frameRate: Double?
    /// Where it is at a host; nil on host `local`.
    @OrNull public var remote: RemoteClip?
    /// What was measured; nil where it was never finished.
    @OrNull public var checks: ClipChecks?
    /// The clip in other shapes, or with captions on its picture; nil where none is asked for.
    public var renditions: [RenditionResult]?
    /// Why it failed.
    @OrNull public var failure: Failure?

    /// Names a clip that is not there yet.
    public init(momentId: String, fingerprint: String) {
        self.momentId = momentId
        self.fingerprint = fingerprint
    }

    private enum CodingKeys: String, CodingKey {
        case fingerprint, file, sha256, captions, thumbnail, duration, width, height, remote, checks, renditions,
            failure
        case frameRate = "frame_rate"
        case thumbnailSHA256 = "thumbnail_sha256"
        case momentId = "moment_id"
    }
}

/// A rendition as the record of stage `clip` has it.
public struct RenditionResult: Codable, Sendable, Equatable {
    /// SHA-256 of all that decides its content: it is made anew only when this changes.
    public var fingerprint: String
    /// SHA-256 of the MP4; nil where it failed.
    @OrNull public var sha256: String?
    /// SHA-256 of the JPEG; nil where it failed.
    @OrNull public var thumbnailSHA256: String?
    /// What the manifest says of it.
    public var entry: RenditionEntry

    /// Describes a rendition.
    public init(fingerprint: String, sha256: String?, thumbnailSHA256: String?, entry: RenditionEntry) {
        self.fingerprint = fingerprint
        self.sha256 = sha256
        self.thumbnailSHA256 = thumbnailSHA256
        self.entry = entry
    }

    private enum CodingKeys: String, CodingKey {
        case fingerprint, sha256, entry
        case thumbnailSHA256 = "thumbnail_sha256"
    }
}

/// Where a clip is at a host.
public struct RemoteClip: Codable, Sendable, Equatable {
    /// The host's id of it.
    public var assetId: String
    /// The host's playback id.
    public var playbackId: String
    /// Where its MP4 can be fetched; nil where the host's was not as exact as the file here.
    @OrNull public var downloadURL: String?
    /// Who may play it: `public` or `signed`; nil where an older version made it.
    public var playbackPolicy: String?

    /// Names a clip at a host.
    public init(assetId: String, playbackId: String, downloadURL: String?, playbackPolicy: String?) {
        self.assetId = assetId
        self.playbackId = playbackId
        self.downloadURL = downloadURL
        self.playbackPolicy = playbackPolicy
    }

    private enum CodingKeys: String, CodingKey {
        case assetId = "asset_id"
        case playbackId = "playback_id"
        case downloadURL = "download_url"
        case playbackPolicy = "playback_policy"
    }
}

/// The words to post with one clip.
public struct CaptionResult: Codable, Sendable, Equatable {
    /// The moment it belongs to.
    public var momentId: String
    /// The text file, below the video's folder.
    public var file: String
    /// The text.
    public var caption: String
    /// With their `#`.
    public var hashtags: [String]
    /// What to post on each site.
    public var posts: [PostEntry]
    /// SHA-256 of all that decides the words: they are asked for anew only when this changes.
    public var fingerprint: String
    /// Who wrote them.
    public var engine: Engine

    /// Describes a caption.
    public init(
        momentId: String,
        file: String,
        caption: String,
        hashtags: [String],
        posts: [PostEntry],
        fingerprint: String,
        engine: Engine
    ) {
        self.momentId = momentId
        self.file = file
        self.caption = caption
        self.hashtags = hashtags
        self.posts = posts
        self.fingerprint = fingerprint
        self.engine = engine
    }

    private enum CodingKeys: String, CodingKey {
        case file, caption, hashtags, posts, fingerprint, engine
        case momentId = "moment_id"
    }

    /// Reads a caption; one that an older version wrote has no posts, and is not known again.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        momentId = try container.decode(String.self, forKey: .momentId)
        file = try container.decode(String.self, forKey: .file)
        caption = try container.decode(String.self, forKey: .caption)
        hashtags = try container.decode([String].self, forKey: .hashtags)
        posts = try container.decodeIfPresent([PostEntry].self, forKey: .posts) ?? []
        fingerprint = try container.decodeIfPresent(String.self, forKey: .fingerprint) ?? ""
        engine = try container.decodeIfPresent(Engine.self, forKey: .engine) ?? Engine(name: "extractive", version: "0")
    }
}
