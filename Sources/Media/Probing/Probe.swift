/// What a source holds, as its container tells.
public struct Probe: Sendable, Equatable {
    /// ffmpeg's name of the container, for instance `mov,mp4,m4a,3gp,3g2,mj2`.
    public var format: String
    /// Seconds from the container's start to its end.
    public var duration: Double
    /// The container tells its duration: who was cut off while recording did not come to write it.
    public var tellsDuration = true
    /// The container's first timestamp in seconds: 0 on the player's clock.
    public var startTime: Double
    /// The moving picture; nil where there is only sound.
    public var video: VideoTrack?
    /// The timecode of the first frame as the container tells it, for instance `10:00:00:00`, or `10:00:00;00` where
    /// numbers are dropped; nil where it tells none.
    public var timecode: String? = nil
    /// The sound tracks in the order of the container.
    public var audio: [AudioTrack]
    /// The text tracks in the order of the container.
    public var text: [TextTrack]

    /// The sound track that players choose: the first one marked as default, else the first; nil without sound.
    public var mainAudio: AudioTrack? { audio.first(where: \.isDefault) ?? audio.first }
}

/// The moving picture of a source.
public struct VideoTrack: Sendable, Equatable {
    /// The stream's index in the container.
    public var index: Int
    /// ffmpeg's name of the codec, for instance `h264`.
    public var codec: String
    /// ffmpeg's name of the codec's profile, for instance `High`; nil where unknown.
    public var profile: String?
    /// Width in square pixels as shown, after rotation and pixel shape; not yet made even.
    public var width: Int
    /// Height in square pixels as shown.
    public var height: Int
    /// Width as coded.
    public var codedWidth: Int
    /// Height as coded.
    public var codedHeight: Int
    /// The shape of a pixel, width by height; 1/1 where unknown.
    public var pixelShape: Rational
    /// The rate that the container claims, frames a second; nil where it claims none.
    public var nominalRate: Rational?
    /// Frames by time over the whole track; nil where unknown.
    public var averageRate: Rational?
    /// Seconds of one unit of its timestamps.
    public var timeBase: Rational
    /// ffmpeg's name of the pixel format, for instance `yuv420p10le`.
    public var pixelFormat: String
    /// Degrees, clockwise, by which players turn the picture: 0, 90, 180 or 270.
    public var rotation: Int
    /// The colour transfer, primaries, matrix and range as ffmpeg names them; nil where the source does not say.
    public var colour: Colour
    /// ffmpeg's name of the field order, for instance `progressive` or `tt`; nil where unknown.
    public var fieldOrder: String?
    /// Captions are in it (CEA-608 or 708), as far as its beginning shows.
    public var hasClosedCaptions = false

    /// How colours are coded; nil where the source does not say.
    public struct Colour: Sendable, Equatable {
        /// For instance `bt709`, `smpte2084` (PQ), `arib-std-b67` (HLG).
        public var transfer: String?
        /// For instance `bt709`, `bt2020`.
        public var primaries: String?
        /// For instance `bt709`, `bt2020nc`.
        public var matrix: String?
        /// `tv` or `pc`.
        public var range: String?
    }

    /// The picture has a high dynamic range (ITU-R BT.2100: PQ or HLG) and needs tone mapping for common screens.
    public var isHighDynamicRange: Bool { colour.transfer == "smpte2084" || colour.transfer == "arib-std-b67" }

    /// Each frame holds two moments in alternate lines.
    public var isInterlaced: Bool { ["tt", "bb", "tb", "bt"].contains(fieldOrder) }
}

/// A sound track of a source.
public struct AudioTrack: Sendable, Equatable {
    /// The stream's index in the container.
    public var index: Int
    /// ffmpeg's name of the codec, for instance `aac`.
    public var codec: String
    /// The language as tagged, for instance `eng`; nil where not tagged or undetermined.
    public var language: String?
    /// The title as tagged.
    public var title: String?
    /// Players choose it by default.
    public var isDefault: Bool
    /// How many channels it has.
    public var channels: Int
    /// Samples a second.
    public var sampleRate: Int
}

/// A text track of a source: captions or subtitles.
public struct TextTrack: Sendable, Equatable {
    /// The stream's index in the container.
    public var index: Int
    /// ffmpeg's name of the codec, for instance `mov_text`.
    public var codec: String
    /// The language as tagged, for instance `eng`; nil where not tagged or undetermined.
    public var language: String?
    /// The title as tagged.
    public var title: String?
    /// Players choose it by default.
    public var isDefault: Bool
    /// It holds only foreign parts or signs, shown even with captions off: no transcript. Its marks or its title say so.
    public var isForced: Bool
    /// It holds words; a bitmap track holds pictures of words, of no use here.
    public var isTextual: Bool
    /// It has sounds beside the words, for those who do not hear.
    public var isHearingImpaired = false
    /// It is not what the video's own sound says: a commentary's words, or what is to be seen.
    public var isOther = false
}
