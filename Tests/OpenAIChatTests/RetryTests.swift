import HTTPTransfer
import Synchronization
import Testing

@testable import OpenAIChat

struct RetryTests {
    private func waits(_ answers: Result<HTTPResponse, HTTPError>) async throws -> [Duration] {
        let waits = Mutex<[Duration]>([])
        let chat = OpenAIChat.with(
            StandIn { (_, number) throws(HTTPError) in number == 0 ? try answers.get() : .says("hi") }
        ) {
            _,
            _,
            wait in waits.withLock { $0.append(wait) }
        }
        _ = try await chat.chat(Pick.request)
        return waits.withLock(\.self)
    }

    private static let limited = #"{"error":{"message":"slow","type":"tokens","code":"rate_limit_exceeded"}}"#

    @Test(
        arguments: [
            (["retry-after-ms": "1500", "Retry-After": "9"], 1.5), (["Retry-After": "3"], 3),
            (["x-ratelimit-reset-requests": "12ms", "x-ratelimit-reset-tokens": "6m0s"], 360),
            (
                [
                    "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2s",
                    "x-ratelimit-remaining-tokens": "50", "x-ratelimit-reset-tokens": "6m0s",
                ], 2
            ),
        ] as [(HTTPHeaders, Double)]
    )
    func aTooManyWaitsAsLongAsItSays(headers: HTTPHeaders, seconds: Double) async throws {
        let waited = try await waits(.json(429, Self.limited, headers))
        let wait = try #require(waited.first)
        #expect(waited.count == 1)
        // Up to a tenth more, and never more than a second.
        #expect(.seconds(seconds) ... .seconds(seconds + min(1, seconds / 10)) ~= wait)
    }

    @Test func anOverloadedServerIsLeftAloneForLonger() async throws {
        let overloaded = #"{"error":{"message":"busy","type":"server_error","code":"server_is_overloaded"}}"#
        let waited = try await waits(.json(503, overloaded))
        #expect(try #require(waited.first) >= .seconds(5))
    }

    @Test(arguments: [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded", "organization_usage_limit_exceeded",
    ])
    func aUsedUpQuotaStopsAtOnce(code: String) async throws {
        let server = StandIn(.success(.error(429, "no more", code: code)))
        let chat = OpenAIChat.with(server)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(error.kind == .quotaExhausted)
        #expect(server.requests.count == 1)
    }

    @Test func aBadKeyStopsAtOnceWhateverItsHeaderSays() async throws {
        let server = StandIn(.json(401, "{}", ["x-should-retry": "true"]))
        let chat = OpenAIChat.with(server)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(error.kind == .badKey)
        #expect(server.requests.count == 1)
    }

    @Test func aLimitLongerThanThePolicysTimeIsReported() async throws {
        let server = StandIn(.json(429, Self.limited, ["Retry-After": "3600"]))
        let chat = OpenAIChat.with(server)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(error.kind == .rateLimited(retryAfter: 3600))
        #expect(error.isTransient)
        #expect(!error.mayBeBilled)
        #expect(server.requests.count == 1)
    }

    @Test(
        arguments: [
            .fault(.cut), .fault(.stalled), .json(500, "{}"), .json(502, "<html>"), .json(200, "<html>a proxy</html>"),
        ] as [Result<HTTPResponse, HTTPError>]
    )
    func aLostAnswerIsAskedForTwiceMoreAndCounted(lost: Result<HTTPResponse, HTTPError>) async throws {
        let server = StandIn(lost, lost, .says("hi"))
        let answer = try await OpenAIChat.with(server).chat(Pick.request)
        #expect(answer.content == "hi")
        #expect(answer.cost.requests == 3)
        #expect(answer.cost.uncounted == 2)

        let dead = StandIn(lost)
        let chat = OpenAIChat.with(dead)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(dead.requests.count == 3)
        #expect(error.cost.requests == 3)
        #expect(error.cost.uncounted == 3)
        #expect(error.mayBeBilled)
        #expect(error.isTransient)
    }

    @Test func whatWasNeverSentIsNoRequest() async throws {
        let server = StandIn(
            .fault(.refused, .notSent),
            .fault(.refused, .notSent),
            .fault(.refused, .notSent),
            .says("hi")
        )
        let answer = try await OpenAIChat.with(server).chat(Pick.request)
        #expect(answer.cost.requests == 1)
        #expect(answer.cost.uncounted == 0)
        #expect(server.requests.count == 4)
    }

