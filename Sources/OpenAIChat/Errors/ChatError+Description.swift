import HTTPTransfer

extension ChatError: CustomStringConvertible {
    /// One line: the call, what went wrong, the server's words.
    public var description: String {
        var text = "\(call): \(reason)"
        if !words.isEmpty { text += ": \(words)" }
        if let requestID { text += " (request \(requestID))" }
        return text
    }

    private var reason: String {
        switch kind {
        case .badKey: "the server does not accept the key"
        case .noPermission: "the server does not permit this to the key"
        case .modelNotFound: "the server has no such model"
        case .notFound: "the server has no such API at this address"
        case .quotaExhausted: "the quota is used up"
        case .rateLimited(let seconds):
            "too many requests or tokens" + (seconds.map { ", again in \(Int(min($0, 1e9).rounded(.up))) s" } ?? "")
        case .contextTooLong: "more text than the model takes"
        case .invalid: "cannot be asked"
        case .serverTrouble(let status): "the server is in trouble (HTTP \(status))"
        case .badAnswer(let what): "an answer that cannot be read (\(what))"
        case .truncated: "the answer was cut off by the limit of tokens"
        case .filtered: "held back by the server's content filter"
        case .refused: "the model declined"
        case .unusable(let reasons): "no usable answer (\(reasons.joined(separator: "; then ")))"
        case .withheld: "not asked"
        case .transfer(let error): error.message
        }
    }
}
