import Manifest

/// A whole video that was in the inbox at some time.
struct SoakContent {
    /// Which of the tiny videos it is made of.
    let base: Int
    /// Whether captions may stand beside it. One that has them is never in two places, since which captions count would
    /// then depend on which file was taken first.
    let isCaptioned: Bool
    /// How often its captions came, went or changed, each of which may bring the stages from `fetch-vtt` on anew.
    var captionChanges = 0
    /// How often a stage of it ran when the watcher was killed.
    var strikes: [StageName: Int] = [:]
    /// Whether a kill left an attempt of it.
    var isTorn = false

    /// The most attempts that a stage may have had.
    func attempts(_ stage: StageName) -> Int {
        1 + strikes[stage, default: 0] + (stage >= .fetchVTT ? captionChanges + strikesBefore(stage) : 0)
    }

    /// A stage that is done anew after a kill makes those after it look again, which costs them nothing but a look, unless
    /// it came to something else: a change of the captions that the kill cut in two.
    private func strikesBefore(_ stage: StageName) -> Int {
        guard captionChanges > 0 else { return 0 }
        return strikes.filter { $0.key < stage }.values.reduce(0, +)
    }
}
