import EmulatorKit

/// What a chat asks for, as far as it matters here.
struct ChatCall: Sendable {
    struct Message: Sendable {
        var role: String
        var text: String
    }

    enum Format: Sendable {
        case text
        case object
        case schema(name: String, JSON)
    }

    var model: String
    var messages: [Message]
    /// The cap that the server heeds, whatever it is called.
    var cap: Int?
    var format: Format
    var isStreamed: Bool
    /// A stream ends with the usage.
    var streamsUsage: Bool

    /// All that was said, for counting.
    var text: String { messages.map(\.text).joined(separator: "\n") }

    /// Reads a request with a server's eyes. Throws what that server refuses.
    init(_ body: JSON, _ options: OpenAIOptions) throws(Refusal) {
        let dialect = options.dialect
        let rules = ChatRules(body: body, options: options)
        model = try rules.model()
        messages = try Self.messages(body, dialect)
        try rules.checkSampling()
        cap = try rules.cap()
        format = try rules.format(messages)
        isStreamed = try rules.streams()
        streamsUsage = body["stream_options"]?["include_usage"]?.flag ?? false
    }

    private static func messages(_ body: JSON, _ dialect: ServiceDialect) throws(Refusal) -> [Message] {
        guard let items = body["messages"]?.items else {
            throw .invalid(
                "Missing required parameter: 'messages'.",
                param: "messages",
                code: "missing_required_parameter"
            )
        }
        guard !items.isEmpty else {
            let words =
                dialect == .openai
                ? "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead."
                : "[] is too short - 'messages'"
            throw .invalid(words, param: "messages", code: "empty_array")
        }
        var messages: [Message] = []
        for (index, item) in items.enumerated() {
            let roles = ["system", "developer", "user", "assistant", "tool"]
            guard let role = item["role"]?.text, roles.contains(role) else {
                throw .invalid("Invalid value for 'messages[\(index)].role'.", param: "messages[\(index)].role")
            }
            let text = item["content"]?.text ?? item["content"]?.items?.compactMap { $0["text"]?.text }.joined()
            guard let text else {
                throw .invalid("Invalid value for 'content': expected a string, got null.", param: "messages")
            }
            messages.append(Message(role: role, text: text))
        }
        return messages
    }

    /// Drops the beginning of what was said, until it fits, without a word: as Ollama does.
    mutating func keepLast(_ tokens: Int) {
        var left = tokens
        var kept: [Message] = []
        for var message in messages.reversed() where left > 0 {
            message.text = Tokens.last(left, of: message.text)
            left -= Tokens.count(message.text)
            kept.append(message)
        }
        messages = kept.reversed()
    }
}
