/// A text that must reach no log, record, error or process list: it prints as bullets wherever it is interpolated.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, for the one place that sends it.
    public let reveal: String

    /// Hides a text.
    public init(_ text: String) { reveal = text }

    /// Bullets.
    public var description: String { "•••" }
    /// Bullets.
    public var debugDescription: String { "•••" }
    /// Nothing to see.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
