extension String {
    /// The text fit for one line of a message: what would end it, move a terminal's cursor or turn the direction of reading
    /// is shown as `\u{…}`, the rest as it is.
    public var oneLine: String {
        guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.isUnprintable {
                text += scalar.escaped(asASCII: true)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether it has no picture of its own.
    fileprivate var isUnprintable: Bool {
        if value >= 0x20 && value < 0x7F { return false }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format, .unassigned, .surrogate: return true
        default: return false
        }
    }
}
