/// Where and how a cue is drawn: the WebVTT cue settings (W3C WebVTT, section 3.1), each at its default when absent.
public struct CueSettings: Sendable, Equatable {
    /// The direction in which lines of text are set.
    public enum Vertical: String, Sendable, Codable {
        /// Lines run horizontally.
        case horizontal = ""
        /// Lines are vertical and grow to the left.
        case growingLeft = "rl"
        /// Lines are vertical and grow to the right.
        case growingRight = "lr"
    }

    /// Which edge of the cue box the line setting places.
    public enum LineAlign: String, Sendable, Codable {
        /// The top, or the first edge of vertical text.
        case start
        /// The middle.
        case center
        /// The bottom, or the last edge of vertical text.
        case end
    }

    /// Which part of the cue box the position setting places.
    public enum PositionAlign: String, Sendable, Codable {
        /// Decided by the alignment of the text.
        case auto
        /// The left, or the top of vertical text.
        case lineLeft = "line-left"
        /// The middle.
        case center
        /// The right, or the bottom of vertical text.
        case lineRight = "line-right"
    }

    /// How lines are aligned in the cue box.
    public enum Align: String, Sendable, Codable {
        /// To the side where the text's own direction begins.
        case start
        /// Centred.
        case center
        /// To the side where the text's own direction ends.
        case end
        /// To the left.
        case left
        /// To the right.
        case right
    }

    /// The direction of the lines.
    public var vertical = Vertical.horizontal
    /// A line number (from the end where negative) or a percentage, as `snapToLines` says; nil for auto.
    public var line: Double?
    /// Whether `line` counts lines; otherwise it is a percentage of the video.
    public var snapToLines = true
    /// Which edge of the cue box `line` places.
    public var lineAlign = LineAlign.start
    /// A percentage of the video across the writing direction; nil for auto.
    public var position: Double?
    /// Which part of the cue box `position` places.
    public var positionAlign = PositionAlign.auto
    /// The size of the cue box, a percentage of the video.
    public var size: Double = 100
    /// How lines are aligned in the cue box.
    public var align = Align.center
    /// The identifier of the region that the cue is drawn in; the last region of that name counts.
    public var region: String?

    /// Makes settings that are all at their defaults.
    public init() {}
}
