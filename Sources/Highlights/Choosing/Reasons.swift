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
        let first = subject.map { Self.tied(strongest.first, to: $0) } ?? strongest.first.map(Self.phrase)
        let phrases = [first ?? Self.ordinary] + strongest.dropFirst().map(Self.phrase)
        var text = "It " + Self.joined(phrases)
        if let against = against(values) { text += ", though it \(Self.objection(against))" }
        return text + "."
    }

    /// What counts against it as a sentence of its own.
    static func sentence(_ against: Feature) -> String {
        against.phrase.prefix(1).uppercased() + against.phrase.dropFirst() + "."
    }

    /// What counts most against it, where something does.
    func against(_ values: Feature.Values) -> Feature? {
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
    ///
    /// - Parameter feature: What it does; nil where nothing tells it from the others.
    private static func tied(_ feature: Feature?, to subject: String) -> String {
        switch feature {
        case nil: "\(ordinary) on \(subject)"
        case .number?: "gives numbers about \(subject)"
        case .plain?: "speaks plainly about \(subject)"
        case let own? where [.story, .question, .insight, .together].contains(own): "\(phrase(own)) about \(subject)"
        case let other?: "is about \(subject), \(phrase(other))"
        }
    }

    /// What is said of a moment that nothing tells from the others.
    private static let ordinary = "is among the better parts"

    private static func joined(_ phrases: [String]) -> String {
        guard let last = phrases.last, phrases.count > 1 else { return phrases.first ?? "" }
        return phrases.dropLast().joined(separator: ", ") + " and " + last
    }

    /// What counts against it, as said of it.
    private static func objection(_ feature: Feature) -> String {
        switch feature {
        case .routine, .chatter: "is partly \(feature.phrase)"
        case .slow: "has \(feature.phrase)"
        default: feature.phrase
        }
    }
}
