import FoundationEssentials

/// An answer of /chat/completions, as far as it is read: only the message of the first choice must be there.
struct ChatReply: Decodable {
    var model: String?
    var message: Message
    var finish: String?
    var usage: TokenCounts?

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        var choices = try fields.nestedUnkeyedContainer(forKey: .choices)
        let choice = try choices.decode(Choice.self)
        message = choice.message
        finish = choice.finish
        // What only tells more must not cost the answer.
        model = try? fields.decode(String.self, forKey: .model)
        usage = try? fields.decode(TokenCounts.self, forKey: .usage)
    }

    /// Whether the model thought before it answered.
    var hasThought: Bool {
        (usage?.usage.reasoning ?? 0) > 0 || message.reasoning?.isEmpty == false
            || ObjectFinder.hasThoughts(message.content ?? "")
    }

    private enum CodingKeys: String, CodingKey {
        case model, choices, usage
    }

    private struct Choice: Decodable {
        var message: Message
        var finish: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            message = try fields.decode(Message.self, forKey: .message)
            finish = try fields.decodeIfPresent(String.self, forKey: .finish)
        }

        private enum CodingKeys: String, CodingKey {
            case message
            case finish = "finish_reason"
        }
    }

    struct Message: Decodable {
        var content: String?
        var refusal: String?
        /// What it thought, in the words of local servers.
        var reasoning: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            refusal = try fields.decodeIfPresent(String.self, forKey: .refusal)
            reasoning =
                (try? fields.decode(String.self, forKey: .reasoningContent))
                ?? (try? fields.decode(String.self, forKey: .reasoning))
            do {
                content = try fields.decodeIfPresent(String.self, forKey: .content)
            } catch {
                // Some servers give it in parts, as a question may be.
                let parts = try fields.decode([Part].self, forKey: .content)
                content = parts.compactMap(\.text).joined()
            }
        }

        private enum CodingKeys: String, CodingKey {
            case content, refusal, reasoning
            case reasoningContent = "reasoning_content"
        }
    }

    private struct Part: Decodable {
        var text: String?
    }
}

/// What a server counted, in the words of either API.
struct TokenCounts: Decodable {
    var usage: Usage

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard
            let prompt = Self.count(fields, .promptTokens) ?? Self.count(fields, .inputTokens),
            let completion = Self.count(fields, .completionTokens) ?? Self.count(fields, .outputTokens)
        else {
            throw DecodingError.dataCorruptedError(forKey: .promptTokens, in: fields, debugDescription: "no counts")
        }
        usage = Usage(prompt: prompt, completion: completion)
        usage.cached = (try? fields.nestedContainer(keyedBy: CodingKeys.self, forKey: .promptDetails))
            .flatMap { Self.count($0, .cachedTokens) }
        usage.reasoning = (try? fields.nestedContainer(keyedBy: CodingKeys.self, forKey: .completionDetails))
            .flatMap { Self.count($0, .reasoningTokens) }
    }

    /// Not below nothing, and not so much that a sum of them would overflow.
    private static func count(_ fields: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys) -> Int? {
        (try? fields.decode(Int.self, forKey: key)).flatMap { 0...1_000_000_000_000 ~= $0 ? $0 : nil }
    }

    private enum CodingKeys: String, CodingKey {
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case promptDetails = "prompt_tokens_details"
        case completionDetails = "completion_tokens_details"
        case cachedTokens = "cached_tokens"
        case reasoningTokens = "reasoning_tokens"
    }
}

/// Why an answer ended, in the API's words.
enum FinishWord {
    /// Ours, not the API's: the answer was stopped because it repeated itself.
    static let repetition = "repetition"

    static func reason(_ word: String, _ line: ServerLine) -> ChatAnswer.FinishReason {
        switch word {
        case "stop": .stop
        case "length": .length
        case repetition: .repetition
        case "content_filter": .contentFilter
        case "tool_calls", "function_call": .toolCalls
        default: .other(line.clean(word))
        }
    }
}
