/// What stands between a question and its being sent: answers that are known already, and limits on what may be spent.
///
/// Each question of a call passes through it, the request for a repair too. Whatever it throws ends the call.
public struct RequestHooks: Sendable {
    /// The answer that the same question was given before; nil to ask it.
    public var known: @Sendable (Question) async throws(ChatError) -> KeptAnswer?
    /// Called before a question is sent, and before it is sent again where an answer was lost that may be billed; throws where it
    /// must not be. With the number of times that it may be billed then, from 1.
    public var willAsk: @Sendable (Question, Int) async throws(ChatError) -> Void
    /// Called when the question was answered, before anything is made of the answer, or, with nil, when there will be none;
    /// with what it took.
    public var didAsk: @Sendable (Question, KeptAnswer?, ChatCost) async throws(ChatError) -> Void

    /// Hooks for the calls of one stage.
    public init(
        known: @escaping @Sendable (Question) async throws(ChatError) -> KeptAnswer?,
        willAsk: @escaping @Sendable (Question, Int) async throws(ChatError) -> Void,
        didAsk: @escaping @Sendable (Question, KeptAnswer?, ChatCost) async throws(ChatError) -> Void
    ) {
        self.known = known
        self.willAsk = willAsk
        self.didAsk = didAsk
    }

    /// A question, told apart from all others.
    public struct Question: Sendable, Equatable {
        /// All that decides the answer: the request as a server of which nothing is known yet would be sent it. JSON.
        public var text: String
        /// An estimate of its tokens, rather too high.
        public var promptTokens: Int
        /// The same, rather too low: `TokenCounter.least`.
        public var leastTokens: Int
        /// The most tokens of the answer; nil where that is left to the server.
        public var maxTokens: Int?
    }
}

/// An answer as it can be kept in a file. It holds what the model wrote, and no secret.
public struct KeptAnswer: Codable, Sendable, Equatable {
    /// What the model wrote.
    public var content: String
    /// Why it declined.
    public var refusal: String?
    /// Why the answer ended, in the API's words.
    public var finish: String?
    /// Tokens, where the server tells them.
    public var usage: Usage?
    /// As the server names it.
    public var model: String?
    /// The model thought before it answered; absent where it did not.
    public var hasThought: Bool?

    init(_ answer: ChatAnswer) {
        hasThought = answer.hasThought ? true : nil
        content = answer.content
        refusal = answer.refusal
        finish = answer.finish.map(\.word)
        usage = answer.usage
        model = answer.model
    }

    func answer(call: String, _ line: ServerLine) -> ChatAnswer {
        ChatAnswer(
            content: content,
            refusal: refusal,
            finish: finish.map { FinishWord.reason($0, line) },
            usage: usage,
            model: model,
            requestID: nil,
            limits: nil,
            cost: ChatCost(),
            hasThought: hasThought ?? false,
            call: call
        )
    }
}

extension ChatAnswer.FinishReason {
    /// In the API's words.
    fileprivate var word: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .repetition: FinishWord.repetition
        case .contentFilter: "content_filter"
        case .toolCalls: "tool_calls"
        case .other(let word): word
        }
    }
}

extension RequestHooks.Question {
    /// `thinks`: the model is known to think before it answers, which decides no answer, but what it may cost.
    init(_ request: ChatRequest, model: String, thinks: Bool) {
        text = Dialect(request, nil).question(request, model: model).text
        var tokens = TokenCounter.estimate(request.messages)
        var least = request.messages.reduce(0) { $0 + TokenCounter.least($1.text) }
        if case .json(let schema, _) = request.format {
            tokens += TokenCounter.estimate(schema.words)
            least += TokenCounter.least(schema.words)
        }
        promptTokens = tokens
        leastTokens = least
        maxTokens = request.maxTokens.map { $0 + (thinks ? request.thinkingTokens : 0) }
    }
}
