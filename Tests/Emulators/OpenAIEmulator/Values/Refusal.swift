import EmulatorKit

/// An answer that is no success, before a dialect puts it into words of its own.
struct Refusal: Error {
    var status: Int
    var message: String
    /// OpenAI's word for the kind; the others have their own.
    var type = "invalid_request_error"
    var param: String?
    var code: String?
    /// What llama.cpp adds.
    var extra: [String: JSON] = [:]

    static func invalid(_ message: String, param: String? = nil, code: String? = nil) -> Refusal {
        Refusal(status: 400, message: message, param: param, code: code)
    }
}

extension ServiceDialect {
    /// The refusal as this server says it: OpenAI's code is a text or null, Ollama's is null, and those of vLLM and llama.cpp
    /// are the status once more.
    func response(_ refusal: Refusal) throws -> Response {
        let body: JSON
        let message = JSON.string(refusal.message)
        switch self {
        case .openai:
            body = [
                "error": [
                    "message": message, "type": .string(refusal.type),
                    "param": refusal.param.map { .string($0) } ?? .null,
                    "code": refusal.code.map { .string($0) } ?? .null,
                ]
            ]
        case .ollama:
            let type =
                switch refusal.status {
                case 400: "invalid_request_error"
                case 404: "not_found_error"
                default: "api_error"
                }
            body = ["error": ["message": message, "type": .string(type), "param": .null, "code": .null]]
        case .llamaCpp:
            let type =
                switch refusal.status {
                case 400 where refusal.code == "context_length_exceeded": "exceed_context_size_error"
                case 400: "invalid_request_error"
                case 401: "authentication_error"
                case 404: "not_found_error"
                case 501: "not_supported_error"
                case 503: "unavailable_error"
                default: "server_error"
                }
            let members: [String: JSON] = ["code": .int(refusal.status), "message": message, "type": .string(type)]
            body = ["error": .object(members.merging(refusal.extra) { $1 })]
        case .vllm:
            if refusal.status == 401 { return try .json(["error": "Unauthorized"], status: 401) }
            let type =
                switch refusal.status {
                case 400: "BadRequestError"
                case 404: "NotFoundError"
                case 413: "RequestEntityTooLarge"
                case 429: "RateLimitError"
                case 503: "ServiceUnavailableError"
                default: "InternalServerError"
                }
            body = [
                "error": [
                    "message": message, "type": .string(type), "param": refusal.param.map { .string($0) } ?? .null,
                    "code": .int(refusal.status),
                ]
            ]
        }
        return try .json(body, status: refusal.status)
    }

    /// A key that is missing or is not the right one.
    func badKey(_ given: String?) -> Refusal {
        switch self {
        case .llamaCpp: return Refusal(status: 401, message: "Invalid API Key")
        case .ollama: return Refusal(status: 401, message: "unauthorized")
        case .openai, .vllm:
            guard let given, !given.isEmpty else {
                let words =
                    "You didn't provide an API key. You need to provide your API key in an Authorization header."
                return Refusal(status: 401, message: words)
            }
            // Never the whole key: the service shows its ends only.
            let shown = given.count > 12 ? "\(given.prefix(8))****\(given.suffix(4))" : "****"
            let words = "Incorrect API key provided: \(shown). You can find your API key in your account."
            return Refusal(status: 401, message: words, code: "invalid_api_key")
        }
    }

    /// A model that is not there.
    func noModel(_ name: String) -> Refusal {
        let words =
            switch self {
            case .openai: "The model `\(name)` does not exist or you do not have access to it."
            case .ollama: "model '\(name)' not found"
            case .llamaCpp, .vllm: "The model `\(name)` does not exist."
            }
        return Refusal(status: 404, message: words, param: self == .vllm ? "model" : nil, code: "model_not_found")
    }

    /// An address that is not there.
    func noRoute(_ method: String, _ path: String) -> Refusal {
        switch self {
        case .openai: Refusal(status: 404, message: "Invalid URL (\(method) \(path))")
        case .ollama: Refusal(status: 404, message: "404 page not found")
        case .llamaCpp: Refusal(status: 404, message: "File Not Found")
        case .vllm: Refusal(status: 404, message: "Not Found")
        }
    }

    /// More text than the model reads.
    func tooLong(prompt: Int, completion: Int, context: Int) -> Refusal {
        let words: String
        switch self {
        case .openai, .ollama:
            words =
                "This model's maximum context length is \(context) tokens. However, your messages resulted in \(prompt) tokens. Please reduce the length of the messages."
        case .llamaCpp:
            words =
                "request (\(prompt) tokens) exceeds the available context size (\(context) tokens), try increasing it"
        case .vllm:
            words =
                "This model's maximum context length is \(context) tokens. However, you requested \(prompt + completion) tokens (\(prompt) in the messages, \(completion) in the completion). Please reduce the length of the messages or completion."
        }
        return Refusal(
            status: 400,
            message: words,
            param: "messages",
            code: "context_length_exceeded",
            extra: ["n_prompt_tokens": .int(prompt), "n_ctx": .int(context)]
        )
    }
}
