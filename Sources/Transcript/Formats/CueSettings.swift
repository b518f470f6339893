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

extension CueSettings {
    /// Reads a settings list (W3C WebVTT, "parse the WebVTT cue settings"); what is not a setting is passed over.
    /// `regions` holds the names of the regions seen so far.
    init(parsing list: Bytes, regions: Set<String>) {
        for setting in list.split(whereSeparator: \.isSpace) {
            guard let colon = setting.firstIndex(of: 0x3A), colon > setting.startIndex, colon + 1 < setting.endIndex
            else { continue }
            apply(setting[..<colon], setting[(colon + 1)...], regions: regions)
        }
        if line != nil || size != 100 || vertical != .horizontal { region = nil }
    }

    private mutating func apply(_ name: Bytes, _ value: Bytes, regions: Set<String>) {
        if name.equals("region") {
            let id = value.text
            region = regions.contains(id) ? id : nil
        } else if name.equals("vertical") {
            if let direction = Vertical(rawValue: value.text) { vertical = direction }
        } else if name.equals("line") {
            applyLine(value)
        } else if name.equals("position") {
            let (number, side) = Self.parts(value)
            let align = side.map { PositionAlign(rawValue: $0.text) } ?? positionAlign
            guard let percent = DecimalNumber.percentage(number), let align, side == nil || align != .auto
            else { return }
            (position, positionAlign) = (percent, align)
        } else if name.equals("size") {
            if let percent = DecimalNumber.percentage(value) { size = percent }
        } else if name.equals("align") {
            if let side = Align(rawValue: value.text) { align = side }
        }
    }

    private mutating func applyLine(_ value: Bytes) {
        let (number, side) = Self.parts(value)
        let isPercentage = number.last == UInt8(ascii: "%")
        let parsed =
            isPercentage ? DecimalNumber.percentage(number) : DecimalNumber.parse(number, allowsSign: true)
        guard let parsed, let align = side.map({ LineAlign(rawValue: $0.text) }) ?? lineAlign else { return }
        (line, snapToLines, lineAlign) = (parsed, !isPercentage, align)
    }

    /// The parts before and after the first comma.
    private static func parts(_ value: Bytes) -> (Bytes, Bytes?) {
        guard let comma = value.firstIndex(of: 0x2C) else { return (value, nil) }
        return (value[..<comma], value[(comma + 1)...])
    }
}

extension CueSettings {
    /// The settings that are not at their defaults as a list that a timing line may end with; empty for none.
    /// Values that WebVTT cannot say (an alignment of an auto line, a number that is not finite) are left out.
    public var webVTT: String {
        var parts: [String] = []
        if vertical != .horizontal { parts.append("vertical:" + vertical.rawValue) }
        if let line, line.isFinite {
            parts.append(
                "line:" + DecimalNumber.text(line) + (snapToLines ? "" : "%")
                    + (lineAlign == .start ? "" : "," + lineAlign.rawValue)
            )
        }
        if let position, position.isFinite {
            parts.append(
                "position:" + DecimalNumber.text(position) + "%"
                    + (positionAlign == .auto ? "" : "," + positionAlign.rawValue)
            )
        }
        if size != 100, size.isFinite { parts.append("size:" + DecimalNumber.text(size) + "%") }
        if align != .center { parts.append("align:" + align.rawValue) }
        if let region, !region.isEmpty, !region.utf8.contains(where: \.isSpace) { parts.append("region:" + region) }
        return parts.joined(separator: " ")
    }
}
