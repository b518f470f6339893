package import HTTPTransfer
package import Manifest
import Synchronization

/// Counts what one stage of one video takes of services elsewhere, for its cost.
package final class RequestMeter: Sendable {
    /// The meter of the stage that is running in this task.
    @TaskLocal package static var current: RequestMeter?

    private let sum = Mutex(Cost())

    package init() {}

    /// What there was, without the time.
    package var cost: Cost { sum.withLock(\.self) }

    fileprivate func addRequest() { sum.withLock { $0.requests += 1 } }

    /// Adds the tokens of an answer, and their price; the requests are counted as they are sent.
    package func add(_ more: Cost) { sum.withLock { $0 = $0 + more } }
}

/// A client whose requests are counted, tries that failed among them.
package struct MeteredClient: HTTPClient {
    private let client: any HTTPClient

    package init(_ client: any HTTPClient) { self.client = client }

    package func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        RequestMeter.current?.addRequest()
        return try await client.send(request, progress: progress)
    }
}
