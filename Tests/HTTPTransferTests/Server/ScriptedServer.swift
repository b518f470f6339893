import Glibc
import Synchronization

/// A server on this machine that does what a test tells it, with a thread for each connection.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (ServerConnection) throws -> Void

    let port: Int
    private let listener: Int32
    private let state = Mutex(State())

    private struct State {
        /// The open sockets, by the numbers of their connections: a socket's number is given anew as soon as it is closed.
        var open: [Int: Int32] = [:]
        var seen: [SeenRequest] = []
        var connections = 0
        var isStopped = false
    }

    /// Runs a body with a server that runs the script for each connection, and closes the connection after it.
    static func run<Value>(
        _ script: @escaping Script,
        _ body: (ScriptedServer) async throws -> Value
    ) async throws -> Value {
        let server = try ScriptedServer()
        server.start(script)
        defer { server.stop() }
        return try await body(server)
    }

    /// One that answers each request with a text, on as many connections as there are.
    static func run<Value>(
        answering text: String,
        _ body: (ScriptedServer) async throws -> Value
    ) async throws -> Value {
        try await run(
            { connection in
                while try connection.request() != nil { try connection.write(text) }
            },
            body
        )
    }

    private init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard bound else { throw ServerError.system(errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// "http://127.0.0.1:4711/path".
    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    var host: String { "127.0.0.1:\(port)" }

    /// The requests that were read, in the order of their ends.
    var seen: [SeenRequest] { state.withLock { $0.seen } }

    /// How many connections were made.
    var connections: Int { state.withLock { $0.connections } }

    func note(_ request: SeenRequest) { state.withLock { $0.seen.append(request) } }

    /// Closes a connection, unless it was closed before.
    func close(_ connection: Int) {
        guard let socket = state.withLock({ $0.open.removeValue(forKey: connection) }) else { return }
        _ = Glibc.close(socket)
    }

    private func start(_ script: @escaping Script) {
        ServerThread.start { [self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { break }
                let (goesOn, number) = state.withLock { state in
                    state.connections += 1
                    if !state.isStopped { state.open[state.connections] = socket }
                    return (!state.isStopped, state.connections)
                }
                guard goesOn else {
                    _ = Glibc.close(socket)
                    break
                }
                ServerThread.start { [self] in
                    let connection = ServerConnection(socket, number, self)
                    // Whatever ends a script ends its connection; what the client made of it, the test looks at.
                    try? script(connection)
                    close(number)
                }
            }
            _ = Glibc.close(listener)
        }
    }

    /// Wakes all threads with the end of their connections; each closes its own.
    private func stop() {
        state.withLock { state in
            state.isStopped = true
            for socket in state.open.values { shutdown(socket, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }
}

enum ServerError: Error {
    case system(Int32)
    /// The client closed or reset in the midst of what the script wanted.
    case gone
}

/// A thread for what may wait.
enum ServerThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            },
            Unmanaged.passRetained(Work(body)).toOpaque()
        )
        precondition(code == 0, "no thread")
        pthread_detach(thread)
    }
}

extension ScriptedServer {
    /// Of a port where nobody listens once the server is stopped.
    var closedURL: String { url() }
}
