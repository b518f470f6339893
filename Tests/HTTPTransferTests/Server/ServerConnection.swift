import Glibc

/// A request as a server read it.
struct SeenRequest: Sendable {
    /// "GET /path HTTP/1.1".
    var line: String
    /// As they came, "Name: value".
    var headers: [String]
    var body: [UInt8] = []
    var connection: Int

    var method: String { String(line.prefix { $0 != " " }) }

    subscript(name: String) -> String? {
        headers.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
            .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }
}

/// The server's side of one connection, for a script.
struct ServerConnection {
    let socket: Int32
    /// Counted from 1.
    let number: Int
    private let server: ScriptedServer
    private let pending = Pending()

    /// What was read and belongs to the next request.
    private final class Pending {
        var bytes: [UInt8] = []
    }

    init(_ socket: Int32, _ number: Int, _ server: ScriptedServer) {
        self.socket = socket
        self.number = number
        self.server = server
    }

    /// A whole request, with its body; nil where the client closed before the first byte.
    func request() throws -> SeenRequest? {
        guard var request = try head() else { return nil }
        let length = request["Content-Length"].flatMap { Int($0) } ?? 0
        request.body = try bytes(length)
        server.note(request)
        return request
    }

    /// The head of one, which is not counted as seen.
    func head() throws -> SeenRequest? {
        var text: [UInt8] = []
        while !text.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard let byte = try some(1).first else {
                if text.isEmpty { return nil }
                throw ServerError.gone
            }
            text.append(byte)
        }
        let lines = String(decoding: text.dropLast(4), as: UTF8.self).split(separator: "\r\n").map { String($0) }
        return SeenRequest(line: lines.first ?? "", headers: Array(lines.dropFirst()), connection: number)
    }

    /// Exactly so many bytes.
    func bytes(_ count: Int) throws -> [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(count)
        while all.count < count {
            let new = try some(count - all.count)
            guard !new.isEmpty else { throw ServerError.gone }
            all += new
        }
        return all
    }

    /// The next bytes, at most so many; none at the end.
    func some(_ count: Int) throws -> [UInt8] {
        if pending.bytes.isEmpty {
            var buffer = [UInt8](repeating: 0, count: 65536)
            let got = recv(socket, &buffer, buffer.count, 0)
            guard got >= 0 else { throw ServerError.gone }
            pending.bytes = Array(buffer.prefix(got))
        }
        let part = Array(pending.bytes.prefix(count))
        pending.bytes.removeFirst(part.count)
        return part
    }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                bytes.baseAddress.map { send(socket, $0 + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) } ?? -1
            }
            guard count > 0 else { throw ServerError.gone }
            sent += count
        }
    }

    /// Waits until the client closes or resets, and takes no byte until then: the event of a client that gives up.
    func waitUntilGone() {
        var poll = pollfd(fd: socket, events: 0x2000 /* POLLRDHUP */, revents: 0)
        _ = Glibc.poll(&poll, 1, -1)
    }

    /// Closes in the hard way: what is on its way is lost, and the client hears of a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        server.close(number)
    }
}

/// An answer's text.
func answer(_ status: String, _ headers: [String] = [], _ body: String = "") -> String {
    (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
        + body
}
