/// What is asked of a model.
public struct ChatRequest: Sendable, Equatable {
    /// In their order; a system message stands first.
    public var messages: [ChatMessage]
    /// The most tokens of the answer; nil leaves it to the server.
    public var maxTokens: Int?
    /// The most tokens that a model which thinks before it answers may think, beside those of the answer.
    public var thinkingTokens = 0
    /// 0 to 2; left out where the model does not take it.
    public var temperature: Double?
    /// What the answer is to be.
    public var format: Format
    /// Another than the server's own.
    public var model: String?

    /// A request; it is checked before it is sent.
    public init(
        _ messages: [ChatMessage],
        maxTokens: Int? = nil,
        temperature: Double? = nil,
        format: Format = .text,
        model: String? = nil
    ) {
        self.messages = messages
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.format = format
        self.model = model
    }

    /// What an answer is to be.
    public enum Format: Sendable, Equatable {
        case text
        /// An object of this schema. The schema is also told in words, since some servers ignore it: nothing is promised, and
        /// the answer is to be checked. Of the name, which models see, what is not [A-Za-z0-9_-] is replaced.
        case json(JSONSchema, name: String = "answer")
    }

    /// What cannot be asked.
    var problem: String? {
        if messages.isEmpty { return "no message" }
        if let maxTokens, maxTokens < 1 { return "a cap of \(maxTokens) tokens" }
        if let temperature, !(0...2 ~= temperature) {
            return "a temperature of \(temperature), which is not from 0 to 2"
        }
        if case .json(let schema, _) = format, let problem = schema.problems.first { return "the schema: \(problem)" }
        return nil
    }
}

/// One message of a conversation.
public struct ChatMessage: Sendable, Equatable {
    /// Whose it is.
    public var role: Role
    /// What it says.
    public var text: String

    /// A message.
    public init(_ role: Role, _ text: String) {
        self.role = role
        self.text = text
    }

    /// Who speaks.
    public enum Role: String, Sendable {
        case system, user, assistant
    }
}
