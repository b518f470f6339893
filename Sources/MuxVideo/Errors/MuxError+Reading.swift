import FoundationEssentials
import HTTPTransfer

extension MuxError {
    /// What an answer that is no success says.
    init(_ response: HTTPResponse, call: String) {
        let body = ErrorBody(response.body)
        let kind = Self.kind(response, body)
        self.init(
            kind: kind,
            call: call,
            words: body.messages.isEmpty ? [body.type].compactMap(\.self) : body.messages,
            requestID: Self.requestID(response),
            reach: Self.reach(response, kind)
        )
    }

    init(_ error: HTTPError, call: String) {
        self.init(kind: .transfer(error), call: call, reach: error.reach == .notSent ? .notSent : .unknown)
    }

    /// A success that cannot be read: the call may well have done its work.
    init(badAnswer what: String, _ response: HTTPResponse, call: String) {
        self.init(
            kind: .badAnswer(ServiceWords.line(what)),
            call: call,
            requestID: Self.requestID(response),
            reach: .unknown
        )
    }

    static func requestID(_ response: HTTPResponse) -> String? {
        response.headers["x-request-id"].map { ServiceWords.line(String($0.prefix(128))) }.flatMap {
            $0.isEmpty ? nil : $0
        }
    }

    private static func kind(_ response: HTTPResponse, _ body: ErrorBody) -> Kind {
        let words = body.messages.joined(separator: " ").lowercased()
        switch response.status {
        case 429: return .rateLimited(retryAfter: RetryAfter.wait(response.headers).map { $0 / .seconds(1) })
        case 401: return .unauthorized
        case 402: return .planLimit(planLimit(words) ?? .other)
        case 403: return planLimit(words).map { .planLimit($0) } ?? .forbidden
        case 404, 410: return .notFound
        // 412 is the stream host's word for what is not there yet; 409 says that another call is at work.
        case 408, 409, 412, 425, 500...: return .serverTrouble(status: response.status)
        case 400..<500:
            if let limit = planLimit(words) { return .planLimit(limit) }
            return words.contains("too short") && words.contains("duration") ? .clipTooShort : .invalid
        default: return .badAnswer("HTTP \(response.status)")
        }
    }

    /// The service tells a limit of the plan by its sentence only.
    private static func planLimit(_ words: String) -> PlanLimit? {
        if words.contains("max_resolution_tier") { return .resolution }
        let signs = [
            "free plan", "your plan", "current plan", "this plan", "upgrade your", "plan is limited", "plan does not",
        ]
        guard signs.contains(where: words.contains) else { return nil }
        if words.contains("static rendition") || words.contains("mp4") { return .staticRenditions }
        if words.contains("resolution") { return .resolution }
        return words.contains("asset") ? .assets : .other
    }

    private static func reach(_ response: HTTPResponse, _ kind: Kind) -> Reach {
        switch kind {
        case .badAnswer: .unknown
        case .serverTrouble(503) where response.headers["retry-after"] != nil: .answered
        case .serverTrouble(let status) where status == 408 || status >= 500: .unknown
        default: .answered
        }
    }
}
