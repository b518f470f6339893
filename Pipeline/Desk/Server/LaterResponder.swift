import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// Passes requests on to the exchange, which is made once the port is known.
final class LaterResponder: Sendable {
    private let exchange = Mutex<Exchange?>(nil)

    func set(_ exchange: Exchange) { self.exchange.withLock { $0 = exchange } }

    @concurrent func respond(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel)
        async throws
    {
        guard let exchange = exchange.withLock(\.self) else { throw AnswerWriter.Closing() }
        let answer = await exchange.answer(request, from: channel.remoteAddress?.ipAddress ?? "local")
        // What was refused may have a body that nobody reads to its end.
        let hasBody = request.headers[.contentLength].map { $0 != "0" } ?? (request.headers[.transferEncoding] != nil)
        try await AnswerWriter(channel: channel).write(
            answer,
            to: request.head,
            writer,
            isLast: hasBody && answer.status.code >= 400
        )
    }
}
