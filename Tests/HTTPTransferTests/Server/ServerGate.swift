import Glibc

/// Holds threads of servers back until a test opens it.
final class ServerGate: Sendable {
    private let ends: (read: Int32, write: Int32)

    init() {
        var pair: [Int32] = [0, 0]
        precondition(pipe(&pair) == 0, "no pipe")
        ends = (pair[0], pair[1])
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    func wait() {
        var poll = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
        _ = Glibc.poll(&poll, 1, -1)
    }

    func open() { _ = write(ends.write, [1], 1) }
}
