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
