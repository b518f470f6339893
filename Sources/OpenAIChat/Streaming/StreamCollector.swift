import HTTPTransfer
import Synchronization

/// Holds what has come of one streamed answer: it is taken on the client's thread and read by the caller.
final class StreamCollector: Sendable {
    private let reply = Mutex(StreamedReply())

    /// The next bytes; false where no more are wanted.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool { reply.withLock { $0.take(bytes) } }

    /// The answer that its pieces come to. A client that hands out no pieces has it in the body.
    func whole(_ response: HTTPResponse, host: String) -> Result<HTTPResponse, HTTPError> {
        guard response.isSuccess else { return .success(response) }
        return reply.withLock { reply in
            if !response.body.isEmpty { _ = response.body.withUnsafeBytes { reply.take($0) } }
            return reply.whole(response, host: host)
        }
    }
}
