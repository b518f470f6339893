import EmulatorKit
import FoundationEssentials

/// A chat's answer as its server wraps it.
struct ChatReply {
    struct Usage {
        var prompt: Int
        var completion: Int
        var reasoning: Int
    }

    let options: OpenAIOptions
    let call: ChatCall
    let digest: String
    let saying: ChatModel.Saying
    let usage: Usage
    let tellsUsage: Bool
    /// A stream ends half-way with an error.
    var breaksOff = false

    var json: JSON {
        get throws {
            var members = common(object: "chat.completion")
            var choice: [String: JSON] = [
                "index": 0, "message": message, "finish_reason": .string(saying.finish),
            ]
            switch options.dialect {
            case .openai: choice["logprobs"] = .null
            case .vllm:
                choice["logprobs"] = .null
                choice["stop_reason"] = .null
                members["prompt_logprobs"] = .null
            case .llamaCpp:
                members["timings"] = [
                    "prompt_n": .int(usage.prompt), "predicted_n": .int(usage.completion), "prompt_ms": 1.0,
                    "predicted_ms": 1.0,
                ]
            case .ollama: break
            }
            members["choices"] = .array([.object(choice)])
            if tellsUsage { members["usage"] = usageJSON }
            return .object(members)
        }
    }

    /// The same as server-sent events: the role, the words token by token, the end, and the usage where it was asked for.
    var stream: Response {
        get throws {
            var events: [JSON] = []
            func add(_ delta: JSON, finish: JSON = .null) {
                var members = common(object: "chat.completion.chunk")
                members["choices"] = .array([["index": 0, "delta": delta, "finish_reason": finish]])
                if call.streamsUsage { members["usage"] = .null }
                events.append(.object(members))
            }
            add(["role": "assistant", "content": ""])
            for token in Tokens.all(of: saying.content ?? "") { add(["content": .string(token)]) }
            if breaksOff {
                events = Array(events.prefix(events.count / 2))
                let words = "The server had an error while processing your request. Sorry about that!"
                events.append(["error": ["message": .string(words), "type": "server_error", "code": .null]])
                return try Self.sent(events, end: false, options)
            }
            if let refusal = saying.refusal { add(["refusal": .string(refusal)]) }
            add([:], finish: .string(saying.finish))
            if call.streamsUsage, tellsUsage {
                var members = common(object: "chat.completion.chunk")
                members["choices"] = []
                members["usage"] = usageJSON
                events.append(.object(members))
            }
            return try Self.sent(events, end: options.streaming != .unended, options)
        }
    }

    private static func sent(_ events: [JSON], end: Bool, _ options: OpenAIOptions) throws -> Response {
        var pieces = try events.map { Array("data: ".utf8) + (try $0.bytes) + Array("\n\n".utf8) }
        if end { pieces.append(Array("data: [DONE]\n\n".utf8)) }
        if options.pace == .zero { pieces = [Array(pieces.joined())] }
        return Response(
            status: 200,
            headers: [("Content-Type", "text/event-stream")],
            body: .pieces(pieces, every: options.pace)
        )
    }

    private func common(object: String) -> [String: JSON] {
        var members: [String: JSON] = [
            "id": .string("chatcmpl-" + digest.prefix(24)), "object": .string(object),
            "created": .int(Int(Date().timeIntervalSince1970)), "model": .string(call.model),
        ]
        switch options.dialect {
        case .openai:
            members["service_tier"] = "default"
            members["system_fingerprint"] = "fp_emulated"
        case .ollama: members["system_fingerprint"] = "fp_ollama"
        case .llamaCpp: members["system_fingerprint"] = "b1-emulated"
        case .vllm: break
        }
        return members
    }

    private var message: JSON {
        var message: [String: JSON] = [
            "role": "assistant", "content": saying.content.map { .string($0) } ?? .null,
        ]
        switch options.dialect {
        case .openai:
            message["refusal"] = saying.refusal.map { .string($0) } ?? .null
            message["annotations"] = []
        case .vllm:
            message["refusal"] = saying.refusal.map { .string($0) } ?? .null
            message["tool_calls"] = []
        case .ollama, .llamaCpp: break
        }
        return .object(message)
    }

    private var usageJSON: JSON {
        var members: [String: JSON] = [
            "prompt_tokens": .int(usage.prompt), "completion_tokens": .int(usage.completion),
            "total_tokens": .int(usage.prompt + usage.completion),
        ]
        switch options.dialect {
        case .openai:
            members["prompt_tokens_details"] = ["cached_tokens": 0, "audio_tokens": 0]
            members["completion_tokens_details"] = [
                "reasoning_tokens": .int(usage.reasoning), "audio_tokens": 0, "accepted_prediction_tokens": 0,
                "rejected_prediction_tokens": 0,
            ]
        case .vllm: members["prompt_tokens_details"] = ["cached_tokens": 0]
        case .ollama, .llamaCpp: break
        }
        return .object(members)
    }
}
