import EmulatorKit

extension ServiceFaults.Fate {
    /// The answer of a server, or of what stands before it, that did no work; nil where the work is done, or nothing is said.
    mutating func refusal(_ options: OpenAIOptions) throws -> Response? {
        let dialect = options.dialect
        switch fault {
        case .rateLimit:
            let refusal = Refusal(
                status: 429,
                message: "Rate limit reached for requests. Please slow down.",
                type: "requests",
                code: "rate_limit_exceeded"
            )
            var response = try dialect.response(refusal)
            let milliseconds = Int((options.retryAfter * 1000).rounded(.up))
            switch draw.number(0...2) {
            case 0: response.headers.append(("retry-after-ms", String(milliseconds)))
            case 1: response.headers.append(("Retry-After", String(max(1, Int(options.retryAfter.rounded(.up))))))
            default:
                response.headers += [
                    ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "\(milliseconds)ms"),
                ]
            }
            return response
        case .quota:
            let words = "You exceeded your current quota, please check your plan and billing details."
            return try dialect.response(
                Refusal(status: 429, message: words, type: "insufficient_quota", code: "insufficient_quota")
            )
        case .unauthorized: return try dialect.response(dialect.badKey("sk-a-key-that-was-withdrawn"))
        case .internalError:
            let words = "The server had an error while processing your request. Sorry about that!"
            return try dialect.response(Refusal(status: 500, message: words, type: "server_error"))
        case .overloaded:
            let words = "The server is overloaded. Please try again later."
            return try dialect.response(
                Refusal(status: 503, message: words, type: "server_error", code: "server_is_overloaded")
            )
        case .html:
            let page = "<html><head><title>Gateway</title></head><body><h1>Please sign in.</h1></body></html>\n"
            return .text(page, type: "text/html", status: 200)
        default: return nil
        }
    }
}
