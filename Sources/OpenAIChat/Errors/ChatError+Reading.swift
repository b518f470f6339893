import HTTPTransfer

extension ChatError {
    /// What an answer that is no success says.
    init(_ response: HTTPResponse, call: String, _ line: ServerLine) {
        let body = ErrorBody(response.body)
        let kind = Self.kind(response, body)
        self.init(
            kind,
            call: call,
            words: line.clean(body.said),
            requestID: line.requestID(response),
            mayBeBilled: Self.mayBeBilled(response, kind)
        )
        if kind == .contextTooLong { room = body.room }
    }

    /// A success that cannot be read: it may well have been billed.
    init(badAnswer what: String, _ response: HTTPResponse, call: String, _ line: ServerLine) {
        self.init(
            .badAnswer(line.clean(what)),
            call: call,
            requestID: line.requestID(response),
            mayBeBilled: true
        )
    }

    /// Whether no later try can go better, whatever the status.
    static func isFinal(_ response: HTTPResponse) -> Bool {
        let body = ErrorBody(response.body)
        switch kind(response, body) {
        case .rateLimited, .serverTrouble: return Complaint(status: response.status, body) != nil
        default: return true
        }
    }

    private static func kind(_ response: HTTPResponse, _ body: ErrorBody) -> Kind {
        // These say so whatever the status is.
        if body.isAboutQuota { return .quotaExhausted }
        if body.isAboutFilter { return .filtered }
        switch response.status {
        case 401: return .badKey
        case 402: return .quotaExhausted
        case 403: return body.isAboutModel ? .modelNotFound : .noPermission
        case 404, 405, 410: return body.isAboutModel ? .modelNotFound : .notFound
        case 413: return .contextTooLong
        case 429:
            if body.isTooLargeForRate { return .contextTooLong }
            return .rateLimited(retryAfter: AskedPause.asked(response).map { $0 / .seconds(1) })
        case 408, 409, 425: return .serverTrouble(status: response.status)
        case 400..<500:
            if body.isAboutContext { return .contextTooLong }
            if body.isAboutKey { return .badKey }
            return body.isAboutModel ? .modelNotFound : .invalid
        case 500...: return body.isAboutContext ? .contextTooLong : .serverTrouble(status: response.status)
        default: return .badAnswer("HTTP \(response.status)")
        }
    }

    private static func mayBeBilled(_ response: HTTPResponse, _ kind: Kind) -> Bool {
        switch kind {
        case .badAnswer: true
        case .serverTrouble(503): AskedPause.asked(response) == nil
        case .serverTrouble(let status): status == 408 || status >= 500
        default: false
        }
    }
}
