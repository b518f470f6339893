import FoundationEssentials
import Intake
package import Manifest
package import OpenAIChat
package import Outbox
package import Roles
package import Settings
import StateFiles
import Synchronization

/// Asks a language model for one stage of one video: nothing that is known already, and nothing beyond the budgets.
package struct PaidRequests: Sendable {
    package let model: String
    package let prompts: Prompts
    package let access: OpenAIAccess
    package let chat: OpenAIChat
    package let answers: KeptAnswers
    package let spending: Spending
    package let price: Prices.Price?
    package let settings: Settings
    package let stage: StageName
    private let video: VideoID

    /// `model` is asked in the place of the analyst's. Throws a failure of class `config` where a variable, a prompt or a price is
    /// missing or is nonsense.
    package init(
        _ state: VideoState,
        _ stage: StageName,
        access: OpenAIAccess,
        outbox: Outbox,
        model: String? = nil
    ) throws(Failure) {
        let settings = state.settings
        self.access = access
        chat = try access.open()
        if let model { self.model = model } else { self.model = try access.model(settings) }
        prompts = try Prompts(folder: settings.prompts)
        let price = try Prices(file: settings.prices, isOpenAI: access.isOpenAI).price(of: self.model)
        // A price of sound alone says nothing of a chat.
        self.price = price.flatMap { $0.isOfTokens || (stage == .fetchVTT && $0.minute != nil) ? $0 : nil }
        answers = KeptAnswers(outbox, state.id)
        spending = access.spending(outbox)
        self.settings = settings
        video = state.id
        self.stage = stage
        if self.price == nil, settings.budgetUSD != nil || settings.dayBudgetUSD != nil {
            throw Failure(
                .config,
                "the price of \(self.model.oneLine) is not known, and there is a budget in dollars; put it into a file for --prices, or "
                    + "use --budget-tokens"
            )
        }
    }

    /// A value as the model answered it and as it was found valid.
    ///
    /// Throws a `ModelSilence` where the model gives none, a `Failure` where nothing but a person helps.
    package func ask<Value: Decodable>(
        _ kind: Prompts.Kind,
        _ fields: [String: String] = [:],
        shown: String,
        as type: Value.Type,
        schema: JSONSchema,
        longest: Int,
        validate: (Value) throws(ValidationProblem) -> Void = { _ in }
    ) async throws -> StructuredAnswer<Value> {
        var request = ChatRequest(
            [ChatMessage(.system, prompts.text(kind, fields)), ChatMessage(.user, shown)],
            maxTokens: longest,
            temperature: 0,
            model: model
        )
        request.thinkingTokens = Self.thinking
        // What the hooks meet on the way is reported as it is.
        let trouble = Mutex<(any Error)?>(nil)
        let forgotten = Mutex<Int?>(nil)
        let answered = Mutex<[String]>([])
        let hooks = hooks(
            trouble: { error in trouble.withLock { $0 = error } },
            answered: { question in answered.withLock { $0.append(question) } },
            forgot: { read in forgotten.withLock { $0 = $0 ?? read } }
        )
        let answer: StructuredAnswer<Value>
        do throws(ChatError) {
            answer = try await chat.structured(
                request,
                as: type,
                schema: schema,
                name: kind.rawValue,
                hooks: hooks,
                validate: validate
            )
        } catch {
            if let cause = trouble.withLock(\.self) { throw cause }
            // An answer to what was hardly read need not make sense.
            try Self.checkMemory(forgotten.withLock(\.self), model)
            var failure = Failure.of(error)
            if var silence = failure as? ModelSilence, error.kind == .contextTooLong {
                silence.share = Self.share(error.room, request, shown, schema)
                silence.mostTokens = Int(Double(TokenCounter.estimate(shown)) * (silence.share ?? 0.5))
                failure = silence
            }
            if let silence = failure as? ModelSilence, silence.isOfThisTextOnly {
                for question in answered.withLock(\.self) {
                    try answers.noteUseless(question, of: stage, as: KeptAnswer.self)
                }
            }
            if Failure.refusesAll(error), let failure = failure as? Failure { access.remember(failure) }
            throw failure
        }
        try Self.checkMemory(forgotten.withLock(\.self), model)
        return answer
    }

    /// The most tokens that a model which thinks first may think.
    private static let thinking = 3000

    /// How much of what was shown fits into the context beside all else that was sent and the answer; nil where the server does not
    /// say how large that is.
    private static func share(
        _ room: ContextRoom?,
        _ request: ChatRequest,
        _ shown: String,
        _ schema: JSONSchema
    ) -> Double? {
        guard let room else { return nil }
        let all = Double(TokenCounter.estimate(request.messages) + TokenCounter.estimate(schema.words))
        let part = Double(TokenCounter.estimate(shown))
        // What the server counted for each of our tokens.
        let rate = room.prompt.map { Double($0) / all } ?? 1
        // An answer that does not fit whole is used as far as it goes.
        let answer = min(request.maxTokens ?? 0, room.window / 3)
        return min(max((Double(room.window - answer) - (all - part) * rate) / (part * rate), 0), 0.95)
    }

    /// Of a server that takes a longer prompt without a word and forgets its beginning, the count of tokens tells: the lower
    /// estimate is up to twice as high as any server's count.
    private static let suspicious = 0.4
    /// No context is smaller; a smaller count is that of a server which leaves out what it still knew.
    private static let smallestContext = 1500

    private static func checkMemory(_ read: Int?, _ model: String) throws {
        guard let read else { return }
        throw ModelSilence(
            tooLong: "\(model.oneLine) has read only \(read) tokens of what it was shown",
            mostTokens: read * 6 / 10
        )
    }

    private func hooks(
        trouble: @escaping @Sendable (any Error) -> Void,
        answered: @escaping @Sendable (_ question: String) -> Void,
        forgot: @escaping @Sendable (_ read: Int) -> Void
    ) -> RequestHooks {
        @Sendable func look(_ question: RequestHooks.Question, _ answer: KeptAnswer?) {
            if answer != nil { answered(question.text) }
            guard let read = answer?.usage?.prompt, read >= Self.smallestContext,
                Double(read) < Double(question.leastTokens) * Self.suspicious
            else { return }
            forgot(read)
        }
        let ids = Mutex<[String: Spending.Line]>([:])
        return RequestHooks(
            known: { (question) async throws(ChatError) -> KeptAnswer? in
                do {
                    let kept = try answers.answer(to: question.text, of: stage, as: KeptAnswer.self)
                    look(question, kept)
                    return kept
                } catch {
                    throw Self.withheld(error, trouble)
                }
            },
            willAsk: { (question, times) async throws(ChatError) in
                do {
                    // A question that is repeated is still the same.
                    let asked = (times > 1 ? ids.withLock { $0[question.text] } : nil) ?? line(question)
                    ids.withLock { $0[question.text] = asked }
                    try await reserve(asked, times: times)
                } catch {
                    throw Self.withheld(error, trouble)
                }
            },
            didAsk: { (question, answer, cost) async throws(ChatError) in
                do {
                    // First what was paid for, then the account of it.
                    if let answer { try answers.keep(answer, to: question.text, of: stage) }
                    look(question, answer)
                    guard let asked = ids.withLock({ $0.removeValue(forKey: question.text) }) else { return }
                    let settled = settled(asked, answer, cost)
                    RequestMeter.current?.add(settled.amount.cost)
                    try await spending.settle(settled, sentAt: asked.at)
                } catch {
                    throw Self.withheld(error, trouble)
                }
            }
        )
    }

    private func line(_ question: RequestHooks.Question) -> Spending.Line {
        var amount = Spending.Amount()
        amount.requests = 1
        amount.promptTokens = question.promptTokens
        amount.completionTokens = question.maxTokens ?? 0
        amount.usd = price?.dollars(Usage(prompt: amount.promptTokens, completion: amount.completionTokens))
        return line(amount)
    }

    /// Writes down that a request is about to be sent, and how often it may be billed then.
    package func reserve(_ line: Spending.Line, times: Int) async throws {
        var line = line
        line.amount = line.amount.times(times)
        try await spending.reserve(line, video: settings.videoBudget, day: settings.dayBudget)
    }

    /// A line that says that so much may be spent now.
    package func line(_ amount: Spending.Amount) -> Spending.Line {
        return Spending.Line(
            id: String((0..<16).map { _ in "0123456789abcdef".randomElement() ?? "0" }),
            at: .now,
            state: .asked,
            video: video.short,
            stage: stage,
            model: model,
            amount: amount
        )
    }

    /// What it took: as the server counted, and for answers that nobody counted, as it was estimated.
    private func settled(_ asked: Spending.Line, _ answer: KeptAnswer?, _ cost: ChatCost) -> Spending.Line {
        var usage = cost.usage ?? Usage(prompt: 0, completion: 0)
        if cost.uncounted > 0 {
            let written = answer.map { TokenCounter.estimate($0.content) } ?? asked.amount.completionTokens
            usage.prompt += asked.amount.promptTokens * cost.uncounted
            usage.completion += written + asked.amount.completionTokens * (cost.uncounted - 1)
        }
        var line = asked
        line.at = .now
        line.state = .answered
        line.amount.requests = cost.requests
        line.amount.promptTokens = usage.prompt
        line.amount.completionTokens = usage.completion
        line.amount.cachedTokens = usage.cached ?? 0
        line.amount.usd = price?.dollars(usage)
        return line
    }
}

extension Settings {
    /// What may be spent on one video.
    package var videoBudget: Spending.Budget { Spending.Budget(tokens: budgetTokens, dollars: budgetUSD) }
    /// What may be spent on a day.
    package var dayBudget: Spending.Budget { Spending.Budget(tokens: dayBudgetTokens, dollars: dayBudgetUSD) }
}

extension Spending.Amount {
    /// As the cost of a stage, without the requests, which are counted as they are sent.
    package var cost: Cost {
        var cost = Cost()
        cost.tokensIn = promptTokens
        cost.tokensOut = completionTokens
        cost.tokensCached = cachedTokens
        cost.usd = usd
        return cost
    }
}
