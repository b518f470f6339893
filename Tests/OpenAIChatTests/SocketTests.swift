import HTTPTransfer
import OpenAIChat
import Testing

@Suite(.timeLimit(.minutes(3)))
struct SocketTests {
    private static let answer =
        #"{"model":"m","choices":[{"message":{"content":"{\"number\":1,\"title\":\"One\"}"},"finish_reason":"stop"}]}"#

    private func chat(_ server: TinyServer) -> OpenAIChat {
        let clock = InstantClock()
        return OpenAIChat(
            ChatServer(
                base: server.base + "/",
                key: Secret(testKey),
                organization: "org-1",
                project: "p-1",
                model: "m"
            ),
            client: RetryingClient(HTTPTransfer(), clock: clock),
            clock: clock
        )
    }

    @Test func aValueOverTheWire() async throws {
        try await TinyServer.run({ _ in .answer(Self.answer) }) { server in
            let answer = try await chat(server).structured(Pick.request, as: Pick.self, schema: Pick.schema)
            #expect(answer.value == Pick(number: 1, title: "One"))
            let request = try #require(server.seen.first)
            #expect(request.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
            for line in [
                "Authorization: Bearer \(testKey)", "OpenAI-Organization: org-1", "OpenAI-Project: p-1",
                "Content-Type: application/json",
            ] { #expect(request.contains("\r\n\(line)\r\n")) }
            #expect(request.contains(#""strict":true"#))
        }
    }

    @Test func aCutAnswerIsAskedForAgainAndCounted() async throws {
        try await TinyServer.run({ $0 < 2 ? .cut(#"{"choices""#) : .answer(Self.answer) }) { server in
            let answer = try await chat(server).chat(Pick.request)
            #expect(answer.cost.requests == 3)
            // The two that were cut, and one of a server that does not count.
            #expect(answer.cost.uncounted == 3)
            #expect(server.seen.count == 3)
        }
    }

    @Test func whatIsAlwaysCutIsGivenUp() async throws {
        try await TinyServer.run({ _ in .cut("{") }) { server in
            let chat = chat(server)
            let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
            guard case .transfer(let transfer) = error.kind else { throw NoError() }
            #expect(transfer.kind == .cut)
            #expect(error.mayBeBilled)
            #expect(server.seen.count == 3)
        }
    }

    @Test func aCancelledCallIsNotRepeated() async throws {
        let (held, isHeld) = AsyncStream<Void>.makeStream()
        try await TinyServer.run({ _ in .hold { isHeld.yield() } }) { server in
            let chat = chat(server)
            let call = Task { try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) } }
            for await _ in held { break }
            call.cancel()
            let error = try await call.value
            #expect(error.isCancelled)
            #expect(error.mayBeBilled)
            #expect(error.cost.requests == 1)
            #expect(server.seen.count == 1)
        }
    }

    @Test func nobodyAtTheAddressCostsNothing() async throws {
        let closed = try await TinyServer.run({ _ in .cut("") }) { $0 }
        let chat = chat(closed)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(error.isTransient)
        #expect(!error.mayBeBilled)
        #expect(error.cost.requests == 0)
        #expect(!error.description.contains("sk-"))
    }

    @Test func aRecordingOverTheWire() async throws {
        try await TinyServer.run({ _ in .answer(#"{"text":"hi"}"#) }) { server in
            let sound = Array(repeating: UInt8(ascii: "x"), count: 300_000)
            let request = TranscriptionRequest(.bytes(sound), name: "a.wav", model: "w", language: "en", prompt: "Ann")
            let result = try await chat(server).transcribe(request)
            #expect(result.text == "hi")
            let sent = try #require(server.seen.first)
            let boundary = try #require(sent.firstMatch(of: /boundary=([a-z0-9-]+)/)?.output.1)
            let parts = sent.split(separator: "--\(boundary)")
            #expect(parts.count == 9)
            #expect(parts.last == "--\r\n")
            #expect(parts.contains { $0.hasSuffix("name=\"language\"\r\n\r\nen\r\n") })
            #expect(parts.contains { $0.hasSuffix("name=\"prompt\"\r\n\r\nAnn\r\n") })
            #expect(parts.contains { $0.filter { $0 == "x" }.count >= 300_000 })
        }
    }
}
