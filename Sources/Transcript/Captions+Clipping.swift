extension Captions {
    /// What is shorter cannot be written. The margin takes in what subtracting times loses.
    private static let shortestCue = 0.001 - 1e-6

    /// Nobody reads what is shown for less. The margin takes in what subtracting times loses.
    private static let shortestRest = 0.25 - 1e-6

    /// The cues that overlap `from` up to `to`, with times counted from `from` and held within 0 and `to - from`,
    /// to the millisecond; times inside the text move too. Words that are said outside go: a cue that reaches over an
    /// edge is cut between words, at the end of a sentence where one is near. Cues of more than 7 s are parted at words
    /// into cues of at most 7 s. A cue of which less than a millisecond is left goes, and one of which less than half and
    /// less than 0.25 s is left. Settings stay, and the regions in use; a parted cue's identifier stays with its first part.
    /// Empty where `to` is not after `from`.
    public func clipped(from: Double, to: Double) -> Captions {
        var clip = self
        clip.cues = []
        clip.problems = []
        guard from < to else { return clip }
        for whole in cues where whole.start < to && whole.end > from {
            guard let said = whole.words(from: from, to: to) else { continue }
            for cue in said.end - said.start > Self.longestCue ? said.parts(atMost: Self.longestCue) : [said] {
                var part = cue
                let (start, end) = (max(cue.start, from), min(cue.end, to))
                let left = end - start
                guard left >= Self.shortestCue else { continue }
                guard left >= Self.shortestRest || 2 * left + 1e-6 >= cue.end - cue.start else { continue }
                (part.start, part.end) = (ClockTime.rounded(start - from), ClockTime.rounded(end - from))
                part.text = CueText.moved(cue.text, by: -from, start: part.start, end: part.end)
                clip.cues.append(part)
            }
        }
        let used = Set(clip.cues.compactMap(\.settings.region))
        clip.regions = regions.filter { used.contains($0.id) }
        return clip
    }
}
