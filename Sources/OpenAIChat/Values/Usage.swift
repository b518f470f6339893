/// Tokens that a server counted.
public struct Usage: Sendable, Equatable, Codable {
    /// Of what was asked.
    public var prompt: Int
    /// Of what was answered, with the reasoning.
    public var completion: Int
    /// Of the prompt, those that the server still knew, which are cheaper; nil where it does not say.
    public var cached: Int?
    /// Of the completion, those that were only thought; nil where it does not say.
    public var reasoning: Int?

    /// A count.
    public init(prompt: Int, completion: Int, cached: Int? = nil, reasoning: Int? = nil) {
        self.prompt = prompt
        self.completion = completion
        self.cached = cached
        self.reasoning = reasoning
    }

    /// Both together; what one does not say counts nothing.
    public static func + (one: Usage, other: Usage) -> Usage {
        Usage(
            prompt: one.prompt + other.prompt,
            completion: one.completion + other.completion,
            cached: sum(one.cached, other.cached),
            reasoning: sum(one.reasoning, other.reasoning)
        )
    }

    private static func sum(_ one: Int?, _ other: Int?) -> Int? {
        one == nil && other == nil ? nil : (one ?? 0) + (other ?? 0)
    }
}
