import Glibc
import SystemPackage

/// A connection to a server on this machine over which a test sends what it wants, HTTP or not.
final class Wire {
    private let socket: Int32

    /// An answer, its head taken apart.
    struct Answer {
        let status: Int
        let fields: [String: String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct Broken: Error {
        let what: String
    }

    /// Connects. What does not come within `patience` seconds is an error.
    init(port: Int, patience: Int = 10) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Errno(rawValue: errno) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 {
            let failure = Errno(rawValue: errno)
            close(socket)
            throw failure
        }
    }

    deinit {
        close(socket)
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { throw Errno(rawValue: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// The next bytes; empty where the other side has closed.
    func receive(atMost limit: Int = 65_536) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        while true {
            let count = recv(socket, &buffer, limit, 0)
            if count >= 0 { return Array(buffer[..<count]) }
            if errno == ECONNRESET { return [] }
            if errno != EINTR { throw Errno(rawValue: errno) }
        }
    }

    /// Reads one answer.
    func answer(isHead: Bool = false) throws -> Answer {
        var bytes: [UInt8] = []
        let blank = Array("\r\n\r\n".utf8)
        var end = bytes.firstRange(of: blank)
        while end == nil {
            let more = try receive()
            if more.isEmpty { throw Broken(what: "closed within the head: \(String(decoding: bytes, as: UTF8.self))") }
            bytes += more
            end = bytes.firstRange(of: blank)
        }
        guard let end else { throw Broken(what: "no head") }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) }
        guard let status else { throw Broken(what: "no status: \(lines[0])") }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].drop { $0 == " " }.description
        }
        var body = Array(bytes[end.upperBound...])
        let length = isHead ? 0 : fields["content-length"].flatMap { Int($0) }
        while length.map({ body.count < $0 }) ?? (fields["transfer-encoding"] == nil && status != 204 && status != 304)
        {
            let more = try receive()
            if more.isEmpty { break }
            body += more
        }
        return Answer(status: status, fields: fields, body: body)
    }
}
