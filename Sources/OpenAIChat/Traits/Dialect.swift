/// How one request is put: begins with what is known of the model, or with what asks for the most, and gives way to complaints,
/// each of which it meets once.
struct Dialect: Equatable {
    private(set) var tokenCap: ModelTraits.TokenCap
    private(set) var hasTemperature: Bool
    private(set) var responseFormat: ModelTraits.ResponseFormat
    private(set) var bounds: SchemaBounds
    private(set) var stream: ModelTraits.Stream
    /// The most tokens that are written, with those that are only thought.
    let cap: Int?
    private let request: ChatRequest
    private var triedCaps: Set<ModelTraits.TokenCap> = []
    /// The form that counts as taken; the schema's fault is not the form's.
    private var knownFormat: ModelTraits.ResponseFormat?

    /// `isOpenAI`: the server is known without asking.
    init(_ request: ChatRequest, _ traits: ModelTraits?, isOpenAI: Bool = false) {
        self.request = request
        let thinks = traits?.thinks ?? isOpenAI
        cap = request.maxTokens.map { $0 + (thinks ? request.thinkingTokens : 0) }
        bounds = traits?.schemaBounds ?? (isOpenAI ? SchemaBounds.all.subtracting(.lengths) : .all)
        stream = traits?.stream ?? .counted
        // Both: servers that know only one of the two ignore the other, so that the cap holds from the first answer on. Where
        // that is refused, nothing was spent.
        tokenCap = traits?.tokenCap ?? .both
        hasTemperature = request.temperature != nil && traits?.takesTemperature != false
        if case .json = request.format {
            responseFormat = traits?.responseFormat ?? .jsonSchema
        } else {
            responseFormat = .none
        }
    }

    /// The next way to put it; nil where none is left that meets the complaint.
    func meeting(_ complaint: Complaint) -> Dialect? {
        var next = self
        switch complaint {
        case .tokenCap(let refused):
            guard request.maxTokens != nil else { return nil }
            next.triedCaps.insert(tokenCap)
            let candidates: [ModelTraits.TokenCap]
            switch refused {
            case .maxTokens: candidates = [.maxCompletionTokens]
            case .maxCompletionTokens: candidates = [.maxTokens]
            default: candidates = [.maxCompletionTokens, .maxTokens]
            }
            guard let cap = candidates.first(where: { !next.triedCaps.contains($0) }) else { return nil }
            next.tokenCap = cap
        case .temperature:
            guard hasTemperature else { return nil }
            next.hasTemperature = false
        case .streamOptions:
            guard stream == .counted else { return nil }
            next.stream = .uncounted
        case .stream:
            guard stream != .none else { return nil }
            next.stream = .none
        case .bounds(let refused):
            // One that we did not send is not what it means.
            guard !bounds.isDisjoint(with: refused), responseFormat == .jsonSchema else { return meeting(.schema) }
            next.bounds.subtract(refused)
        case .schema where responseFormat == .jsonSchema && !bounds.isEmpty:
            next.bounds = bounds.lesser ?? []
        case .responseFormat, .schema:
            switch responseFormat {
            case .jsonSchema: next.responseFormat = .jsonObject
            case .jsonObject: next.responseFormat = .none
            case .none: return nil
            }
            if complaint == .schema { next.knownFormat = knownFormat ?? responseFormat }
        }
        return next
    }

    mutating func answerInOnePiece() { stream = .none }

    /// What an accepted request proves.
    func teach(_ traits: inout ModelTraits, _ usage: Usage?, thought: Bool) {
        if let cap {
            traits.tokenCap = tokenCap
            // An answer far over the cap: the parameter was taken, and ignored.
            if tokenCap == .maxCompletionTokens, let usage, usage.completion > cap + max(16, cap / 10) {
                traits.tokenCap = .maxTokens
            }
        }
        if request.temperature != nil { traits.takesTemperature = hasTemperature }
        if case .json = request.format {
            traits.responseFormat = knownFormat ?? responseFormat
            // Where the form gave way for its schema, the bounds were not what it was about.
            if responseFormat == .jsonSchema { traits.schemaBounds = bounds }
        }
        traits.tellsUsage = usage != nil
        traits.stream = stream
        traits.thinks = (traits.thinks ?? false) || thought
    }
}
