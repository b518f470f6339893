import Dispatch
import Glibc
import Synchronization

/// A server on this machine that reads a request from each connection, does what a closure says with it, and closes.
final class TinyServer: Sendable {
    let port: Int
    private let listener: Int32
    private let kept = Mutex<[String]>([])

    /// What is done with the nth request.
    enum Act: Sendable {
        case answer(String)
        /// Says that so much more will come, and closes.
        case cut(String)
        /// Waits until the client goes away.
        case hold(@Sendable () -> Void)
    }

    /// The whole requests, as they came.
    var seen: [String] { kept.withLock(\.self) }

    var base: String { "http://127.0.0.1:\(port)/v1" }

    static func run<Value>(
        _ script: @escaping @Sendable (Int) -> Act,
        _ body: (TinyServer) async throws -> Value
    ) async throws -> Value {
        let server = try TinyServer()
        Thread.start { server.serve(script) }
        defer { shutdown(server.listener, Int32(SHUT_RDWR)) }
        return try await body(server)
    }

    private init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw NoError() }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// One connection after the other: the tests' client has one request at a time.
    private func serve(_ script: (Int) -> Act) {
        var number = 0
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            if let request = Self.read(connection) {
                kept.withLock { $0.append(request) }
                act(script(number), connection)
                number += 1
            }
            close(connection)
        }
        close(listener)
    }

    private func act(_ act: Act, _ connection: Int32) {
        switch act {
        case .answer(let body): Self.write(connection, Self.head(body.utf8.count) + body)
        case .cut(let body): Self.write(connection, Self.head(body.utf8.count + 100) + body)
        case .hold(let isHere):
            isHere()
            var one: UInt8 = 0
            _ = recv(connection, &one, 1, 0)
        }
    }

    private static func head(_ length: Int) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n"
    }

    private static func read(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer.prefix(count)
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound].lowercased()
            let length =
                head.split(separator: "\r\n").first { $0.hasPrefix("content-length: ") }.flatMap {
                    Int($0.dropFirst(16))
                } ?? 0
            if text[end.upperBound...].utf8.count >= length { return text }
        }
    }

    private static func write(_ connection: Int32, _ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            bytes = bytes.dropFirst(sent)
        }
    }

    /// A thread of its own: it waits.
    private enum Thread {
        static func start(_ body: @escaping @Sendable () -> Void) {
            DispatchQueue(label: "tiny-server").async(execute: body)
        }
    }
}
