import EmulatorKit
import OpenAIEmulator
import Testing

/// Every dialect answers, refuses and ignores as its server does.
@Suite(.timeLimit(.minutes(2)))
struct OpenAIDialectTests {
    @Test(arguments: ServiceDialect.allCases)
    func anAnswerHasItsServersShape(dialect: ServiceDialect) async throws {
        try await OpenAIService.with({ $0.dialect = dialect }) { service in
            let reply = try await service.chat(Asked.text("Hello.", ["max_tokens": 500]))
            #expect(reply.status == 200)
            let json = try reply.json
            let message = try #require(try reply.said?.members)
            let usage = try #require(json["usage"]?.members)
            #expect(json["object"] == "chat.completion")
            #expect(try reply.finish == "stop")
            #expect(try reply.content?.isEmpty == false)
            // Null, or not there at all.
            #expect(message["refusal"] == (dialect == .openai || dialect == .vllm ? .null : nil))
            #expect((usage["prompt_tokens_details"] != nil) == (dialect == .openai || dialect == .vllm))
            #expect((json["timings"] != nil) == (dialect == .llamaCpp))
            #expect((reply.headers["x-request-id"] != nil) == (dialect == .openai))
            #expect((reply.headers["x-ratelimit-remaining-tokens"] != nil) == (dialect == .openai))
            let total = (usage["prompt_tokens"]?.integer ?? 0) + (usage["completion_tokens"]?.integer ?? 0)
            #expect(usage["total_tokens"]?.integer == total)
        }
    }

    @Test(
        arguments: [(.openai, "model_not_found"), (.ollama, .null), (.llamaCpp, nil), (.vllm, 404)]
            as [(ServiceDialect, JSON?)]
    )
    func aModelThatIsNotThere(dialect: ServiceDialect, code: JSON?) async throws {
        let models = ["one", "two"]
        try await OpenAIService.with({ ($0.dialect, $0.models) = (dialect, models) }) { service in
            let reply = try await service.chat(Asked.text("Hello."))
            // llama.cpp has one model, whatever it is called.
            #expect(reply.status == (dialect == .llamaCpp ? 200 : 404))
            #expect(try reply.json["error"]?.members?["code"] == code)
            let list = try await service.get("/v1/models").json
            #expect(list["data"]?.items?.compactMap { $0["id"]?.text } == models)
        }
    }

    @Test(arguments: ServiceDialect.allCases)
    func theKeyIsCheckedWhereOneIsSet(dialect: ServiceDialect) async throws {
        try await OpenAIService.with({ ($0.dialect, $0.key) = (dialect, "sk-right-and-long-enough") }) { service in
            let right = try await service.chat(Asked.text("Hello."), key: "sk-right-and-long-enough")
            #expect(right.status == 200)
            let wrong = try await service.chat(Asked.text("Hello."), key: "sk-wrong-and-long-enough")
            #expect(wrong.status == 401)
            #expect(!wrong.text.contains("sk-wrong-and-long-enough"))
            if dialect == .openai {
                #expect(try wrong.json["error"]?["code"] == "invalid_api_key")
                #expect(try wrong.json["error"]?["type"] == "invalid_request_error")
            }
            let none = try await service.get("/v1/models")
            #expect(none.status == 401)
        }
    }

    @Test(
        arguments: [
            (.openai, false, false, "max_tokens", 5), (.openai, false, false, "max_completion_tokens", 5),
            (.openai, true, false, "max_tokens", nil), (.ollama, false, false, "max_tokens", 5),
            (.ollama, false, false, "max_completion_tokens", 0), (.llamaCpp, false, false, "max_completion_tokens", 5),
            (.llamaCpp, false, true, "max_completion_tokens", 0), (.llamaCpp, false, true, "max_tokens", 5),
            (.vllm, false, false, "max_tokens", 5), (.vllm, false, false, "max_completion_tokens", 5),
        ] as [(ServiceDialect, Bool, Bool, String, Int?)]
    )
    func capsAreHeededIgnoredOrRefused(
        dialect: ServiceDialect,
        isReasoning: Bool,
        isOld: Bool,
        name: String,
        tokens: Int?
    ) async throws {
        let change: (inout OpenAIOptions) -> Void = {
            ($0.dialect, $0.isReasoning, $0.isOld) = (dialect, isReasoning, isOld)
        }
        try await OpenAIService.with(change) { service in
            let reply = try await service.chat(Asked.choose().adding(name, 5))
            guard let tokens else {
                #expect(reply.status == 400)
                #expect(try reply.json["error"]?["param"]?.text == name)
                #expect(try reply.json["error"]?["code"] == "unsupported_parameter")
                return
            }
            let completion = try reply.json["usage"]?["completion_tokens"]?.integer
            #expect(try reply.finish == (tokens == 5 ? "length" : "stop"))
            #expect(tokens == 5 ? completion == 5 : (completion ?? 0) > 5)
        }
    }

