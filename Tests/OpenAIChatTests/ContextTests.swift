import HTTPTransfer
import Testing

@testable import OpenAIChat

/// What a server says of a text that is too long.
struct ContextTests {
    @Test(
        arguments: [
            (
                #"{"error":{"code":400,"message":"request (9000 tokens) exceeds the available context size (2048 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":2048}}"#,
                2048, 9000
            ),
            (
                #"{"error":{"code":400,"message":"request (9000 tokens) exceeds the available context size (2048 tokens), try increasing it","type":"exceed_context_size_error"}}"#,
                2048, 9000
            ),
            (
                #"{"error":{"message":"This model's maximum context length is 128000 tokens. However, your messages resulted in 130123 tokens. Please reduce the length of the messages.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"#,
                128_000, 130_123
            ),
            (
                #"{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 9000 tokens (8000 in the messages, 1000 in the completion). Please reduce the length of the messages or completion.","type":"BadRequestError","param":null,"code":400}}"#,
                4096, 8000
            ),
            (
                #"{"error":{"message":"You passed 8193 input tokens and requested 1000 output tokens. However, the model's context length is only 4096 tokens","type":"BadRequestError","code":400}}"#,
                4096, 8193
            ),
            (#"{"error":{"message":"the context size is used up","code":400}}"#, nil, nil),
            (#"{"error":{"message":"the context window of this model is 0","code":400}}"#, nil, nil),
        ] as [(String, Int?, Int?)]
    )
    func howLongTheContextIsIsRead(body: String, window: Int?, prompt: Int?) async throws {
        let chat = OpenAIChat.with(StandIn(.json(400, body)))
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(error.kind == .contextTooLong)
        #expect(error.room == window.map { ContextRoom(window: $0, prompt: prompt) })
    }

    @Test func whatWasRefusedAsTooLongIsNeverSentAgain() async throws {
        let server = StandIn(.success(.error(400, "more than the context size", code: "context_length_exceeded")))
        let chat = OpenAIChat.with(server)
        for _ in 0..<3 {
            let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
            #expect(error.kind == .contextTooLong && !error.mayBeBilled)
        }
        #expect(server.requests.count == 1)
        var other = Pick.request
        other.messages.removeLast()
        _ = try await failure { () async throws(ChatError) in try await chat.chat(other) }
        #expect(server.requests.count == 2)
    }
}
