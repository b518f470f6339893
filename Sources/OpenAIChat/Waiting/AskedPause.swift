import HTTPTransfer

/// How long a server wants to be left alone.
enum AskedPause {
    /// The answer, with what it says in its own way said as all servers say it: `retry-after-ms`.
    ///
    /// A 429 without that may name the time when its requests or tokens are there again. A 503 that says that the server is
    /// overloaded, or still loads its model, was turned away before anything was done, and wants slower repetition.
    static func spelledOut(_ response: HTTPResponse, attempt: Int) -> HTTPResponse {
        guard asked(response) == nil else { return response }
        let pause: Duration
        switch response.status {
        case 429:
            guard let reset = RateLimits(response.headers)?.wait, reset > .zero else { return response }
            pause = reset
        case 503 where ErrorBody(response.body).isOverloaded:
            pause = .seconds(5) * (1 << min(attempt - 1, 4))
        default: return response
        }
        var response = response
        response.headers.add("retry-after-ms", "\(Int64((pause / .milliseconds(1)).rounded(.up)))")
        return response
    }

    /// What the headers ask for; nil for nothing.
    static func asked(_ response: HTTPResponse) -> Duration? {
        RetryAfter.wait(response.headers).flatMap { $0 > .zero ? $0 : nil }
    }
}
