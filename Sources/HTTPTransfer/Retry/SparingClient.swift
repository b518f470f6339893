/// Sends each request once, for callers that count their tries themselves, and still keeps away from a dead host.
struct SparingClient: HTTPClient {
    let client: RetryingClient
    let policy: RetryPolicy

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        try await client.send(request, repeatable: false, policy: policy, progress: progress)
    }
}

extension RetryingClient {
    /// A client that shares this one's knowledge of which hosts are down, and sends again only what did not leave this machine: any
    /// answer, and any doubt, is the caller's to judge.
    public var sparing: any HTTPClient {
        var policy = policy
        policy.statuses = []
        return SparingClient(client: self, policy: policy)
    }
}
