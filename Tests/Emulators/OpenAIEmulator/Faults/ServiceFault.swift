/// What can be made to go wrong.
public enum ServiceFault: String, Sendable, CaseIterable, Comparable {
    /// The connection is reset when the request is there. The work is not done.
    case resetBefore = "reset-before"
    /// The work is done, and then the connection is reset instead of answering.
    case resetAfter = "reset-after"
    /// The work is done, and the answer breaks off in the middle of its body.
    case cut
    /// The work is done, and the answer announces more bytes than it has.
    case wrongLength = "wrong-length"
    /// The answer comes late.
    case slow
    /// 429 `rate_limit_exceeded`, with `retry-after-ms`, with `Retry-After`, or with nothing but `x-ratelimit-reset-*`.
    case rateLimit = "rate-limit"
    /// 429 `insufficient_quota`.
    case quota
    /// 401, as if the key were wrong.
    case unauthorized
    /// 500.
    case internalError = "500"
    /// 503, overloaded.
    case overloaded = "503"
    /// 200 with a page of HTML where JSON is due. The work is not done.
    case html
    /// An answer of a chat that ends early: `length`.
    case length
    /// An answer of a chat that a filter stopped: `content_filter`.
    case contentFilter = "content-filter"
    /// An answer of a chat that declines: `refusal` where the dialect has it, or else in the content.
    case refusal
    /// An answer of a chat whose content is no JSON.
    case badJSON = "bad-json"
    /// A streamed answer of a chat breaks off half-way with an error event; one in one piece comes whole.
    case streamError = "stream-error"
    /// An answer that counts nothing.
    case noUsage = "no-usage"

    /// In the order in which they are drawn from.
    public static func < (left: ServiceFault, right: ServiceFault) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }

    /// Whether it is about what a model says, and so happens to chats only.
    var isOfChat: Bool {
        switch self {
        case .length, .contentFilter, .refusal, .badJSON, .streamError, .noUsage: true
        default: false
        }
    }
}
