import Glibc
import HTTPTransfer
import SystemPackage

/// A program of the system that speaks TLS, with a certificate that is made for it.
final class TLSServer: Sendable {
    let port: Int
    let folder: FilePath
    private let process: pid_t
    private let input: Int32

    var certificate: FilePath { folder.appending("cert.pem") }
    var url: String { "https://localhost:\(port)/" }

    /// `openssl s_server`, which answers any GET with a page about the connection.
    static func openssl(_ more: [String] = []) throws -> TLSServer {
        try TLSServer { port, folder in
            [
                "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-cert", "\(folder)/cert.pem", "-key",
                "\(folder)/key.pem", "-www",
            ]
                + more
        }
    }

    /// `nghttpd`, which speaks HTTP/2.
    static func nghttpd() throws -> TLSServer {
        try TLSServer { port, folder in
            [
                "nghttpd", "--address=127.0.0.1", "--htdocs=\(folder)", "\(port)", "\(folder)/key.pem",
                "\(folder)/cert.pem",
            ]
        }
    }

    private init(_ words: (Int, FilePath) -> [String]) throws {
        var template = Array("/tmp/http-transfer-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        let folder = FilePath(platformString: template)
        self.folder = folder
        port = try Self.freePort()
        let request = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
        ]
        let (maker, unused) = try Self.spawn(request)
        var status: Int32 = 0
        waitpid(maker, &status, 0)
        close(unused)
        guard status == 0 else { throw ServerError.system(status) }
        (process, input) = try Self.spawn(words(port, folder))
        try Self.awaitListener(port)
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(input)
        for name in ["key.pem", "cert.pem"] { unlink("\(folder)/\(name)") }
        rmdir(folder.string)
    }

    static func has(_ program: String) -> Bool { find(program) != nil }

    private static func find(_ program: String) -> String? {
        ["/usr/bin", "/usr/sbin", "/usr/local/bin"].map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }

    /// A port that is free now, and will be for the moment that it takes.
    private static func freePort() throws -> Int {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, length) == 0 && getsockname(probe, $0, &length) == 0
            }
        }
        guard isBound else { throw ServerError.system(errno) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Knocks until it is let in: another program gives no event for that.
    private static func awaitListener(_ port: Int) throws {
        for _ in 0..<500 {
            let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(probe) }
            var address = loopback(port)
            let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isOpen { return }
            poll(nil, 0, 20)
        }
        throw ServerError.gone
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    /// Starts a program, silent, whose input stays open until the returned end is closed: openssl ends with its input.
    private static func spawn(_ words: [String]) throws -> (pid_t, Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw ServerError.system(errno) }
        defer { close(ends[0]) }
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var process: pid_t = 0
        let arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        guard let program = find(words[0]) else { throw ServerError.system(ENOENT) }
        let code = posix_spawn(&process, program, &actions, nil, arguments, environ)
        guard code == 0 else { throw ServerError.system(code) }
        return (process, ends[1])
    }
}
