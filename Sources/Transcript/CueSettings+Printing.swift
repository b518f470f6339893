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
