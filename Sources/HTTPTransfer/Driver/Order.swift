/// A request that was found to be one, and where it goes.
struct Order: Sendable {
    let request: HTTPRequest
    let endpoint: Endpoint
    /// Over a new connection only. See `Transfer.begin`.
    var fresh: Bool

    init(_ request: HTTPRequest, _ endpoint: Endpoint) {
        self.request = request
        self.endpoint = endpoint
        fresh = !request.isIdempotent
    }
}

/// What one transfer gave.
struct Answer: Sendable {
    var response: HTTPResponse
    /// Where a redirect leads, whole.
    var location: String?
}
