import HTTPTransfer
import Synchronization

/// A client without a network: a closure answers, and every request is kept.
final class StandIn: HTTPClient {
    private let answer: @Sendable (HTTPRequest, Int) throws(HTTPError) -> HTTPResponse
    private let kept = Mutex<[HTTPRequest]>([])

    /// The closure is given the request and how many came before it.
    init(_ answer: @escaping @Sendable (HTTPRequest, Int) throws(HTTPError) -> HTTPResponse) {
        self.answer = answer
    }

    var requests: [HTTPRequest] { kept.withLock(\.self) }

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        let number = kept.withLock {
            $0.append(request)
            return $0.count - 1
        }
        return try answer(request, number)
    }
}

extension HTTPResponse {
    static func json(_ status: Int, _ text: String, headers: HTTPHeaders = [:]) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(text.utf8), received: Int64(text.utf8.count))
    }
}

extension HTTPRequest {
    var address: String {
        switch url {
        case .plain(let text): text
        case .secret(let secret): secret.reveal
        }
    }

    var isSecret: Bool {
        if case .secret = url { true } else { false }
    }

    var text: String {
        if case .bytes(let bytes, _) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}

extension HTTPError {
    static func fault(_ kind: Kind, reach: Reach = .unknown) -> HTTPError {
        HTTPError(kind: kind, host: "test:443", message: "a fault of the test", reach: reach)
    }
}
