/// A redirect that is to be followed.
struct Redirect: Sendable {
    private let location: String

    /// Nil where the answer is no redirect, or one that is the caller's to read: of a request that is not a question, or without
    /// a place to go to, as the 308 of a resumable upload.
    init?(_ request: HTTPRequest, _ answer: Answer) {
        guard request.limits.redirects > 0, request.method == .get || request.method == .head,
            [301, 302, 303, 307, 308].contains(answer.response.status), let location = answer.location
        else { return nil }
        self.location = location
    }

    /// The request to the place that the redirect names, the `hops`th in a row.
    func next(
        after request: HTTPRequest,
        _ origin: Endpoint,
        hops: Int
    ) throws(HTTPError) -> (HTTPRequest, Endpoint) {
        guard hops <= request.limits.redirects else {
            throw Self.refused(.tooManyRedirects, origin, "more than \(request.limits.redirects) redirects")
        }
        let endpoint: Endpoint
        do throws(HTTPError) {
            endpoint = try Endpoint(location)
        } catch {
            throw Self.refused(.badURL, origin, "a redirect to \(error.message)")
        }
        guard endpoint.isSecure || !origin.isSecure else {
            throw Self.refused(.badURL, origin, "a redirect from https to http")
        }
        var next = request
        // Whoever redirects may have put a secret into the address.
        next.url = .secret(Secret(location))
        if endpoint != origin {
            next.authorization = nil
            next.headers = HTTPHeaders(request.headers.lines.filter { Self.harmless.contains($0.name.lowercased()) })
        }
        return (next, endpoint)
    }

    /// Headers that say what is asked for, not who asks.
    private static let harmless: Set<String> = [
        "accept", "accept-language", "range", "if-range", "if-match", "if-none-match", "if-modified-since",
        "if-unmodified-since", "user-agent",
    ]

    private static func refused(_ kind: HTTPError.Kind, _ origin: Endpoint, _ message: String) -> HTTPError {
        HTTPError(kind: kind, host: origin.description, message: message, reach: .unknown)
    }
}
