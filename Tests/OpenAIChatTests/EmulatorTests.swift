import HTTPTransfer
import OpenAIChat
import OpenAIEmulator
import Testing

/// The client against servers of every dialect, over real sockets.
@Suite(.timeLimit(.minutes(2)))
struct EmulatorTests {
    private func with(
        _ change: (inout OpenAIOptions) -> Void,
        _ body: (OpenAIChat) async throws -> Void
    ) async throws {
        var options = OpenAIOptions()
        change(&options)
        let server = try await OpenAIServer(options)
        let asked = ChatServer(base: server.base, key: Secret(testKey), model: "whisper-1")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            try await body(OpenAIChat(asked, client: RetryingClient(HTTPTransfer())))
        }
    }

    @Test(arguments: ServiceDialect.allCases, [false, true])
    func structuredAnswersOfEveryDialect(dialect: ServiceDialect, isOdd: Bool) async throws {
        let change: (inout OpenAIOptions) -> Void = {
            $0.dialect = dialect
            $0.key = testKey
            // Each dialect's own oddity.
            ($0.isReasoning, $0.isOld, $0.ignoresSchema, $0.tellsUsage) = (isOdd, isOdd, isOdd, !isOdd)
        }
        try await with(change) { chat in
            var request = Pick.request
            request.maxTokens = 1000
            let answer = try await chat.structured(request, as: Pick.self, schema: Pick.schema)
            #expect(!answer.value.title.isEmpty)
            #expect(answer.repaired.isEmpty)
            #expect((answer.answer.usage != nil) == !isOdd)
            let traits = try #require(chat.traits.models["whisper-1"])
            #expect(traits.tokenCap == (dialect == .openai ? .maxCompletionTokens : .both))
            #expect(traits.takesTemperature == !(dialect == .openai && isOdd))
            #expect(traits.responseFormat == .jsonSchema)
            // What was learned saves the refusals.
            let again = try await chat.structured(request, as: Pick.self, schema: Pick.schema)
            #expect(again.cost.requests == 1)
        }
    }

    @Test(
        arguments: [(.openai, 2, 3), (.ollama, 0, 0), (.llamaCpp, 0, 0), (.vllm, 2, 0)]
            as [(ServiceDialect, Int, Int)]
    )
    func transcriptionsOfEveryDialect(dialect: ServiceDialect, segments: Int, words: Int) async throws {
        let wave = ToneSpeech.wave(words: ToneSpeech.times("alpha bravo | charlie"), duration: 3)
        try await with({ $0.dialect = dialect }) { chat in
            let heard = try await chat.transcribe(TranscriptionRequest(.bytes(wave), name: "talk.wav"))
            #expect(heard.text == "alpha bravo charlie")
            #expect(heard.segments.count == segments)
            #expect(heard.words.count == words)
            if words > 0 { #expect(heard.words.map(\.start) == [0, 0.26, 1.52]) }
            #expect(heard.billedSeconds == (dialect == .openai || dialect == .vllm ? 3 : nil))
        }
    }

    @Test func aModelWithoutTimesIsAskedForTheTextAlone() async throws {
        let wave = ToneSpeech.wave(words: ToneSpeech.times("delta"), duration: 1)
        try await with({ _ in }) { chat in
            let request = TranscriptionRequest(.bytes(wave), name: "talk.wav", model: "gpt-4o-transcribe")
            let heard = try await chat.transcribe(request)
            #expect(heard.text == "delta")
            #expect(heard.cost.requests == 2)
            #expect(heard.usage != nil)
        }
    }

    @Test func faultsAreMetAndAnswersComeAllTheSame() async throws {
        let change: (inout OpenAIOptions) -> Void = {
            $0.faults = [
                .rateLimit: 0.2, .internalError: 0.2, .resetBefore: 0.1, .resetAfter: 0.1, .cut: 0.1, .html: 0.1,
            ]
            ($0.atMost, $0.retryAfter) = (2, 0.01)
        }
        try await with(change) { chat in
            var requests = 0
            for number in 0..<6 {
                var request = Pick.request
                request.messages.append(ChatMessage(.user, "Question \(number)."))
                let answer = try await chat.structured(request, as: Pick.self, schema: Pick.schema)
                requests += answer.cost.requests
            }
            #expect(requests > 8)
        }
    }
}
