/// How a clip shall be brought into another shape: what somebody asked for.
public enum FramingWish: Sendable, Hashable {
    /// Follow where that holds, else fit.
    case auto
    /// A window that follows who is to be seen.
    case follow
    /// A window in the middle that never moves.
    case centre
    /// The whole picture, over a blurred copy of it.
    case fit
    /// A window that never moves, with this point of the picture in its middle, as far as there is room; fractions of the
    /// picture, from its top left corner.
    case at(x: Double, y: Double)
}

extension FramingWish: CustomStringConvertible, Codable {
    /// Reads `auto`, `follow`, `centre`, `fit`, or two fractions as in `0.3,0.5`. Nil for anything else.
    public init?(_ text: String) {
        switch text {
        case "auto": self = .auto
        case "follow": self = .follow
        case "centre": self = .centre
        case "fit": self = .fit
        default:
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2, let x = Self.fraction(parts[0]), let y = Self.fraction(parts[1]) else { return nil }
            self = .at(x: x, y: y)
        }
    }

    private static func fraction(_ text: Substring) -> Double? {
        let digits = text.drop { $0 == " " }
        guard digits.allSatisfy({ $0 == "." || ("0"..."9").contains($0) }), let value = Double(digits),
            (0...1).contains(value)
        else { return nil }
        return value
    }

    /// As it is read.
    public var description: String {
        switch self {
        case .auto: "auto"
        case .follow: "follow"
        case .centre: "centre"
        case .fit: "fit"
        case .at(let x, let y): "\(x),\(y)"
        }
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let wish = FramingWish(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no framing")
            )
        }
        self = wish
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }
}
