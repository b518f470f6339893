/// A caption of a clip, as the page shows it over the picture.
public struct PageCue: Sendable, Equatable {
    /// Seconds of the clip.
    public var start: Double
    /// Seconds of the clip.
    public var end: Double
    /// Plain text, with line feeds between its lines: no tags and no entities.
    public var text: String

    /// Describes a caption. One that does not end after it starts, or has no text, is not shown.
    public init(start: Double, end: Double, text: String) {
        self.start = start
        self.end = end
        self.text = text
    }

    var isShown: Bool { start.isFinite && end.isFinite && start < end && !text.isEmpty }
}
