import HTTPTransfer
import OpenAIChat

let testKey = "sk-proj-AbCdEfGh12345678wxyz"

extension OpenAIChat {
    static func with(
        _ client: any HTTPClient,
        traits: ServerTraits? = nil,
        clock: InstantClock = InstantClock(),
        policy: RetryPolicy = RetryPolicy(),
        onRetry: (@Sendable (Int, RetryReason, Duration) -> Void)? = nil
    ) -> OpenAIChat {
        OpenAIChat(
            ChatServer(base: "https://test.example/v1", key: Secret(testKey), model: "m"),
            client: RetryingClient(client, policy: policy, clock: clock),
            traits: traits,
            clock: clock,
            onRetry: onRetry
        )
    }
}

/// What tests ask for.
struct Pick: Codable, Equatable {
    var number: Int
    var title: String

    static let schema = JSONSchema.object([
        .init("number", .integer(1...9, about: "the candidate")),
        .init("title", .string()),
    ])

    static let request = ChatRequest(
        [ChatMessage(.system, "Choose."), ChatMessage(.user, "1 or 2?")],
        maxTokens: 100,
        temperature: 0.2
    )

    static let one = #"{"number":1,"title":"One"}"#
}

/// The error of a call that must have one.
func failure<Value>(_ body: () async throws(ChatError) -> Value) async throws -> ChatError {
    do throws(ChatError) {
        _ = try await body()
    } catch {
        return error
    }
    throw NoError()
}

struct NoError: Error {}
