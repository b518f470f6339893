import Testing

@testable import HTTPTransfer

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func decide(
        _ outcome: Result<HTTPResponse, HTTPError>,
        attempt: Int = 1,
        elapsed: Duration = .zero,
        repeatable: Bool = true,
        jitter: Double = 1
    ) -> RetryPolicy.Decision {
        policy.decide(
            after: outcome,
            attempt: attempt,
            elapsed: elapsed,
            repeatable: repeatable,
            jitter: jitter,
            now: 784_111_777
        )
    }

    private func answer(_ status: Int, _ headers: HTTPHeaders = [:]) -> Result<HTTPResponse, HTTPError> {
        .success(HTTPResponse(status: status, headers: headers))
    }

    private func error(_ kind: HTTPError.Kind, _ reach: HTTPError.Reach) -> Result<HTTPResponse, HTTPError> {
        .failure(HTTPError(kind: kind, host: "h:1", message: "m", reach: reach))
    }

    @Test(arguments: [200, 201, 204, 301, 308, 400, 401, 403, 404, 409, 422, 501])
    func whatIsAnAnswerIsDone(_ status: Int) {
        #expect(decide(answer(status)) == .done)
    }

    @Test(arguments: [408, 425, 429, 500, 502, 503, 504])
    func whatMayGoWellLaterIsTriedAgain(_ status: Int) {
        #expect(decide(answer(status)) == .again(after: .seconds(1), because: .status(status)))
    }

    @Test func theWaitIsAnythingUpToADoubledLimit() {
        for (attempt, most) in [(1, 1), (2, 2), (3, 4), (5, 16)] {
            #expect(decide(answer(500), attempt: attempt, jitter: 0) == .again(after: .zero, because: .status(500)))
            #expect(decide(answer(500), attempt: attempt) == .again(after: .seconds(most), because: .status(500)))
        }
        var many = RetryPolicy()
        many.attempts = 1000
        let late = many.decide(
            after: answer(500),
            attempt: 900,
            elapsed: .zero,
            repeatable: true,
            jitter: 1,
            now: 0
        )
        #expect(late == .again(after: .seconds(64), because: .status(500)))
    }

    @Test func triesAreCounted() {
        #expect(decide(answer(500), attempt: 5) != .done)
        #expect(decide(answer(500), attempt: 6) == .done)
    }

    @Test func aWaitThatWouldPassTheBudgetIsNotBegun() {
        #expect(decide(answer(500), elapsed: .seconds(599)) != .done)
        #expect(decide(answer(500), elapsed: .seconds(599) + .milliseconds(1)) == .done)
        #expect(decide(answer(429, ["Retry-After": "601"])) == .done)
        #expect(decide(answer(429, ["Retry-After": "99999999999999999999999"])) == .done)
    }

    @Test(
        arguments: [
            (["Retry-After": "30"], 30_000), (["Retry-After": "1.5"], 1500),
            (["retry-after-ms": "20", "Retry-After": "30"], 20),
            (["Retry-After": "Sun, 06 Nov 1994 08:50:07 GMT"], 30_000),
            (["Retry-After": "Sunday, 06-Nov-94 08:50:07 GMT"], 30_000),
            (["Retry-After": "Sun Nov  6 08:50:07 1994"], 30_000),
            // Their clock is an hour ahead.
            (["Retry-After": "Sun, 06 Nov 1994 09:50:07 GMT", "Date": "Sun, 06 Nov 1994 09:49:37 GMT"], 30_000),
        ] as [(HTTPHeaders, Int)]
    )
    func theServersTimeIsKept(_ headers: HTTPHeaders, _ milliseconds: Int) {
        let asked = Duration.milliseconds(milliseconds)
        #expect(decide(answer(429, headers), jitter: 0) == .again(after: asked, because: .status(429)))
        let most = asked + min(asked / 10, .seconds(1))
        #expect(decide(answer(429, headers), jitter: 1) == .again(after: most, because: .status(429)))
    }

    @Test(arguments: ["0", "-5", "soon", "", "Sun, 06 Nov 1994 08:49:07 GMT"])
    func aTimeThatIsNoneIsLeftToUs(_ text: String) {
        #expect(decide(answer(429, ["Retry-After": text])) == .again(after: .seconds(1), because: .status(429)))
    }

    @Test func theServerMayDecide() {
        #expect(decide(answer(500, ["x-should-retry": "false"])) == .done)
        #expect(decide(answer(409, ["x-should-retry": "true"])) == .again(after: .seconds(1), because: .status(409)))
        #expect(decide(answer(200, ["x-should-retry": "true"])) == .done)
        // But not about what may be done twice.
        #expect(decide(answer(500, ["x-should-retry": "true"]), repeatable: false) == .done)
    }

    @Test func whatMakesSomethingIsSentAgainOnlyIfNothingWasDone() {
        for status in [408, 425, 500, 502, 503, 504] { #expect(decide(answer(status), repeatable: false) == .done) }
        #expect(decide(answer(429), repeatable: false) != .done)
        #expect(decide(answer(503, ["Retry-After": "1"]), repeatable: false) != .done)
        #expect(decide(answer(500, ["Retry-After": "1"]), repeatable: false) == .done)
        #expect(decide(error(.cut, .unknown), repeatable: false) == .done)
        #expect(decide(error(.stalled, .unknown), repeatable: false) == .done)
        #expect(decide(error(.refused, .notSent), repeatable: false) != .done)
    }

    @Test func errorsThatPassAreTriedAgain() {
        let passing: [HTTPError.Kind] = [
            .nameNotFound, .refused, .connectTimeout, .stalled, .cut, .hostIsDown, .notHTTP,
        ]
        for kind in passing { #expect(decide(error(kind, .unknown)) != .done) }
        let lasting: [HTTPError.Kind] = [
            .badURL, .tls, .tooManyRedirects, .tooLarge(limit: 1), .sourceChanged, .sink(errno: 28), .cancelled, .other,
        ]
        for kind in lasting { #expect(decide(error(kind, .notSent)) == .done) }
    }

    @Test func anAnswerMayBeFinal() {
        var strict = RetryPolicy()
        strict.isFinal = { $0.body == [1] }
        let over = Result<HTTPResponse, HTTPError>.success(HTTPResponse(status: 429, body: [1]))
        #expect(strict.decide(after: over, attempt: 1, elapsed: .zero, repeatable: true, jitter: 0, now: 0) == .done)
    }
}
