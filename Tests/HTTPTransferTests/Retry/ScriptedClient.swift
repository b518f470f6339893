import HTTPTransfer
import Synchronization

/// Answers as a test says, without a network.
final class ScriptedClient: HTTPClient {
    private let script: @Sendable (Int) async -> Result<HTTPResponse, HTTPError>
    private let sent = Mutex(0)

    /// The script is given the number of the request, from 1.
    init(_ script: @escaping @Sendable (Int) async -> Result<HTTPResponse, HTTPError>) { self.script = script }

    var count: Int { sent.withLock { $0 } }

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        let number = sent.withLock { count in
            count += 1
            return count
        }
        return try await script(number).get()
    }
}

extension Result<HTTPResponse, HTTPError> {
    static func status(_ status: Int, _ headers: HTTPHeaders = [:]) -> Self {
        .success(HTTPResponse(status: status, headers: headers))
    }

    static func error(_ kind: HTTPError.Kind, _ reach: HTTPError.Reach = .unknown) -> Self {
        .failure(HTTPError(kind: kind, host: "h:80", message: "m", reach: reach))
    }
}
