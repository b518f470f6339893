import Intake
import Manifest
package import OpenAIChat
import Outbox
import Roles
import StateFiles
import Synchronization

extension PaidRequests {
    /// What a server hears, asked by the same rules: nothing that is known already, and nothing beyond the budgets.
    ///
    /// What goes wrong with a file of the outbox is told to `trouble`, and the error thrown is that it was not asked.
    package func transcribe(
        _ request: TranscriptionRequest,
        trouble: @escaping @Sendable (any Error) -> Void
    ) async throws(ChatError) -> Transcription {
        var request = request
        request.model = model
        let question = Self.question(request)
        let line: Spending.Line
        do {
            if let kept = try answers.answer(to: question, of: stage, as: KeptTranscription.self) {
                return kept.transcription
            }
            line = self.line(Self.most(request.seconds ?? 0, price))
            try await reserve(line, times: 1)
        } catch {
            throw Self.withheld(error, trouble)
        }
        let asked = line
        let result: Transcription
        do throws(ChatError) {
            result = try await chat.transcribe(request) { (times) async throws(ChatError) in
                do { try await reserve(asked, times: times) } catch { throw Self.withheld(error, trouble) }
            }
        } catch {
            if Failure.refusesAll(error), let failure = Failure.of(error) as? Failure { access.remember(failure) }
            try await settle(asked, nil, error.cost, trouble)
            throw error
        }
        do {
            try answers.keep(KeptTranscription(result), to: question, of: stage)
        } catch {
            throw Self.withheld(error, trouble)
        }
        try await settle(asked, result, result.cost, trouble)
        return result
    }

    /// The most that so many seconds of sound take. A model that is billed by the minute gives no tokens that count; of one with a
    /// price for tokens it is twice the ten a second that OpenAI counts in, and more than anybody says in a second out.
    package static func most(_ seconds: Double, _ price: Prices.Price?) -> Spending.Amount {
        var amount = Spending.Amount()
        amount.requests = 1
        amount.audioSeconds = seconds
        guard let price else { return amount }
        if let minute = price.minute {
            amount.usd = minute * seconds / 60
        } else {
            amount.promptTokens = Int((20 * seconds).rounded(.up))
            amount.completionTokens = Int((10 * seconds).rounded(.up))
            amount.usd = price.dollars(Usage(prompt: amount.promptTokens, completion: amount.completionTokens))
        }
        return amount
    }

    private func settle(
        _ asked: Spending.Line?,
        _ result: Transcription?,
        _ cost: ChatCost,
        _ trouble: @Sendable (any Error) -> Void
    ) async throws(ChatError) {
        guard var line = asked else { return }
        let seconds = line.amount.audioSeconds
        // Each answer that was lost may have been billed as a whole; this one is not lost where nobody counted it.
        let isUncounted = result.map { $0.billedSeconds == nil && $0.usage == nil } ?? false
        let lost = cost.uncounted - (isUncounted ? 1 : 0)
        let billed = (result == nil ? 0 : result?.billedSeconds ?? seconds) + Double(max(0, lost)) * seconds
        line.at = .now
        line.state = .answered
        line.amount.requests = cost.requests
        line.amount.promptTokens = cost.usage?.prompt ?? 0
        line.amount.completionTokens = cost.usage?.completion ?? 0
        line.amount.audioSeconds = billed
        line.amount.usd = price.map { price in
            (price.minute ?? 0) * billed / 60 + (price.minute == nil ? cost.usage.map(price.dollars) ?? 0 : 0)
        }
        RequestMeter.current?.add(line.amount.cost)
        do {
            try await spending.settle(line, sentAt: asked?.at ?? line.at)
        } catch {
            throw Self.withheld(error, trouble)
        }
    }

    /// All that decides the answer.
    private static func question(_ request: TranscriptionRequest) -> String {
        var fingerprint = Fingerprint("transcription", version: 1)
        fingerprint.add("model", request.model)
        fingerprint.add("language", request.language)
        fingerprint.add("prompt", request.prompt)
        fingerprint.add("format", request.format.rawValue)
        if case .bytes(let bytes) = request.audio { fingerprint.add("sound", Digest.of(bytes)) }
        return fingerprint.digest()
    }

    package static func withheld(_ error: any Error, _ trouble: (any Error) -> Void) -> ChatError {
        let refusal = error as? Spending.Refusal
        if refusal == nil { trouble(error) }
        return ChatError(.withheld, call: "POST", words: refusal?.message ?? "\(error)", mayBeBilled: false)
    }
}
