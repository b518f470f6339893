import HTTPTransfer

extension OpenAIChat {
    /// Counts what a call takes.
    struct Meter {
        var cost = ChatCost()
        /// Whether a lost answer may have been billed.
        var mayBeBilled = false
        let start: Duration
        /// Called before a request is sent again whose answer was lost, with the number of times that it may be billed then.
        var willRepeat: (@Sendable (Int) async throws(ChatError) -> Void)?

        mutating func addUncounted() {
            cost.uncounted += 1
            mayBeBilled = true
        }

        /// Counts what a part of the call took.
        mutating func add(_ part: Meter) {
            cost.add(part.cost)
            mayBeBilled = mayBeBilled || part.mayBeBilled
        }

        /// The error, with what all the requests of the call took.
        func closing(_ error: ChatError, at now: Duration) -> ChatError {
            var error = error
            error.cost = cost
            error.cost.seconds = (now - start) / .seconds(1)
            error.mayBeBilled = error.mayBeBilled || mayBeBilled
            return error
        }
    }

    var line: ServerLine { ServerLine(server.key) }

    /// "POST api.openai.com/v1/chat/completions".
    func callName(_ path: String) -> String { "POST \(line.clean(server.name))\(path)" }

    /// The last answer, of whatever status, counting each request.
    ///
    /// The client sends each once; that and how long to wait is decided here, by its own policy, since a lost answer may be
    /// asked for again only so often, and each must be counted. An answer that is streamed comes out as if it had come in one piece.
    func send(
        _ path: String,
        body: HTTPRequest.Body,
        stall: Duration? = nil,
        isStreamed: Bool = false,
        _ meter: inout Meter
    ) async throws(ChatError) -> HTTPResponse {
        guard server.isBaseClean else { throw baseError(path) }
        let request = request(path, body, stall: stall ?? options.stall)
        let policy = policy
        let start = time.now()
        var last: Result<HTTPResponse, HTTPError>?
        var lost = 0
        var attempt = 0
        while true {
            attempt += 1
            let outcome = await once(request, isStreamed, policy, elapsed: time.now() - start, attempt, &meter)
            // The circuit is open, and the client has waited for it already: what was said before says more.
            if outcome.isHostDown { return try answer(last ?? outcome, path) }
            let course = Course(outcome: outcome, attempt: attempt, elapsed: time.now() - start)
            let isLost = course.isLost(policy)
            if isLost { lost += 1 }
            let decision = course.decide(policy, isRepeatable: lost <= options.lostAnswers)
            // A cut is counted already, and a success that is not asked for again counts when it is read.
            if isLost, case .success(let response) = outcome, decision != .done || !response.isSuccess {
                meter.addUncounted()
            }
            guard case .again(let wait, let reason) = decision else { return try answer(outcome, path) }
            last = outcome
            onRetry?(attempt, reason, wait)
            do { try await time.sleep(for: wait) } catch { throw cancelled(path) }
            if Task.isCancelled { throw cancelled(path) }
            if isLost, meter.cost.uncounted > 0 { try await meter.willRepeat?(meter.cost.uncounted + 1) }
        }
    }

    private func once(
        _ request: HTTPRequest,
        _ isStreamed: Bool,
        _ policy: RetryPolicy,
        elapsed: Duration,
        _ attempt: Int,
        _ meter: inout Meter
    ) async -> Result<HTTPResponse, HTTPError> {
        var single = policy
        single.attempts = 1
        single.time = max(policy.time - elapsed, .zero)
        var request = request
        let collector = isStreamed ? StreamCollector() : nil
        if let collector { request.sink = .pieces(limit: options.answerLimit) { collector.take($0) } }
        do throws(HTTPError) {
            var response = try await client.send(request, lane: options.lane, repeatable: false, policy: single)
            if let collector { response = try collector.whole(response, host: line.clean(server.name)).get() }
            meter.cost.requests += 1
            return .success(AskedPause.spelledOut(response, attempt: attempt))
        } catch {
            if error.reach == .unknown {
                meter.cost.requests += 1
                meter.addUncounted()
            }
            return .failure(error)
        }
    }

    private func answer(_ outcome: Result<HTTPResponse, HTTPError>, _ path: String) throws(ChatError) -> HTTPResponse {
        switch outcome {
        case .success(let response): return response
        case .failure(let error):
            throw ChatError(.transfer(error), call: callName(path), mayBeBilled: error.reach == .unknown)
        }
    }

    private func request(_ path: String, _ body: HTTPRequest.Body, stall: Duration) -> HTTPRequest {
        var limits = HTTPRequest.Limits()
        limits.stall = stall
        limits.silence = options.silence
        return HTTPRequest(
            .post,
            .plain(server.base + path),
            headers: server.headers,
            authorization: server.key.map { .bearer($0) },
            body: body,
            sink: .memory(limit: options.answerLimit),
            limits: limits
        )
    }

    /// The client's own, which also knows what is final here, and that no answer of the API is HTML.
    private var policy: RetryPolicy {
        var policy = client.policy
        policy.isFinal = { ChatError.isFinal($0) }
        policy.isGarbled = { response in
            response.body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
        }
        return policy
    }

    private func baseError(_ path: String) -> ChatError {
        let words = "the base URL has a query or a fragment"
        return ChatError(.invalid, call: callName(path), words: words, mayBeBilled: false)
    }

    private func cancelled(_ path: String) -> ChatError {
        let error = HTTPError(kind: .cancelled, host: line.clean(server.name), message: "cancelled", reach: .unknown)
        return ChatError(.transfer(error), call: callName(path), mayBeBilled: false)
    }
}

extension Result<HTTPResponse, HTTPError> {
    fileprivate var isHostDown: Bool {
        if case .failure(let error) = self { error.kind == .hostIsDown } else { false }
    }
}
