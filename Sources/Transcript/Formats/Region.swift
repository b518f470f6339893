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

extension Region {
    /// Reads the lines of a `REGION` block (W3C WebVTT, "collect WebVTT region settings").
    init(parsing list: Bytes) {
        self.init()
        for setting in list.split(whereSeparator: \.isSpace) {
            guard let colon = setting.firstIndex(of: 0x3A), colon > setting.startIndex, colon + 1 < setting.endIndex
            else { continue }
            apply(setting[..<colon], setting[(colon + 1)...])
        }
    }

    private mutating func apply(_ name: Bytes, _ value: Bytes) {
        if name.equals("id") {
            id = value.text
        } else if name.equals("width") {
            if let percent = DecimalNumber.percentage(value) { width = percent }
        } else if name.equals("lines") {
            if value.allSatisfy(\.isDigit), let count = DecimalNumber.parse(value) { lines = count }
        } else if name.equals("regionanchor") {
            if let point = Self.point(value) { (regionAnchorX, regionAnchorY) = point }
        } else if name.equals("viewportanchor") {
            if let point = Self.point(value) { (viewportAnchorX, viewportAnchorY) = point }
        } else if name.equals("scroll") {
            if value.equals("up") { scroll = .up }
        }
    }

    private static func point(_ value: Bytes) -> (Double, Double)? {
        guard let comma = value.firstIndex(of: 0x2C), let x = DecimalNumber.percentage(value[..<comma]),
            let y = DecimalNumber.percentage(value[(comma + 1)...])
        else { return nil }
        return (x, y)
    }

    /// The `REGION` block without the blank line after it. All settings are written: a block needs one at least.
    var webVTT: String {
        var lines = ["REGION"]
        if !id.isEmpty, !id.utf8.contains(where: \.isSpace) {
            lines.append("id:" + id.replacing("-->", with: "->"))
        }
        lines.append("width:\(DecimalNumber.text(width))%")
        lines.append("lines:\(DecimalNumber.text(self.lines))")
        lines.append("regionanchor:\(DecimalNumber.text(regionAnchorX))%,\(DecimalNumber.text(regionAnchorY))%")
        lines.append("viewportanchor:\(DecimalNumber.text(viewportAnchorX))%,\(DecimalNumber.text(viewportAnchorY))%")
        if scroll == .up { lines.append("scroll:up") }
        return lines.joined(separator: "\n")
    }
}
