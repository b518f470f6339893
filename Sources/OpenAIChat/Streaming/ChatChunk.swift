/// One event of a streamed answer, as far as it is read. Nothing must be there.
struct ChatChunk: Decodable {
    var model: String?
    var content: String?
    var refusal: String?
    var reasoning: String?
    var finish: String?
    var usage: TokenCounts?
    /// It tells of an error.
    var isError: Bool

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try? fields.decode(String.self, forKey: .model)
        usage = try? fields.decode(TokenCounts.self, forKey: .usage)
        // The last event may have no choice, and may have null.
        let choice = (try? fields.decode([Choice].self, forKey: .choices))?.first
        // Some send the answer's end as a message.
        let delta = choice?.delta ?? choice?.message
        content = delta?.content
        refusal = delta?.refusal
        reasoning = delta?.reasoning
        finish = choice?.finish
        let hasError = (try? fields.decodeNil(forKey: .error)).map { !$0 } ?? false
        isError = hasError || (try? fields.decode(String.self, forKey: .object)) == "error"
    }

    private enum CodingKeys: String, CodingKey {
        case model, choices, usage, error, object
    }

    private struct Choice: Decodable {
        var delta: ChatReply.Message?
        var message: ChatReply.Message?
        var finish: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            delta = try fields.decodeIfPresent(ChatReply.Message.self, forKey: .delta)
            message = try fields.decodeIfPresent(ChatReply.Message.self, forKey: .message)
            finish = try fields.decodeIfPresent(String.self, forKey: .finish)
        }

        private enum CodingKeys: String, CodingKey {
            case delta, message
            case finish = "finish_reason"
        }
    }
}
