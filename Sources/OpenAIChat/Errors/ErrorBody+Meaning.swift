extension ErrorBody {
    private static let quotaCodes: Set<String> = [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached",
        "billing_not_active",
    ]

    /// The words in small letters, to look for signs in: for some things there is no code, or not with every server.
    var lowercased: String { message.prefix(4096).lowercased() }

    /// What was paid for is used up.
    var isAboutQuota: Bool { isCalled(Self.quotaCodes) }

    var isAboutFilter: Bool { isCalled(["content_filter", "content_policy_violation", "invalid_prompt"]) }

    var isAboutKey: Bool { isCalled(["invalid_api_key"]) }

    var isAboutModel: Bool {
        if isCalled(["model_not_found"]) { return true }
        let words = lowercased
        return words.contains("model") && ["not found", "does not exist", "not exist"].contains(where: words.contains)
    }

    var isAboutContext: Bool {
        if isCalled(["context_length_exceeded", "exceed_context_size_error", "string_above_max_length"]) {
            return true
        }
        let words = lowercased
        return ["context length", "context size", "context window"].contains(where: words.contains)
    }

    /// How much the model reads, and how much it was given, where an error of the context says so: in llama.cpp's fields, or in the
    /// words of OpenAI and vLLM.
    var room: ContextRoom? {
        guard isAboutContext else { return nil }
        let words = lowercased
        let window =
            contextTokens
            ?? Self.number(
                words,
                /(?:context length|context size|context window)(?: of this model)?(?: is| of)?(?: only)? \(?(\d+)/
            )
        guard let window, window > 0 else { return nil }
        let prompt =
            promptTokens
            ?? Self.number(
                words,
                /(?:resulted in |passed |\(|contains at least |request \()(\d+) (?:in the messages|input tokens|tokens)/
            )
        return ContextRoom(window: window, prompt: prompt.flatMap { $0 > 0 && $0 != window ? $0 : nil })
    }

    private static func number(_ words: String, _ pattern: Regex<(Substring, Substring)>) -> Int? {
        words.firstMatch(of: pattern).flatMap { Int($0.output.1) }
    }

    /// One request is more than a whole minute grants: it never fits.
    var isTooLargeForRate: Bool { lowercased.contains("request too large") }

    /// Overloaded, or (llama.cpp) still loading its model.
    var isOverloaded: Bool { isCalled(["server_is_overloaded", "slow_down", "overloaded", "unavailable_error"]) }

    /// Whether its code or its type is one of these.
    func isCalled(_ names: Set<String>) -> Bool {
        code.map(names.contains) ?? false || type.map(names.contains) ?? false
    }
}
