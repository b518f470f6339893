/// Gives spans of a sound their features, each in constant time by running totals.
struct SoundScorer: Sendable {
    private let track: LoudnessTrack
    private let rules: Rules
    private let duration: Double
    /// Before each step: how many steps sounded, the sum of their levels and of the squares of those.
    private let counts: [Int]
    private let sums: [Double]
    private let squares: [Double]

    /// Seconds before and after a start that are compared.
    private static let window = 10.0

    init(track: LoudnessTrack, rules: Rules, duration: Double) {
        self.track = track
        self.rules = rules
        self.duration = duration
        var counts = [0]
        var sums = [0.0]
        var squares = [0.0]
        for (index, level) in track.levels.enumerated() {
            let sounds = level > track.threshold
            let above = sounds ? level - LoudnessTrack.silence : 0
            counts.append(counts[index] + (sounds ? 1 : 0))
            sums.append(sums[index] + above)
            squares.append(squares[index] + above * above)
        }
        self.counts = counts
        self.sums = sums
        self.squares = squares
    }

    /// The features of a span, in the order of `SoundFeature.allCases`.
    func values(start: Double, end: Double) -> SoundFeature.Values {
        let (mean, spread, share) = level(start, end)
        let before = level(start - Self.window, start)
        let after = level(start, start + Self.window)
        let isEdge = duration >= 600 && (start < 30 || end > duration - 30)
        return SoundFeature.allCases.map { feature in
            switch feature {
            case .loudness: min(1, max(0, (mean - (track.high - 9)) / 9))  // 9 LU: about "half as loud" twice over.
            case .liveliness: min(1, spread / 6)
            case .change: start < Self.window ? 0 : min(1, abs(after.mean - before.mean) / 6)
            case .fullness: min(1, share / 0.8)
            case .length: rules.fit(end - start)
            case .edge: isEdge ? 1 : 0
            }
        }
    }

    /// Mean and spread of what sounds, in LUFS and LU, and the share of time that does.
    private func level(_ start: Double, _ end: Double) -> (mean: Double, spread: Double, share: Double) {
        let first = step(start)
        let last = max(first, step(end))
        let count = Double(counts[last] - counts[first])
        guard count > 0 else { return (LoudnessTrack.silence, 0, 0) }
        let mean = (sums[last] - sums[first]) / count
        let variance = max(0, (squares[last] - squares[first]) / count - mean * mean)
        return (mean + LoudnessTrack.silence, variance.squareRoot(), count / Double(last - first))
    }

    private func step(_ seconds: Double) -> Int {
        Int(min(max(0, seconds / track.step), Double(track.levels.count)))
    }
}

/// What a moment without words is scored by. Each is a value of 0 to 1 times its weight.
enum SoundFeature: String, CaseIterable, Sendable {
    case loudness, liveliness, change, fullness, length, edge

    /// The most that a feature adds, or takes away.
    var weight: Double {
        switch self {
        case .loudness: 1.0  // Raised voices and laughter are louder than the rest.
        case .liveliness: 0.8  // A level that moves is speech with feeling; a steady one is noise or music.
        case .change: 0.6  // What begins unlike what was before is a new part.
        case .fullness: 0.8  // Mostly pauses is mostly waiting.
        case .length: 0.5  // A soft wish for the best lengths.
        case .edge: -0.6  // The first and last half minute are mostly intro and outro.
        }
    }

    /// What it says to a reader; nil where a reader learns nothing from it.
    var phrase: String? {
        switch self {
        case .loudness: "louder than the rest"
        case .liveliness: "lively"
        case .change: "begins with a change"
        case .fullness: "few pauses"
        case .length, .edge: nil
        }
    }

    /// One value for each feature, by its place in `allCases`.
    typealias Values = [Double]
}
