import HTTPTransfer

extension OpenAIChat {
    /// Asks for a value and checks it.
    ///
    /// The server is asked to keep to the schema in the strictest form that it takes, and the model is told the schema in words.
    /// An answer is judged in this order: length, content filter, refusal, whether it can be read, whether it is valid. Of one
    /// that was cut off the whole elements of its lists are used, where they make a valid answer. Else it is asked for once more, with
    /// twice the cap where it was the request's own that cut it off, or with room to think where the model turns out to think
    /// first; but not one that repeats itself, which would do so for longer. One that cannot be read or is not valid goes back
    /// once, with what is wrong with it. All other is an error at once.
    ///
    /// - Parameters:
    ///   - hooks: Asked before each question, and told each answer.
    ///   - validate: Throws what the schema does not say: bounds, order, what must exist.
    public func structured<Value: Decodable>(
        _ request: ChatRequest,
        as type: Value.Type,
        schema: JSONSchema,
        name: String = "answer",
        hooks: RequestHooks? = nil,
        validate: (Value) throws(ValidationProblem) -> Void = { _ in }
    ) async throws(ChatError) -> StructuredAnswer<Value> {
        var request = request
        request.format = .json(schema, name: name)
        var meter = Meter(start: time.now())
        return try await metered(&meter) { (meter: inout Meter) async throws(ChatError) in
            try await value(request, type, schema, hooks, validate, &meter)
        }
    }

    private func value<Value: Decodable>(
        _ request: ChatRequest,
        _ type: Value.Type,
        _ schema: JSONSchema,
        _ hooks: RequestHooks?,
        _ validate: (Value) throws(ValidationProblem) -> Void,
        _ meter: inout Meter
    ) async throws(ChatError) -> StructuredAnswer<Value> {
        var request = request
        var problems: [String] = []
        var cut: ChatAnswer?
        while true {
            var answer: ChatAnswer
            do throws(ChatError) {
                answer = try await ask(request, hooks, &meter)
                answer.cost = meter.cost
            } catch {
                // A cap that the model does not take was our idea, not the caller's.
                if let cut, error.kind == .invalid || error.kind == .contextTooLong {
                    throw cut.error(.truncated, error.words)
                }
                throw error
            }
            if answer.finish == .length || answer.finish == .repetition {
                do throws(ValidationProblem) {
                    let value = try AnswerReading.value(type, ofCut: answer.content, schema)
                    try validate(value)
                    return StructuredAnswer(value: value, answer: answer, repaired: problems, isCut: true)
                } catch {
                    // What is whole of it is of no use; what is said of the whole is passed on.
                }
                if answer.finish == .repetition || Repetition.isLoop(answer.content) {
                    throw answer.error(.truncated, "the model repeats itself")
                }
                if cut == nil, let longer = Self.extended(request, answer) {
                    cut = answer
                    request = longer
                    continue
                }
            }
            let text = try answer.text()
            do throws(ValidationProblem) {
                let value = try AnswerReading.value(type, in: text, schema)
                try validate(value)
                return StructuredAnswer(value: value, answer: answer, repaired: problems)
            } catch {
                problems.append(line.clean(error.description))
                guard problems.count < 2 else { throw answer.error(.unusable(problems)) }
                request.messages += Self.repair(text, error)
            }
        }
    }

    /// The request with room to think, where the model had used up the answer's, or with twice the cap, where it was the request's own
    /// that cut the answer off: an answer that is shorter met another limit, the model's context, say, which no cap widens.
    private static func extended(_ request: ChatRequest, _ answer: ChatAnswer) -> ChatRequest? {
        guard let cap = request.maxTokens, cap <= Int.max / 4 else { return nil }
        if let usage = answer.usage, usage.completion < cap { return nil }
        var longer = request
        // It had that room where the model was known for it already.
        let hadRoom = (answer.usage?.completion ?? 0) > cap
        if answer.hasThought, !hadRoom, request.thinkingTokens > 0 {
            longer.maxTokens = cap + request.thinkingTokens
            longer.thinkingTokens = 0
        } else {
            longer.maxTokens = 2 * cap
        }
        return longer
    }

    /// What is sent after an answer that is not usable.
    private static func repair(_ text: String, _ problem: ValidationProblem) -> [ChatMessage] {
        let longest = 32 << 10
        let quoted = text.utf8.count > longest ? String(text.unicodeScalars.prefix(longest / 4)) + "…" : text
        let words = """
            That answer cannot be used: \(problem.description)
            Answer once more, whole and with that mended, with the JSON object alone.
            """
        // An empty message of the assistant is refused by some servers.
        let isBlank = quoted.allSatisfy(\.isWhitespace)
        return (isBlank ? [] : [ChatMessage(.assistant, quoted)]) + [ChatMessage(.user, words)]
    }
}
