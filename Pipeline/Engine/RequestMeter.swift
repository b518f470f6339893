import HTTPTransfer
import Synchronization

/// Counts the requests that one stage of one video sends, for its cost.
final class RequestMeter: Sendable {
    /// The meter of the stage that is running in this task.
    @TaskLocal static var current: RequestMeter?

    private let number = Atomic<Int>(0)

    /// How many there were.
    var count: Int { number.load(ordering: .relaxed) }

    fileprivate func add() { number.wrappingAdd(1, ordering: .relaxed) }
}

/// A client whose requests are counted, tries that failed among them.
struct MeteredClient: HTTPClient {
    private let client: any HTTPClient

    init(_ client: any HTTPClient) { self.client = client }

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        RequestMeter.current?.add()
        return try await client.send(request, progress: progress)
    }
}
