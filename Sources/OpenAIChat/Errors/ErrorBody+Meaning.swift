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

    /// One request is more than a whole minute grants: it never fits.
    var isTooLargeForRate: Bool { lowercased.contains("request too large") }

    /// Overloaded, or (llama.cpp) still loading its model.
    var isOverloaded: Bool { isCalled(["server_is_overloaded", "slow_down", "overloaded", "unavailable_error"]) }

    /// Whether its code or its type is one of these.
    func isCalled(_ names: Set<String>) -> Bool {
        code.map(names.contains) ?? false || type.map(names.contains) ?? false
    }
}
