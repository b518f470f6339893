/// A part of the video that cues scroll in: a `REGION` block (W3C WebVTT, section 3.2). Numbers but `lines` are percent.
public struct Region: Sendable, Equatable, Encodable {
    /// Whether cues push earlier ones up.
    public enum Scroll: String, Sendable, Codable {
        /// Cues stay where they were drawn.
        case none = ""
        /// Cues push earlier ones up.
        case up
    }

    /// The name that cues refer to; empty where the block gives none.
    public var id: String
    /// The width, a percentage of the video's.
    public var width: Double = 100
    /// The height in lines of text; any whole number, however large.
    public var lines: Double = 3
    /// The point of the region that is placed on the viewport anchor, from its left.
    public var regionAnchorX: Double = 0
    /// The same from its top.
    public var regionAnchorY: Double = 100
    /// The point of the video that the region's anchor is placed on, from its left.
    public var viewportAnchorX: Double = 0
    /// The same from its top.
    public var viewportAnchorY: Double = 100
    /// Whether cues push earlier ones up.
    public var scroll = Scroll.none

    private enum CodingKeys: String, CodingKey {
        case id, width, lines, scroll
        case regionAnchorX = "region_anchor_x"
        case regionAnchorY = "region_anchor_y"
        case viewportAnchorX = "viewport_anchor_x"
        case viewportAnchorY = "viewport_anchor_y"
    }

    /// Makes a region that is at its defaults but for its name.
    public init(id: String = "") {
        self.id = id
    }
}
