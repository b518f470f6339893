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
