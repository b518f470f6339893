import FoundationEssentials
import HTTPTransfer
import OpenAIChat
import Testing

/// Servers as the contract describes them, by what they refuse and ignore.
struct TraitsTests {
    /// A reasoning model of OpenAI.
    private static func reasoning(_ request: HTTPRequest) -> HTTPResponse {
        let asked = request.asked
        if asked.max_tokens != nil {
            let words =
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
            return .error(400, words, param: "max_tokens", code: "unsupported_parameter")
        }
        if asked.temperature != nil {
            let words =
                "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported."
            return .error(400, words, param: "temperature", code: "unsupported_value")
        }
        return .says(Pick.one)
    }

    @Test func aReasoningModelCostsTwoRefusalsOnce() async throws {
        let server = StandIn { (request, _) in Self.reasoning(request) }
        let chat = OpenAIChat.with(server)
        let answer = try await chat.structured(Pick.request, as: Pick.self, schema: Pick.schema)
        #expect(answer.value.number == 1)
        #expect(answer.cost.requests == 3)
        #expect(answer.cost.usage == Usage(prompt: 10, completion: 7))
        #expect(answer.cost.uncounted == 0)
        let traits = try #require(chat.traits.models["m"])
        #expect(traits.tokenCap == .maxCompletionTokens)
        #expect(traits.takesTemperature == false)
        #expect(traits.responseFormat == .jsonSchema)
        #expect(traits.tellsUsage == true)

        let again = try await chat.chat(Pick.request)
        #expect(again.cost.requests == 1)
        #expect(server.asked.last?.max_completion_tokens == 100)
        #expect(server.asked.last?.max_tokens == nil)
    }

    @Test func whatIsLearnedCanBeKept() async throws {
        let server = StandIn { (request, _) in Self.reasoning(request) }
        let first = OpenAIChat.with(server)
        _ = try await first.chat(Pick.request)
        let stored = try JSONEncoder().encode(first.traits)
        let traits = try JSONDecoder().decode(ServerTraits.self, from: stored)
        #expect(traits == first.traits)
        let answer = try await OpenAIChat.with(server, traits: traits).chat(Pick.request)
        #expect(answer.cost.requests == 1)
        // Of another server it says nothing.
        var foreign = traits
        foreign.base = "http://127.0.0.1:1/v1"
        let other = OpenAIChat.with(server, traits: foreign)
        #expect(other.traits.models.isEmpty)
    }

    @Test func aModelOfAnotherKindIsAskedForItself() async throws {
        let server = StandIn { (request, _) in request.asked.model == "o" ? Self.reasoning(request) : .says("hi") }
        let chat = OpenAIChat.with(server)
        var request = Pick.request
        _ = try await chat.chat(request)
        request.model = "o"
        _ = try await chat.chat(request)
        #expect(chat.traits.models["m"]?.takesTemperature == true)
        #expect(chat.traits.models["o"]?.takesTemperature == false)
    }

