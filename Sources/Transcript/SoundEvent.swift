/// Something heard that is not speech, written in captions as `[Music]` or `(applause)`.
public struct SoundEvent: Sendable, Equatable, Encodable {
    /// The words between the brackets, lower case: `music`, `applause`, `laughter`.
    public var label: String
    /// When it is written to begin, in seconds.
    public var start: Double
    /// When it is written to end, in seconds.
    public var end: Double

    /// Makes an event from its parts.
    public init(label: String, start: Double, end: Double) {
        self.label = label
        self.start = start
        self.end = end
    }
}
