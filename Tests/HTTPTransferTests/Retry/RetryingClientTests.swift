import HTTPTransfer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(3))) struct RetryingClientTests {
    private let request = HTTPRequest(.get, .plain("http://h/"))
    private let clock = ManualClock(isAutomatic: true)

    @Test func itTriesAgainAndTells() async throws {
        let (told, tell) = AsyncStream<String>.makeStream()
        let inner = ScriptedClient { $0 < 3 ? .status(503, ["Retry-After": "7"]) : .status(200) }
        let client = RetryingClient(inner, seed: 1, clock: clock) { attempt, reason, wait in
            tell.yield("\(attempt) \(reason) \(wait >= .seconds(7) && wait <= .milliseconds(7700))")
        }
        let response = try await client.send(request, repeatable: false)
        tell.finish()
        #expect(response.status == 200)
        let all = await told.reduce(into: []) { $0.append($1) }
        #expect(all == ["1 HTTP 503 true", "2 HTTP 503 true"])
        #expect(clock.now.offset >= .seconds(14))
    }

    @Test func theLastAnswerIsTheAnswer() async throws {
        let inner = ScriptedClient { .status($0 < 6 ? 500 : 502) }
        let response = try await RetryingClient(inner, clock: clock).send(request, repeatable: true)
        #expect(response.status == 502)
        #expect(inner.count == 6)
    }

    @Test func whatMakesSomethingIsNotTriedAgain() async throws {
        let inner = ScriptedClient { _ in .error(.cut) }
        let error = await failure { try await RetryingClient(inner, clock: clock).send(request, repeatable: false) }
        #expect(error?.kind == .cut)
        #expect(inner.count == 1)
    }

    /// An earlier try may have reached the server.
    @Test func reachIsThatOfAllTries() async throws {
        let inner = ScriptedClient { $0 == 1 ? .error(.cut, .unknown) : .error(.refused, .notSent) }
        let error = await failure { try await RetryingClient(inner, clock: clock).send(request, repeatable: true) }
        #expect(error?.kind == .refused)
        #expect(error?.reach == .unknown)
    }

    @Test func aWaitLongerThanTheBudgetIsNotBegun() async throws {
        let inner = ScriptedClient { _ in .status(429, ["Retry-After": "601"]) }
        let response = try await RetryingClient(inner, clock: clock).send(request, repeatable: true)
        #expect(response.status == 429)
        #expect(inner.count == 1)
        #expect(clock.now.offset == .zero)
    }

    @Test func tooManyHoldsTheWholeLane() async throws {
        let inner = ScriptedClient { $0 == 1 ? .status(429, ["Retry-After": "30"]) : .status(200) }
        var once = RetryPolicy()
        once.attempts = 1
        let client = RetryingClient(inner, policy: once, clock: clock)
        let lane = Lane("post", rate: 10, burst: 10)
        _ = try await client.send(request, lane: lane, repeatable: true)
        _ = try await client.send(request, lane: Lane("get", rate: 10, burst: 10), repeatable: true)
        #expect(clock.now.offset == .zero)
        _ = try await client.send(request, lane: lane, repeatable: true)
        #expect(clock.now.offset == .seconds(30))
    }

    @Test func aHostThatIsDownIsNotAsked() async throws {
        var hasty = RetryPolicy()
        hasty.attempts = 1
        hasty.time = .seconds(1)
        let inner = ScriptedClient { $0 <= 10 ? .error(.refused, .notSent) : .status(200) }
        let client = RetryingClient(inner, policy: hasty, clock: clock)
        for _ in 0..<10 { _ = await failure { try await client.send(request, repeatable: true) } }
        for _ in 0..<100 {
            let error = await failure { try await client.send(request, repeatable: true) }
            #expect(error?.kind == .hostIsDown)
            #expect(error?.reach == .notSent)
        }
        #expect(inner.count == 10)
        // Another host is not meant.
        _ = try await client.send(HTTPRequest(.get, .plain("http://other/")), repeatable: true)
        // Who has the time waits for it to come back.
        let response = try await client.send(request, repeatable: true, policy: RetryPolicy())
        #expect(response.status == 200)
        #expect(clock.now.offset == .seconds(2))
    }

    @Test func aHostThatStaysDownIsGivenUpByAllWithFewRequests() async throws {
        let clock = ManualClock()
        let inner = ScriptedClient { _ in .error(.refused, .notSent) }
        var rules = CircuitRules()
        rules.failures = 3
        let client = RetryingClient(inner, circuit: rules, clock: clock)
        let kinds = await withTaskGroup(of: HTTPError.Kind?.self) { group in
            for _ in 0..<20 {
                group.addTask { await failure { try await client.send(request, repeatable: true) }?.kind }
            }
            // The hands go on for as long as anybody waits: they have all the time that there is.
            let hands = Task {
                while !Task.isCancelled {
                    clock.advance(by: .milliseconds(100))
                    await Task.yield()
                }
            }
            var kinds: [HTTPError.Kind?] = []
            for await kind in group { kinds.append(kind) }
            hands.cancel()
            return kinds
        }
        #expect(kinds.count == 20 && kinds.allSatisfy { $0 == .refused || $0 == .hostIsDown })
        #expect(inner.count < 20 + 8, "\(inner.count)")
    }

    @Test func aSparingClientSendsOnceAndKnowsADeadHost() async throws {
        let inner = ScriptedClient { number in
            switch number {
            case 1: .status(503, ["Retry-After": "1"])
            case 2: .error(.cut)
            case 3: .error(.refused, .notSent)
            default: .status(200)
            }
        }
        let client = RetryingClient(inner, clock: clock)
        let busy = try await client.sparing.send(request)
        #expect(busy.status == 503 && inner.count == 1)
        let cut = await failure { try await client.sparing.send(request) }
        #expect(cut?.kind == .cut && inner.count == 2)
        // What never left is sent again.
        let sent = try await client.sparing.send(request)
        #expect(sent.status == 200 && inner.count == 4)

        var rules = CircuitRules()
        rules.failures = 1
        rules.patience = .zero
        let dead = ScriptedClient { _ in .error(.refused, .notSent) }
        let other = RetryingClient(dead, circuit: rules, clock: clock)
        _ = await failure { try await other.send(request, repeatable: true) }
        let down = await failure { try await other.sparing.send(request) }
        #expect(down?.kind == .hostIsDown && dead.count == 1)
    }

    @Test func oneFindsOutWhileTheOthersWait() async throws {
        let clock = ManualClock()
        var rules = CircuitRules()
        rules.failures = 1
        let (asked, tellAsked) = AsyncStream<Int>.makeStream()
        let bell = TestBell()
        let inner = ScriptedClient { number in
            tellAsked.yield(number)
            if number == 1 { return .error(.refused, .notSent) }
            if number == 2 { await bell.wait() }
            return .status(200)
        }
        var policy = RetryPolicy()
        policy.attempts = 1
        let client = RetryingClient(inner, policy: policy, circuit: rules, clock: clock)
        _ = await failure { try await client.send(request, repeatable: true) }
        let good = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask { await failure { try await client.send(request, repeatable: true) } == nil }
            }
            await clock.sleepers(20)
            clock.advance(by: .seconds(2))
            for await number in asked where number == 2 { break }
            // All others wait for the probe, up to their time.
            await clock.sleepers(19)
            #expect(inner.count == 2)
            bell.ring()
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(good == 20)
        #expect(inner.count == 21)
    }

    @Test func whoIsCancelledInTheLaneLeavesItsPlaceToTheNext() async throws {
        let clock = ManualClock()
        let inner = ScriptedClient { _ in .status(200) }
        let client = RetryingClient(inner, clock: clock)
        let lane = Lane("post", rate: 1, burst: 1)
        _ = try await client.send(request, lane: lane, repeatable: true)
        let second = Task { await failure { try await client.send(request, lane: lane, repeatable: true) } }
        await clock.sleepers(1)
        let third = Task { await failure { try await client.send(request, lane: lane, repeatable: true) } }
        await clock.sleepers(2)
        second.cancel()
        let error = await second.value
        #expect(error?.kind == .cancelled)
        #expect(error?.reach == .notSent)
        clock.advance(by: .seconds(1))
        let last = await third.value
        #expect(last == nil)
        #expect(inner.count == 2)
    }

    @Test func cancellingEndsAWait() async throws {
        let clock = ManualClock()
        let inner = ScriptedClient { _ in .status(503, ["Retry-After": "60"]) }
        let client = RetryingClient(inner, clock: clock)
        let task = Task { await failure { try await client.send(request, repeatable: true) } }
        await clock.sleepers(1)
        task.cancel()
        let error = await task.value
        #expect(error?.kind == .cancelled)
        #expect(error?.reach == .unknown)
        #expect(inner.count == 1)
    }
}

/// Holds tasks back until it rings.
final class TestBell: Sendable {
    private let (stream, source) = AsyncStream<Void>.makeStream()
    func ring() { source.finish() }
    func wait() async { for await _ in stream {} }
}
