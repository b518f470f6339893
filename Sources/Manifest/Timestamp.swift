public import FoundationEssentials

/// A moment in time, written in ISO 8601 in UTC with milliseconds: `2026-11-22T12:05:00.000Z`.
public struct Timestamp: Sendable, Equatable, Comparable, Codable, CustomStringConvertible {
    /// The time, whole milliseconds.
    public let date: Date

    /// Rounds a date to the millisecond, which is what is written.
    public init(_ date: Date) {
        self.date = Date(
            timeIntervalSinceReferenceDate: (date.timeIntervalSinceReferenceDate * 1000).rounded() / 1000
        )
    }

    /// The present.
    public static var now: Timestamp { Timestamp(Date()) }

    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// The text that stands in files.
    public var description: String {
        // The formatter cuts off what is below a millisecond, and a date in binary is often a hair below it.
        Self.format.format(date.addingTimeInterval(0.0005))
    }

    /// The earlier of two times is the smaller.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.date < right.date }

    /// Reads the text form, with or without fractions of a second.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        if let date = (try? Self.format.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text)) {
            self.init(date)
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 8601 date: \(text)")
        }
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
