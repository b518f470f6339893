import EmulatorKit

/// POST /v1/chat/completions.
struct ChatRoute: Sendable {
    let options: OpenAIOptions
    let model: ChatModel

    /// The answer, and what it cost. Throws `Refusal`.
    func answer(_ bytes: [UInt8], digest: String, fault: ServiceFault?) throws -> (Response, ServiceStats.Work) {
        guard let body = try? JSON(bytes: bytes), body.members != nil else {
            // Why it does not parse is the client's to find; the service says no more either.
            throw Refusal.invalid("We could not parse the JSON body of your request.")
        }
        var call = try ChatCall(body, options)
        let prompt = try fit(&call)
        var saying = try model.say(call, digest: digest)
        if let response = saying.response {
            return (response, ServiceStats.Work(promptTokens: response.status < 400 ? prompt : 0))
        }
        spoil(&saying, fault)
        let reasoning = options.dialect == .openai && options.isReasoning ? 64 + prompt / 16 : 0
        let completion = cut(&saying, reasoning, cap: cap(call, prompt))
        let reply = ChatReply(
            options: options,
            call: call,
            digest: digest,
            saying: saying,
            usage: ChatReply.Usage(prompt: prompt, completion: completion, reasoning: reasoning),
            tellsUsage: options.tellsUsage && fault != .noUsage,
            breaksOff: fault == .streamError
        )
        let work = ServiceStats.Work(promptTokens: prompt, completionTokens: completion)
        return (try call.isStreamed ? reply.stream : .json(reply.json), work)
    }

    /// Makes what was said fit into the context, and says how many tokens it has. Ollama drops the beginning; all others
    /// refuse.
    private func fit(_ call: inout ChatCall) throws(Refusal) -> Int {
        let prompt = Tokens.count(call.text)
        guard let context = options.context else { return prompt }
        switch options.dialect {
        case .ollama:
            guard prompt > context else { return prompt }
            call.keepLast(context)
            return context
        case .vllm:
            let completion = call.cap ?? 0
            guard prompt + completion <= context else {
                throw options.dialect.tooLong(prompt: prompt, completion: completion, context: context)
            }
        case .openai, .llamaCpp:
            guard prompt <= context else {
                throw options.dialect.tooLong(prompt: prompt, completion: 0, context: context)
            }
        }
        return prompt
    }

    /// The answer's cap: its own, or what the context leaves; Ollama's context moves on with what it writes.
    private func cap(_ call: ChatCall, _ prompt: Int) -> Int? {
        guard let context = options.context, options.dialect != .ollama else { return call.cap }
        return min(call.cap ?? .max, context - prompt)
    }

    private func spoil(_ saying: inout ChatModel.Saying, _ fault: ServiceFault?) {
        let content = saying.content ?? ""
        switch fault {
        case .length:
            saying.content = String(content.prefix(content.count / 2))
            saying.finish = "length"
        case .contentFilter:
            saying.content = String(content.prefix(content.count / 4))
            saying.finish = "content_filter"
        case .refusal:
            let words = "I'm sorry, but I can't help with that."
            // Only OpenAI tells a refusal apart.
            saying.content = options.dialect == .openai ? nil : words
            saying.refusal = options.dialect == .openai ? words : nil
        case .badJSON: saying.content = String(content.prefix(content.count * 2 / 3)) + ", and so on"
        default: break
        }
    }

    /// Cuts what is over the cap, and counts what was written: thoughts come first.
    private func cut(_ saying: inout ChatModel.Saying, _ reasoning: Int, cap: Int?) -> Int {
        let said = Tokens.count(saying.content ?? saying.refusal ?? "")
        guard let cap, reasoning + said > cap else { return reasoning + said }
        saying.content = saying.content.map { Tokens.first(max(0, cap - reasoning), of: $0) }
        saying.finish = "length"
        return cap
    }
}
