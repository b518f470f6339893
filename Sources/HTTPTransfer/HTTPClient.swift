/// What sends one request: `HTTPTransfer`, or a test's stand-in.
public protocol HTTPClient: Sendable {
    /// One request, once. Cancelling the task stops the transfer and closes its connection.
    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse
}

extension HTTPClient {
    /// The same, of which nobody watches the progress.
    public func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        try await send(request, progress: nil)
    }
}
