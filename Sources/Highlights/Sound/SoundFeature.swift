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
