/// Says in a sentence, as a person would, why a moment scores as it does.
struct Reasons: Sendable {
    /// What each feature gives the ordinary candidate of the same video.
    let means: Feature.Values

    /// The two or three parts that raise it most above the ordinary, and what counts against it.
    ///
    /// - Parameter subject: What it is about, where that is known.
    func sentence(_ values: Feature.Values, about subject: String? = nil) -> String {
        var telling = Feature.allCases.filter { $0.isTelling && values[$0] >= 0.3 && values[$0] > means[$0] + 0.02 }
        if telling.contains(.ending) { telling.removeAll { $0 == .quotable } }
        // That it is about what the talk is about goes without saying where the subject is named.
        if subject != nil { telling.removeAll { $0 == .keys } }
        let strongest = telling.sorted { gain($0, values) > gain($1, values) }.prefix(3)
            .sorted { Self.order($0) < Self.order($1) }
        var phrases = strongest.map(Self.phrase)
        if phrases.isEmpty { phrases = ["is among the better parts"] }
        if let subject { phrases[0] = Self.tied(phrases[0], to: subject) }
        var text = "It " + Self.joined(phrases)
        if let against = against(values) { text += ", though it \(Self.objection(against))" }
        return text + "."
    }

    /// What counts most against it, where something does.
    func against(_ values: Feature.Values) -> String? {
        strongestPenalty(values)?.phrase
    }

    private func strongestPenalty(_ values: Feature.Values) -> Feature? {
        Feature.allCases.filter { $0.weight < 0 && values[$0] > 0.6 }.min { first, second in
            values[first] * first.weight < values[second] * second.weight
        }
    }

    private func gain(_ feature: Feature, _ values: Feature.Values) -> Double {
        (values[feature] - means[feature]) * feature.weight
    }

    /// What it does comes first, how it does so next, how it ends last.
    private static func order(_ feature: Feature) -> Int {
        switch feature {
        case .story, .insight, .question: 0
        case .emotion, .number, .contrast, .together, .plain, .keys: 1
        case .audience: 2
        case .quotable, .ending: 3
        default: 1
        }
    }

    /// What it does, as said of it.
    private static func phrase(_ feature: Feature) -> String {
        switch feature {
        case .quotable: "has a line worth quoting"
        case .ending: "ends on a line worth quoting"
        case .insight: "comes to a finding"
        case .story: "tells a story"
        case .emotion: "stirs strong feelings"
        case .question: "asks a question"
        case .number: "backs it with numbers"
        case .contrast: "turns against what one expects"
        case .together: "speaks to all of us"
        case .plain: "says it plainly"
        case .audience: "makes the audience react"
        case .keys: "goes to the heart of the talk"
        default: feature.phrase
        }
    }

    /// "Tells a story about bread"; what cannot be tied so has the subject before it.
    private static func tied(_ phrase: String, to subject: String) -> String {
        switch phrase {
        case "tells a story", "asks a question", "comes to a finding":
            "\(phrase) about \(subject)"
        case "is among the better parts": "\(phrase) on \(subject)"
        case "backs it with numbers": "gives numbers about \(subject)"
        case "says it plainly": "speaks plainly about \(subject)"
        case "speaks to all of us": "speaks to all of us about \(subject)"
        default: "is about \(subject), \(phrase)"
        }
    }

    private static func joined(_ phrases: [String]) -> String {
        guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? "" }
        return phrases.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func objection(_ phrase: String) -> String {
        // A feature's phrase is a verb's or a noun's.
        let verbs = ["opens", "does", "begins", "ends", "leans", "is", "has"]
        return verbs.contains { phrase.hasPrefix($0 + " ") } ? phrase : "is partly \(phrase)"
    }
}