    @Test func bothCapsTogetherMayBeRefused() async throws {
        let server = StandIn { (request, _) in
            guard request.asked.max_tokens != nil, request.asked.max_completion_tokens != nil else {
                return .says("hi")
            }
            return .error(400, "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
        }
        let chat = OpenAIChat.with(server)
        let answer = try await chat.chat(Pick.request)
        #expect(answer.cost.requests == 2)
        #expect(chat.traits.models["m"]?.tokenCap == .maxCompletionTokens)
    }

    @Test func aServerThatForbidsWhatItDoesNotKnow() async throws {
        let server = StandIn { (request, _) in
            guard request.asked.max_completion_tokens != nil else { return .says("hi") }
            let place =
                #"{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs"}]}"#
            return .json(422, place)
        }
        let chat = OpenAIChat.with(server)
        _ = try await chat.chat(Pick.request)
        #expect(chat.traits.models["m"]?.tokenCap == .maxTokens)
        #expect(server.requests.count == 2)
    }

    /// Ollama and older llama.cpp know `max_tokens` only, and ignore the other.
    @Test func aServerThatIgnoresTheNewerCapIsCappedAllTheSame() async throws {
        let server = StandIn { (request, _) in
            .says("long", finish: "length", tokens: request.asked.max_tokens ?? 4000)
        }
        let answer = try await OpenAIChat.with(server).chat(Pick.request)
        #expect(answer.usage?.completion == 100)
        #expect(answer.cost.requests == 1)
    }

    @Test func anAnswerOverTheCapTellsThatItWasIgnored() async throws {
        let server = StandIn { (request, _) in
            .says("long", tokens: request.asked.max_tokens ?? 4000)
        }
        var traits = ServerTraits(base: "https://test.example/v1")
        traits.models["m"] = ModelTraits()
        traits.models["m"]?.tokenCap = .maxCompletionTokens
        let chat = OpenAIChat.with(server, traits: traits)
        _ = try await chat.chat(Pick.request)
        #expect(chat.traits.models["m"]?.tokenCap == .maxTokens)
        let second = try await chat.chat(Pick.request)
        #expect(second.usage?.completion == 100)
    }

    @Test(arguments: [
        (["json_schema"], ModelTraits.ResponseFormat.jsonObject, 2), (["json_schema", "json_object"], .none, 3),
        ([], .jsonSchema, 1),
    ])
    func theStrictestFormThatIsTaken(refused: [String], taken: ModelTraits.ResponseFormat, requests: Int) async throws {
        let server = StandIn { (request, _) in
            guard let type = request.asked.response_format?.type, refused.contains(type) else { return .says(Pick.one) }
            return .error(400, "'response_format.type' must not be \(type)")
        }
        let chat = OpenAIChat.with(server)
        let answer = try await chat.structured(Pick.request, as: Pick.self, schema: Pick.schema)
        #expect(answer.value == Pick(number: 1, title: "One"))
        #expect(answer.cost.requests == requests)
        #expect(chat.traits.models["m"]?.responseFormat == taken)
        // The schema is told in words, whatever the server does with it.
        for asked in server.asked {
            #expect(
                asked.messages.first?.content.contains(#"- "number" (whole number from 1 to 9): the candidate"#) == true
            )
            #expect(asked.messages.count == 2)
        }
    }

    @Test(arguments: [400, 422, 501])
    func aRefusalWithoutAWordIsTakenForTheForm(status: Int) async throws {
        let server = StandIn { (request, _) in
            request.asked.response_format == nil ? .says(Pick.one) : .json(status, "{}")
        }
        let answer = try await OpenAIChat.with(server).structured(Pick.request, as: Pick.self, schema: Pick.schema)
        #expect(answer.cost.requests == 3)
    }

    @Test func aServerThatCannotUseThisSchemaMayUseOthers() async throws {
        let server = StandIn { (request, _) in
            guard request.asked.response_format?.type == "json_schema" else { return .says(Pick.one) }
            return .error(400, "Invalid schema for response_format 'answer'", param: "response_format")
        }
        let chat = OpenAIChat.with(server)
        _ = try await chat.structured(Pick.request, as: Pick.self, schema: Pick.schema)
        #expect(chat.traits.models["m"]?.responseFormat == .jsonSchema)
        #expect(server.asked.last?.response_format?.type == "json_object")
    }

    /// vLLM takes everything; its usage has details.
    @Test func aServerThatTakesEverything() async throws {
        let server = StandIn(
            .json(
                200,
                """
                {"model":"v","choices":[{"message":{"content":"hi","refusal":null},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":5,"completion_tokens":6,"prompt_tokens_details":{"cached_tokens":4},
                "completion_tokens_details":{"reasoning_tokens":3}}}
                """
            )
        )
        let chat = OpenAIChat.with(server)
        let answer = try await chat.chat(Pick.request)
        #expect(answer.usage == Usage(prompt: 5, completion: 6, cached: 4, reasoning: 3))
        #expect(chat.traits.models["m"]?.tokenCap == .both)
        #expect(server.asked.first?.temperature == 0.2)
        #expect(answer.model == "v")
    }

    @Test(arguments: [
        #""usage":null"#, #""usage":{}"#, #""usage":{"prompt_tokens":"many","completion_tokens":-1}"#, #""id":"x""#,
    ])
    func aMissingCountIsNoError(member: String) async throws {
        let server = StandIn(.json(200, #"{"choices":[{"message":{"content":"hi"}}],\#(member)}"#))
        let chat = OpenAIChat.with(server)
        let answer = try await chat.chat(Pick.request)
        #expect(answer.content == "hi")
        #expect(answer.usage == nil)
        #expect(answer.finish == nil)
        #expect(answer.cost.usage == nil)
        #expect(answer.cost.uncounted == 1)
        #expect(chat.traits.models["m"]?.tellsUsage == false)
    }

    @Test func aValueOutOfBoundsIsNoDialect() async throws {
        let words = "max_tokens is too large: 100. This model supports at most 50 completion tokens"
        let server = StandIn(.success(.error(400, words, param: "max_tokens", code: "invalid_value")))
        let chat = OpenAIChat.with(server)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(error.kind == .invalid)
        #expect(error.words == words)
        #expect(error.cost.requests == 1)
        #expect(!error.mayBeBilled)
        #expect(chat.traits.models.isEmpty)
    }

    @Test func aServerThatRefusesEverythingIsGivenUp() async throws {
        let server = StandIn(.success(.error(400, "response_format, max_tokens, temperature: unsupported")))
        let chat = OpenAIChat.with(server)
        let error = try await failure { () async throws(ChatError) in
            try await chat.structured(Pick.request, as: Pick.self, schema: Pick.schema).value.number
        }
        #expect(error.kind == .invalid)
        #expect(server.requests.count <= 6)
    }
}
