/// What a server does not take of a request: read from the words of its refusal, since no two say it alike.
enum Complaint: Equatable {
    /// Which parameter, where that can be determined.
    case tokenCap(ModelTraits.TokenCap?)
    case temperature
    /// The form of the answer.
    case responseFormat
    /// Not the form, but this very schema.
    case schema
    /// Some bounds in the schema.
    case bounds(SchemaBounds)
    /// That an answer comes as it is written.
    case stream
    /// That the count comes with it.
    case streamOptions

    private static let statuses: Set<Int> = [400, 404, 415, 422, 500, 501]

    /// Nil where the refusal is about something else, or about a value that is out of bounds.
    init?(status: Int, _ body: ErrorBody) {
        guard Self.statuses.contains(status), !body.isAboutContext, !body.isAboutQuota, !body.isAboutModel else {
            return nil
        }
        let words = body.lowercased
        let named = body.param.map { $0.lowercased() } ?? words
        if named.contains("max_tokens") || named.contains("max_completion_tokens") {
            guard Self.isRefusal(body, words) else { return nil }
            self = .tokenCap(Self.cap(in: named))
        } else if named.contains("temperature") {
            guard Self.isRefusal(body, words) else { return nil }
            self = .temperature
        } else if named.contains("stream_options") {
            self = .streamOptions
        } else if Self.isAboutStream(named) {
            self = .stream
        } else if Self.isAboutKeyword(words), !SchemaBounds(named: words).isEmpty {
            self = .bounds(SchemaBounds(named: words))
        } else if Self.formatNames.contains(where: named.contains) {
            self = Self.isAboutSchema(words) ? .schema : .responseFormat
        } else if body.param == nil, words.contains("grammar") || words.contains("json schema") {
            self = .schema
        } else if status != 404, status != 500, body == ErrorBody([]) {
            // A refusal without a word: the form of the answer is what most servers differ in.
            self = .responseFormat
        } else {
            return nil
        }
    }

    private static let formatNames = [
        "response_format", "response format", "json_schema", "json_object", "timestamp_granularities",
    ]

    /// The one that is named first: the other is what is advised instead.
    private static func cap(in words: String) -> ModelTraits.TokenCap? {
        let older = words.firstRange(of: "max_tokens")?.lowerBound
        let newer = words.firstRange(of: "max_completion_tokens")?.lowerBound
        switch (older, newer) {
        case (let older?, let newer?): return older < newer ? .maxTokens : .maxCompletionTokens
        case (_?, nil): return .maxTokens
        case (nil, _?): return .maxCompletionTokens
        case (nil, nil): return nil
        }
    }

    /// A word of its own: what goes wrong "upstream" is something else.
    private static func isAboutStream(_ words: String) -> Bool {
        words.split { !$0.isLetter && $0 != "_" }.contains { $0 == "stream" || $0 == "streaming" }
    }

    /// Whether some keyword of a schema is not taken.
    private static func isAboutKeyword(_ words: String) -> Bool {
        isAboutSchema(words) || (words.contains("schema") && isUnsupported(words))
            || words.contains("number of repetitions")
    }

    private static func isAboutSchema(_ words: String) -> Bool {
        ["invalid schema", "grammar", "schema conversion", "invalid json schema"].contains(where: words.contains)
    }

    /// Whether the parameter itself is not taken, rather than its value.
    private static func isRefusal(_ body: ErrorBody, _ words: String) -> Bool {
        let codes: Set<String> = ["unsupported_parameter", "unsupported_value", "unknown_parameter", "extra_forbidden"]
        if body.isCalled(codes) { return true }
        return isUnsupported(words)
    }

    private static func isUnsupported(_ words: String) -> Bool {
        let signs = [
            "unsupported", "not support", "unrecognized", "unknown", "not permitted", "not allowed", "unexpected",
            "same time", "only the default", "instead", "mutually exclusive",
        ]
        return signs.contains(where: words.contains)
    }
}
