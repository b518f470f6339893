/// What a model answered.
public struct ChatAnswer: Sendable, Equatable {
    /// Empty where there is none: a refusal, say, or a model that did nothing but think.
    public var content: String
    /// Why it declined, where the server tells that apart from the content.
    public var refusal: String?
    /// Why the answer ended; nil where the server does not say.
    public var finish: FinishReason?
    /// Tokens of this answer; nil where the server tells none. `cost` has those of all.
    public var usage: Usage?
    /// As the server names it, which may be more exact than what was asked for.
    public var model: String?
    /// `x-request-id`: what a service's support asks for.
    public var requestID: String?
    /// What is left of the rates, where the server says.
    public var limits: RateLimits?
    /// What it took to get it.
    public var cost: ChatCost
    /// The model thought before it answered.
    var hasThought = false
    /// Of which call it is, for errors.
    let call: String

    /// Why an answer ended.
    public enum FinishReason: Sendable, Equatable {
        case stop
        /// The cap of tokens, or the model's context, is used up: the content is a beginning.
        case length
        /// It repeated itself without end, and was stopped from here: the content is a beginning.
        case repetition
        case contentFilter
        case toolCalls
        case other(String)
    }

    /// The content, where it is a whole and meant answer. Judged in this order: length (`truncated`), content filter
    /// (`filtered`), refusal (`refused`).
    public func text() throws(ChatError) -> String {
        switch finish {
        case .length: throw error(.truncated)
        case .repetition: throw error(.truncated, "the model repeats itself")
        case .contentFilter: throw error(.filtered)
        default: break
        }
        if let refusal { throw error(.refused, refusal) }
        return content
    }

    func error(_ kind: ChatError.Kind, _ words: String = "") -> ChatError {
        ChatError(kind, call: call, words: words, requestID: requestID, mayBeBilled: true, cost: cost)
    }
}
