extension Cue {
    /// The cue later by some seconds, or earlier where they are below 0, to the millisecond; times inside the text move too.
    public func moved(by seconds: Double) -> Cue {
        var cue = self
        (cue.start, cue.end) = (ClockTime.rounded(start + seconds), ClockTime.rounded(end + seconds))
        cue.text = CueText.moved(text, by: seconds, start: cue.start, end: cue.end)
        return cue
    }
}