    @Test func triesAreBoundedByThePolicy() async throws {
        var policy = RetryPolicy()
        policy.attempts = 4
        let server = StandIn(.json(429, Self.limited))
        let chat = OpenAIChat.with(server, policy: policy)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(error.kind == .rateLimited(retryAfter: nil))
        #expect(server.requests.count == 4)
    }

    @Test func aHostThatIsDownIsNotAskedOn() async throws {
        var policy = RetryPolicy()
        policy.attempts = 100
        policy.time = .seconds(30)
        // Short, so that it is the circuit that ends it, whose pauses grow.
        policy.cap = .milliseconds(10)
        let server = StandIn(.fault(.refused, .notSent))
        let chat = OpenAIChat.with(server, policy: policy)
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        guard case .transfer(let transfer) = error.kind else { throw NoError() }
        // Not that it is down, but why.
        #expect(transfer.kind == .refused)
        #expect(10...20 ~= server.requests.count)
        #expect(!error.mayBeBilled)
    }

    @Test func aTransfersErrorIsReported() async throws {
        let chat = OpenAIChat.with(StandIn(.fault(.tls, .notSent)))
        let error = try await failure { () async throws(ChatError) in try await chat.chat(Pick.request) }
        #expect(!error.isTransient)
        #expect(error.description == "POST test.example/v1/chat/completions: a fault of the test")
    }

    @Test(
        arguments: [
            ("12ms", 0.012), ("6m0s", 360), ("1s", 1), ("1h2m3.5s", 3723.5), ("59.999s", 59.999), ("7", 7), ("0s", 0),
            ("2d", 172_800), ("500µs", 0.0005), ("", nil), ("soon", nil), ("1x", nil), ("1m5", nil), ("-1s", nil),
            ("1..2s", nil), ("9999999999999999999h", 31_536_000),
        ] as [(String, Double?)]
    )
    func timesAsTheHeadersWriteThem(text: String, seconds: Double?) {
        let parsed = UnitDuration.parse(text).map { $0 / .seconds(1) }
        if let seconds {
            #expect(abs((parsed ?? -1) - seconds) < 1e-9)
        } else {
            #expect(parsed == nil)
        }
    }

    @Test func whatIsLeftOfTheRatesIsReported() async throws {
        let headers: HTTPHeaders = [
            "x-ratelimit-limit-requests": "500", "x-ratelimit-remaining-requests": "499",
            "x-ratelimit-reset-requests": "120ms", "x-request-id": "req_1",
        ]
        var reply = HTTPResponse.says("hi")
        reply.headers = headers
        let answer = try await OpenAIChat.with(StandIn(.success(reply))).chat(Pick.request)
        let requests = try #require(answer.limits?.requests)
        #expect(requests.limit == 500)
        #expect(requests.remaining == 499)
        #expect(requests.reset == .milliseconds(120))
        #expect(answer.limits?.tokens == nil)
        #expect(answer.requestID == "req_1")
    }

    /// The first byte of a slow model's answer may take minutes.
    @Test func aSlowModelIsWaitedFor() async throws {
        let server = StandIn(.says("hi"))
        _ = try await OpenAIChat.with(server).chat(Pick.request)
        #expect(server.requests.first?.limits.stall == .seconds(600))
        var options = OpenAIChat.Options()
        options.stall = .seconds(7)
        options.lane = Lane("chat", rate: 1, burst: 1)
        let clock = InstantClock()
        let client = RetryingClient(server, clock: clock)
        let chat = OpenAIChat(ChatServer(model: "m"), client: client, options: options, clock: clock)
        _ = try await chat.chat(Pick.request)
        let second = try await chat.chat(Pick.request)
        #expect(server.requests.last?.limits.stall == .seconds(7))
        #expect(server.requests.last?.authorization == nil)
        // The lane makes the second wait, which is time of the call.
        #expect(second.cost.seconds >= 1)
    }

    @Test func manyCallsAtOnceShareWhatIsLearned() async throws {
        let server = StandIn { (request, _) in
            request.asked.temperature == nil
                ? .says("hi") : .error(400, "temperature is not supported", param: "temperature")
        }
        let chat = OpenAIChat.with(server)
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { try await chat.chat(Pick.request).content } }
            for try await content in group { #expect(content == "hi") }
        }
        #expect(server.requests.count <= 40)
        #expect(chat.traits.models["m"]?.takesTemperature == false)
    }
}
