import Glibc

/// The least that can be called a server: it takes what a PUT brings and gives zeros to a GET, one connection at a time, on a
/// thread of its own.
final class BlobServer: Sendable {
    let port: Int
    private let listener: Int32
    private let size: Int64

    /// Listens on this machine; a GET is answered with `size` bytes.
    init(size: Int64) throws {
        self.size = size
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw BenchError("cannot listen: error \(errno)") }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Serves until the process ends.
    func start() throws {
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { box in
                guard let box else { return nil }
                Unmanaged<BlobServer>.fromOpaque(box).takeRetainedValue().serve()
                return nil
            },
            Unmanaged.passRetained(self).toOpaque()
        )
        guard code == 0 else { throw BenchError("cannot start a thread: error \(code)") }
        pthread_detach(thread)
    }

    private func serve() {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while case let connection = accept(listener, nil, nil), connection >= 0 {
            answer(connection, &buffer)
            close(connection)
        }
    }

    /// One request, and then the connection is closed.
    private func answer(_ connection: Int32, _ buffer: inout [UInt8]) {
        var got = 0
        var end: Int?
        while end == nil {
            let room = buffer.count - got
            let count = buffer.withUnsafeMutableBytes { recv(connection, $0.baseAddress?.advanced(by: got), room, 0) }
            guard count > 0 else { return }
            got += count
            end = (0...max(got - 4, 0)).first { Array(buffer[$0..<$0 + 4]) == [13, 10, 13, 10] }.map { $0 + 4 }
        }
        if buffer[0] == UInt8(ascii: "P") {
            var left = size - Int64(got - (end ?? 0))
            while left > 0 {
                let count = recv(connection, &buffer, buffer.count, 0)
                guard count > 0 else { return }
                left -= Int64(count)
            }
            say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        } else {
            say(connection, "HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\nConnection: close\r\n\r\n")
            var left = size
            while left > 0 {
                let count = send(connection, buffer, Int(min(left, Int64(buffer.count))), Int32(MSG_NOSIGNAL))
                guard count > 0 else { return }
                left -= Int64(count)
            }
        }
    }

    private func say(_ connection: Int32, _ text: String) {
        _ = send(connection, text, text.utf8.count, Int32(MSG_NOSIGNAL))
    }
}
