package import NIOCore
import NIOHTTP1

/// The body of the request at hand, read piece by piece off the connection.
///
/// One belongs to one connection and is used by one task.
package final class RequestBody {
    typealias Outbound = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

    private var parts: NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator
    private let outbound: Outbound
    /// The client waits for "100 Continue" before it sends.
    private var isAwaited = false
    private var isFinished = true
    /// Bytes that may still be read before the connection is taken to be broken: a fault's doing.
    private var allowance: Int?

    init(parts: NIOAsyncChannelInboundStream<HTTPServerRequestPart>, outbound: Outbound) {
        self.parts = parts.makeAsyncIterator()
        self.outbound = outbound
    }

    /// The next request's head; nil when the client has closed.
    func nextHead() async throws -> HTTPRequestHead? {
        while let part = try await parts.next(isolation: #isolation) {
            guard case .head(let head) = part else { continue }
            isFinished = false
            allowance = nil
            isAwaited = head.headers.first(name: "expect")?.lowercased() == "100-continue"
            return head
        }
        return nil
    }

    /// The next bytes; nil at the end. Throws `connectionBroken` where the client went away before.
    package func next() async throws -> ByteBuffer? {
        guard !isFinished else { return nil }
        if isAwaited {
            isAwaited = false
            try await outbound.write(.head(HTTPResponseHead(version: .http1_1, status: .continue)))
        }
        if let allowance, allowance <= 0 { throw EmulatorError.connectionBroken }
        let part: HTTPServerRequestPart?
        do {
            part = try await parts.next(isolation: #isolation)
        } catch {
            throw EmulatorError.connectionBroken
        }
        switch part {
        case .body(var bytes):
            if let allowance {
                self.allowance = allowance - bytes.readableBytes
                return bytes.readSlice(length: min(allowance, bytes.readableBytes))
            }
            return bytes
        case .end:
            isFinished = true
            return nil
        case .head, nil:
            throw EmulatorError.connectionBroken
        }
    }

    /// Breaks the connection after so many bytes.
    package func breakAfter(_ bytes: Int) { allowance = bytes }

    /// Reads the rest without looking at it.
    package func drain() async throws {
        while try await next() != nil {}
    }

    /// The whole body. Throws `bodyTooLarge` over the limit, after having read it all.
    package func collect(upTo limit: Int = 1 << 20) async throws -> [UInt8] {
        var all: [UInt8] = []
        var isTooLarge = false
        while let bytes = try await next() {
            isTooLarge = isTooLarge || all.count + bytes.readableBytes > limit
            if !isTooLarge { all += bytes.readableBytesView }
        }
        guard !isTooLarge else {
            throw EmulatorError.bodyTooLarge(limit: limit)
        }
        return all
    }
}
