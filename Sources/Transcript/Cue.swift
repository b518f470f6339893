/// One timed text of a caption file.
public struct Cue: Sendable, Equatable, Encodable {
    /// The identifier line, or the empty string.
    public var id: String
    /// When the cue appears, in seconds on the video's clock.
    public var start: Double
    /// When it goes away, in seconds; a malformed file may put it before `start`.
    public var end: Double
    /// The payload as written (tags and entities unresolved), its lines joined by a line feed.
    public var text: String
    /// Where and how the cue is drawn.
    public var settings: CueSettings

    /// Makes a cue from its parts.
    public init(
        id: String = "",
        start: Double,
        end: Double,
        text: String,
        settings: CueSettings = CueSettings()
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.text = text
        self.settings = settings
    }
}

extension Cue {
    /// The cue later by some seconds, or earlier where they are below 0, to the millisecond; times inside the text move too.
    public func moved(by seconds: Double) -> Cue {
        var cue = self
        (cue.start, cue.end) = (ClockTime.rounded(start + seconds), ClockTime.rounded(end + seconds))
        cue.text = CueText.moved(text, by: seconds, start: cue.start, end: cue.end)
        return cue
    }
}
