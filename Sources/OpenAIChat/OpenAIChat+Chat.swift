import FoundationEssentials
import HTTPTransfer

extension OpenAIChat {
    /// Asks for an answer and gives it as it came: `ChatAnswer.text()` judges whether it is whole and meant.
    ///
    /// Cancelling the task ends the request; what the server has written by then may be billed.
    public func chat(_ request: ChatRequest) async throws(ChatError) -> ChatAnswer {
        var meter = Meter(start: time.now())
        return try await metered(&meter) { (meter: inout Meter) async throws(ChatError) in
            try await ask(request, nil, &meter)
        }
    }

    /// Runs a call; an error tells what it took.
    func metered<Value>(
        _ meter: inout Meter,
        _ body: (inout Meter) async throws(ChatError) -> Value
    ) async throws(ChatError) -> Value {
        do throws(ChatError) {
            return try await body(&meter)
        } catch {
            throw meter.closing(error, at: time.now())
        }
    }

    /// One answer, the one that the hooks knows or one that is asked for.
    func ask(
        _ request: ChatRequest,
        _ hooks: RequestHooks?,
        _ meter: inout Meter
    ) async throws(ChatError) -> ChatAnswer {
        guard let hooks else { return try await ask(request, &meter) }
        let question = question(request)
        if let known = try await hooks.known(question) {
            return known.answer(call: callName("/chat/completions"), line)
        }
        try await hooks.willAsk(question, 1)
        var own = Meter(start: meter.start)
        own.willRepeat = { (times) async throws(ChatError) in try await hooks.willAsk(question, times) }
        let answer: ChatAnswer
        do throws(ChatError) {
            answer = try await ask(request, &own)
        } catch {
            meter.add(own)
            try await hooks.didAsk(question, nil, own.cost)
            throw error
        }
        meter.add(own)
        try await hooks.didAsk(question, KeptAnswer(answer), own.cost)
        return answer
    }

    /// The question that a request is.
    private func question(_ request: ChatRequest) -> RequestHooks.Question {
        let model = request.model ?? server.model
        return RequestHooks.Question(request, model: model, thinks: mayThink(model))
    }

    /// Whether a model may think before it answers, as far as is known.
    func mayThink(_ model: String) -> Bool { traits.models[model]?.thinks ?? server.isOpenAI }

    /// One answer, in the dialect that the server takes.
    private func ask(_ request: ChatRequest, _ meter: inout Meter) async throws(ChatError) -> ChatAnswer {
        let path = "/chat/completions"
        let model = request.model ?? server.model
        if let problem = model.isEmpty ? "no model is named" : request.problem {
            throw ChatError(.invalid, call: callName(path), words: problem, mayBeBilled: false)
        }
        var dialect = Dialect(request, traits.models[model], isOpenAI: server.isOpenAI)
        while true {
            let text = dialect.body(request, model: model).text
            if let refusal = refusal(of: text) { throw refusal }
            let body = HTTPRequest.Body.bytes(Array(text.utf8), type: "application/json")
            let response = try await send(path, body: body, isStreamed: dialect.stream != .none, &meter)
            guard response.isSuccess else {
                if let complaint = Complaint(status: response.status, ErrorBody(response.body)),
                    let next = dialect.meeting(complaint)
                {
                    dialect = next
                    continue
                }
                let error = ChatError(response, call: callName(path), line)
                if error.kind == .contextTooLong { remember(text, error) }
                throw error
            }
            meter.mayBeBilled = true
            let answer = try read(response, path, &meter)
            learn(model) { dialect.teach(&$0, answer.usage, thought: answer.hasThought) }
            return answer
        }
    }

    private func read(_ response: HTTPResponse, _ path: String, _ meter: inout Meter) throws(ChatError) -> ChatAnswer {
        let reply: ChatReply
        do {
            reply = try JSONDecoder().decode(ChatReply.self, from: Data(response.body))
        } catch {
            meter.cost.uncounted += 1
            // Some gateways put an error into a success.
            let body = ErrorBody(response.body)
            if !body.said.isEmpty, response.body.first == UInt8(ascii: "{") {
                var failure = response
                failure.status = body.code.flatMap { Int($0) }.flatMap { 400..<600 ~= $0 ? $0 : nil } ?? 500
                var error = ChatError(failure, call: callName(path), line)
                error.mayBeBilled = true
                throw error
            }
            let what = (error as? DecodingError)?.whatAndWhere ?? "not JSON"
            throw ChatError(badAnswer: what, response, call: callName(path), line)
        }
        meter.cost.add(reply.usage?.usage)
        meter.cost.seconds = (time.now() - meter.start) / .seconds(1)
        return ChatAnswer(
            content: reply.message.content ?? "",
            refusal: reply.message.refusal.map(line.clean).flatMap { $0.isEmpty ? nil : $0 },
            finish: reply.finish.map { FinishWord.reason($0, line) },
            usage: reply.usage?.usage,
            model: reply.model.map(line.clean),
            requestID: line.requestID(response),
            limits: RateLimits(response.headers),
            cost: meter.cost,
            hasThought: reply.hasThought,
            call: callName(path)
        )
    }
}