    @Test func aReasoningModelTakesNoTemperatureAndThinks() async throws {
        try await OpenAIService.with({ $0.isReasoning = true }) { service in
            let refused = try await service.chat(Asked.text("Hello.", ["temperature": 0.2]))
            #expect(refused.status == 400)
            #expect(try refused.json["error"]?["code"] == "unsupported_value")
            #expect(try refused.json["error"]?["param"] == "temperature")
            let taken = try await service.chat(Asked.text("Hello.", ["temperature": 1, "max_completion_tokens": 20]))
            let details = try taken.json["usage"]?["completion_tokens_details"]
            #expect((details?["reasoning_tokens"]?.integer ?? 0) > 0)
            // Thoughts use up the cap.
            #expect(try taken.finish == "length")
            #expect(try taken.content == "")
        }
    }

    @Test(
        arguments: [
            ("additionalProperties", JSON.null), ("required", ["title", "kinds"]), ("allOf", []), ("type", "array"),
            ("anyOf", []),
        ] as [(String, JSON)]
    )
    func onlyOpenAIChecksTheStrictSchema(member: String, value: JSON) async throws {
        var members = Asked.schema.members ?? [:]
        members[member] = value
        let body = Asked.text("Hello.", ["response_format": Asked.format(.object(members))])
        for dialect in ServiceDialect.allCases {
            try await OpenAIService.with({ $0.dialect = dialect }) { service in
                let reply = try await service.chat(body)
                #expect(reply.status == (dialect == .openai ? 400 : 200), "\(dialect)")
                guard dialect == .openai else { return }
                #expect(try reply.json["error"]?["param"] == "response_format")
                #expect(try reply.json["error"]?["message"]?.text?.hasPrefix("Invalid schema for") == true)
            }
        }
    }

    @Test func namesAndWordsThatTheFormatsNeed() async throws {
        try await OpenAIService.with { service in
            let name = try await service.chat(
                Asked.text("Hello.", ["response_format": Asked.format(name: "not a name")])
            )
            #expect(name.status == 400)
            let object = try await service.chat(Asked.text("Hello.", ["response_format": ["type": "json_object"]]))
            #expect(object.status == 400)
            #expect(object.text.contains("must contain the word 'json'"))
            let told = try await service.chat(Asked.text("As JSON.", ["response_format": ["type": "json_object"]]))
            #expect(try told.answer.members?.isEmpty == false)
        }
    }

    @Test(arguments: ServiceDialect.allCases)
    func theContextIsFull(dialect: ServiceDialect) async throws {
        try await OpenAIService.with({ ($0.dialect, $0.context) = (dialect, 100) }) { service in
            let reply = try await service.chat(Asked.choose())
            guard dialect != .ollama else {
                // The beginning was dropped without a word: the fence is broken, so nothing was said.
                #expect(try reply.json["usage"]?["prompt_tokens"] == 100)
                #expect(try reply.answer == ["moments": []])
                return
            }
            #expect(reply.status == 400)
            let error = try #require(try reply.json["error"])
            let words = dialect == .llamaCpp ? "context size" : "maximum context length"
            #expect(error["message"]?.text?.contains(words) == true)
            switch dialect {
            case .openai: #expect(error["code"] == "context_length_exceeded")
            case .llamaCpp: #expect(error["type"] == "exceed_context_size_error")
            default: #expect(error["code"] == 400)
            }
        }
    }

    @Test func aStreamSaysTheSameInPieces() async throws {
        try await OpenAIService.with { service in
            let extra: [String: JSON] = ["stream": true, "stream_options": ["include_usage": true]]
            let reply = try await service.chat(Asked.text("Hello.", extra))
            #expect(reply.headers["content-type"] == "text/event-stream")
            let events = reply.text.split(separator: "\n\n").map { $0.dropFirst(6) }
            #expect(events.last == "[DONE]")
            let chunks = try events.dropLast().map { try JSON(bytes: Array($0.utf8)) }
            let deltas = chunks.compactMap { $0["choices"]?.items?.first?["delta"]?["content"]?.text }
            #expect(deltas.joined().isEmpty == false)
            #expect(chunks.compactMap { $0["choices"]?.items?.first?["finish_reason"]?.text } == ["stop"])
            #expect(chunks.last?["usage"]?["total_tokens"]?.integer != nil)
        }
    }
}

extension JSON {
    /// An object with one more member.
    func adding(_ name: String, _ value: JSON) -> JSON {
        .object((members ?? [:]).merging([name: value]) { $1 })
    }
}
