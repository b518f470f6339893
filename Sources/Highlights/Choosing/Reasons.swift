/// Says in a sentence why a moment scores as it does.
struct Reasons: Sendable {
    /// What each feature gives the ordinary candidate of the same video.
    let means: Feature.Values

    /// The two or three parts that raise it most above the ordinary, and what counts against it.
    func sentence(_ values: Feature.Values) -> String {
        var telling = Feature.allCases.filter { $0.isTelling && values[$0] >= 0.3 && values[$0] > means[$0] + 0.02 }
        if telling.contains(.ending) { telling.removeAll { $0 == .quotable } }
        let strongest = telling.sorted { gain($0, values) > gain($1, values) }.prefix(3)
        var phrases = strongest.map(\.phrase)
        if phrases.isEmpty { phrases = ["no single reason stands out"] }
        if let against = against(values) { phrases.append("but: \(against)") }
        let text = phrases.joined(separator: "; ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    /// What counts most against it, where something does.
    func against(_ values: Feature.Values) -> String? {
        Feature.allCases.filter { $0.weight < 0 && values[$0] > 0.6 }.min { first, second in
            values[first] * first.weight < values[second] * second.weight
        }?.phrase
    }

    private func gain(_ feature: Feature, _ values: Feature.Values) -> Double {
        (values[feature] - means[feature]) * feature.weight
    }
}
