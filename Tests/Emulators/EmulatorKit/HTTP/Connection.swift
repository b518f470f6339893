import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import SystemPackage

/// What is to become of a connection after an answer.
package enum Delivery: Sendable {
    case answer(Response)
    /// The head as it is, then half of the body, then the end of the connection.
    case cut(Response)
    /// A Content-Length larger than the body, then the end of the connection.
    case wrongLength(Response)
    /// A reset, without a byte of answer.
    case reset
}

/// One connection of a client: requests in, answers out, one after the other.
struct Connection {
    typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

    let channel: Channel

    /// Serves until either side closes. A broken connection is an ordinary end.
    func serve(_ handle: @Sendable (Request, RequestBody) async throws -> Delivery) async throws {
        try await channel.executeThenClose { inbound, outbound in
            let body = RequestBody(parts: inbound, outbound: outbound)
            while let head = try await body.nextHead() {
                let request = Request(head: head)
                let delivery: Delivery
                do {
                    delivery = try await handle(request, body)
                    if case .reset = delivery {} else { try await body.drain() }
                } catch EmulatorError.connectionBroken, EmulatorError.superseded {
                    return
                }
                guard try await deliver(delivery, to: request, outbound) else { return }
            }
        }
    }

    /// Writes the answer, and says whether the connection goes on.
    private func deliver(_ delivery: Delivery, to request: Request, _ outbound: RequestBody.Outbound) async throws
        -> Bool
    {
        switch delivery {
        case .answer(let response):
            var head = head(of: response, length: response.body.count)
            if !request.isKeepAlive { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            try await outbound.write(.head(head))
            if request.method != "HEAD" { try await write(response.body, limit: .max, outbound) }
            try await outbound.write(.end(nil))
            return request.isKeepAlive
        case .cut(let response):
            try await outbound.write(.head(head(of: response, length: max(1, response.body.count))))
            try await write(response.body, limit: response.body.count / 2, outbound)
            return false
        case .wrongLength(let response):
            try await outbound.write(.head(head(of: response, length: response.body.count + 16)))
            try await write(response.body, limit: .max, outbound)
            return false
        case .reset:
            // With nothing to linger for, closing sends a reset instead of an orderly end.
            if let socket = channel.channel as? any SocketOptionProvider {
                try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            }
            try await channel.channel.close()
            return false
        }
    }

    private func head(of response: Response, length: Int) -> HTTPResponseHead {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        // One whose length nobody says is sent in chunks.
        if case .pieces = response.body {
            headers.remove(name: "Content-Length")
        } else if response.status != 204 {
            headers.replaceOrAdd(name: "Content-Length", value: String(length))
        }
        return HTTPResponseHead(version: .http1_1, status: .init(statusCode: response.status), headers: headers)
    }

    private func write(_ body: Response.Body, limit: Int, _ outbound: RequestBody.Outbound) async throws {
        switch body {
        case .bytes(let bytes):
            if !bytes.isEmpty { try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: bytes.prefix(limit))))) }
        case .pieces(let pieces, let pause):
            var left = limit
            for (index, piece) in pieces.enumerated() where left > 0 {
                if index > 0, pause > .zero { try await Task.sleep(for: pause) }
                let part = piece.prefix(left)
                try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: part))))
                left -= part.count
            }
        case .file(let path, let offset, let count):
            var (position, left) = (Int64(offset), min(count, limit))
            let file = try FileDescriptor.open(path, .readOnly)
            do {
                while left > 0 {
                    let (from, most) = (position, min(left, 1 << 18))
                    let bytes = try await NIOThreadPool.singleton.runIfActive {
                        try [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
                            filled = try file.read(
                                fromAbsoluteOffset: from,
                                into: UnsafeMutableRawBufferPointer(buffer)
                            )
                        }
                    }
                    guard !bytes.isEmpty else { break }
                    try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: bytes))))
                    position += Int64(bytes.count)
                    left -= bytes.count
                }
            } catch {
                try file.close()
                throw error
            }
            try file.close()
        }
    }
}
