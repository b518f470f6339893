import HTTPTransfer
import Manifest
import Synchronization

/// Counts what one stage of one video takes of services elsewhere, for its cost.
final class RequestMeter: Sendable {
    /// The meter of the stage that is running in this task.
    @TaskLocal static var current: RequestMeter?

    private let sum = Mutex(Cost())

    /// What there was, without the time.
    var cost: Cost { sum.withLock(\.self) }

    fileprivate func addRequest() { sum.withLock { $0.requests += 1 } }

    /// Adds the tokens of an answer, and their price; the requests are counted as they are sent.
    func add(_ amount: Purse.Amount) {
        var more = Cost()
        more.tokensIn = amount.promptTokens
        more.tokensOut = amount.completionTokens
        more.tokensCached = amount.cachedTokens
        more.usd = amount.usd
        sum.withLock { $0 = $0 + more }
    }
}

/// A client whose requests are counted, tries that failed among them.
struct MeteredClient: HTTPClient {
    private let client: any HTTPClient

    init(_ client: any HTTPClient) { self.client = client }

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        RequestMeter.current?.addRequest()
        return try await client.send(request, progress: progress)
    }
}
