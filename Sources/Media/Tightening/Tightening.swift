/// What is to be taken out of a clip while it is cut: long pauses, words that only fill them. All times are in seconds on the
/// player's clock of the source.
public struct Tightening: Sendable, Equatable {
    /// Pauses longer than this are shortened to it; nil leaves them.
    public var longestPause: Double?
    /// Words that go, in order: each where the sound is quiet before and after it, elsewhere it stays.
    public var fillers: [Range<Double>]
    /// Stretches that nothing is taken from, in order, none overlapping another: words whose times are known, applause, music.
    public private(set) var kept: [Range<Double>]
    /// Stretches that do not vanish whole: captions of which it is not known when their words are said.
    public var captions: [Range<Double>]

    /// Asks for what is to be taken out. What is kept may come in any order and overlap.
    public init(
        longestPause: Double?,
        fillers: [Range<Double>] = [],
        kept: [Range<Double>] = [],
        captions: [Range<Double>] = []
    ) {
        self.longestPause = longestPause
        self.fillers = fillers
        self.kept = kept.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, stretch in
            guard let last = joined.last, stretch.lowerBound <= last.upperBound else { return joined.append(stretch) }
            joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
        }
        self.captions = captions
    }

    /// The same on a clock that begins at a time of this one's.
    func counted(from origin: Double) -> Tightening {
        func moved(_ stretches: [Range<Double>]) -> [Range<Double>] {
            stretches.map { $0.lowerBound - origin..<$0.upperBound - origin }
        }
        return Tightening(
            longestPause: longestPause,
            fillers: moved(fillers),
            kept: moved(kept),
            captions: moved(captions)
        )
    }
}
