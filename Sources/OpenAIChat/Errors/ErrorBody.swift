import FoundationEssentials

/// What is said with an error. OpenAI wraps it in `error`, whose `code` is a text or null; vLLM and llama.cpp make it a number,
/// older vLLMs do not wrap it, Ollama's own API makes it a text, and what FastAPI refuses by itself is a `detail`.
struct ErrorBody: Equatable {
    var message = ""
    var type: String?
    var code: String?
    /// The parameter that the error is about.
    var param: String?
    /// Tokens of the prompt and of the model's context, where the error is about them.
    var promptTokens: Int?
    var contextTokens: Int?

    init(_ bytes: [UInt8]) {
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(bytes)) else {
            message = Self.text(of: bytes)
            return
        }
        message = body.message ?? ""
        type = body.type
        code = body.code
        (promptTokens, contextTokens) = (body.promptTokens, body.contextTokens)
        // Empty with servers whose form has no null.
        param = body.param.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The server's words, or else the word for them.
    var said: String { message.isEmpty ? code ?? type ?? "" : message }

    /// The text of what is HTML more often than not.
    private static func text(of bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var isTag = false
        for byte in bytes.prefix(16 << 10) {
            switch byte {
            case UInt8(ascii: "<"):
                isTag = true
                result.append(UInt8(ascii: " "))
            case UInt8(ascii: ">") where isTag: isTag = false
            default: if !isTag { result.append(byte) }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Each field is read for itself: one of a wrong type does not hide the others.
    private struct Body: Decodable {
        var message: String?
        var type: String?
        var code: String?
        var param: String?
        var promptTokens: Int?
        var contextTokens: Int?

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                message = text
                return
            }
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            if let inner = try? fields.decode(Body.self, forKey: .error) {
                self = inner
                return
            }
            message = try? fields.decode(String.self, forKey: .message)
            type = try? fields.decode(String.self, forKey: .type)
            param = try? fields.decode(String.self, forKey: .param)
            promptTokens = try? fields.decode(Int.self, forKey: .promptTokens)
            contextTokens = try? fields.decode(Int.self, forKey: .contextTokens)
            code =
                (try? fields.decode(String.self, forKey: .code))
                ?? (try? fields.decode(Int.self, forKey: .code)).map { String($0) }
            if let text = try? fields.decode(String.self, forKey: .detail) {
                message = message ?? text
            } else if let details = try? fields.decode([Detail].self, forKey: .detail), let first = details.first {
                message = message ?? first.message
                type = type ?? first.type
                param = param ?? first.place
            }
        }

        private enum CodingKeys: String, CodingKey {
            case error, message, type, code, param, detail
            case promptTokens = "n_prompt_tokens"
            case contextTokens = "n_ctx"
        }
    }

    private struct Detail: Decodable {
        var message: String?
        var type: String?
        var place: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            message = try? fields.decode(String.self, forKey: .msg)
            type = try? fields.decode(String.self, forKey: .type)
            // The way to the field, from "body" on; parts of lists are numbers.
            guard var path = try? fields.nestedUnkeyedContainer(forKey: .loc) else { return }
            while !path.isAtEnd {
                if let name = try? path.decode(String.self) {
                    place = name
                } else if (try? path.decode(Int.self)) == nil {
                    return
                }
            }
        }

        private enum CodingKeys: String, CodingKey {
            case msg, type, loc
        }
    }
}
