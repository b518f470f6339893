package import NIOCore
package import NIOHTTP1
import NIOPosix

/// One request to an `http://` address, over a connection of its own: for webhooks and for inputs by URL.
package struct HTTPCall: Sendable {
    let host: String
    let port: Int
    let target: String

    /// Takes an `http://host[:port]/…` address apart; nil for any other.
    package init?(url: String) {
        guard url.hasPrefix("http://") else { return nil }
        let rest = url.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest.dropFirst(authority.count)
        target = tail.hasPrefix("/") ? String(tail) : "/" + tail
        let sides = authority.split(separator: ":", maxSplits: 1)
        guard let name = sides.first, let number = sides.count > 1 ? Int(sides[1]) : 80 else { return nil }
        host = String(name)
        port = number
    }

    /// Sends the request and hands each piece of the answer's body on. Returns the answer's status.
    package func send(
        _ method: HTTPMethod,
        headers: [(String, String)] = [],
        body: [UInt8] = [],
        receive: (ByteBuffer) async throws -> Void = { _ in }
    ) async throws -> Int {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(5))
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var fields = HTTPHeaders(headers)
            fields.add(name: "Host", value: "\(host):\(port)")
            fields.add(name: "Connection", value: "close")
            if method == .POST { fields.add(name: "Content-Length", value: String(body.count)) }
            try await outbound.write(
                .head(HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: fields))
            )
            if !body.isEmpty { try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body)))) }
            try await outbound.write(.end(nil))
            var status: Int?
            for try await part in inbound {
                switch part {
                case .head(let head): status = Int(head.status.code)
                case .body(let bytes): try await receive(bytes)
                case .end: return status ?? 0
                }
            }
            throw EmulatorError.connectionBroken
        }
    }
}
