import Glibc
import StateFiles
import SystemPackage

/// Tells the service manager how a service is doing: systemd's `sd_notify` protocol, without libsystemd.
///
/// Each message is one datagram of `NAME=VALUE` lines to the socket that `$NOTIFY_SOCKET` names (sd_notify(3)). What
/// cannot be determined is no reason to stop: the error comes back to be logged.
public struct ServiceNotifier: Sendable {
    /// Something to tell.
    public enum Message: Sendable, Equatable {
        /// The service has started, or has read its settings again.
        case ready
        /// The service has begun to stop.
        case stopping
        /// The service reads its settings again; `.ready` follows.
        case reloading
        /// What the service is at, for `systemctl status`; whatever would break its line is escaped.
        case status(String)
        /// The service is alive.
        case watchdog
        /// Starting or stopping takes so much longer, counted from now.
        case extendTimeout(Duration)
    }

    /// How often to send `.watchdog`: half of the time after which the manager takes the service for hung. Nil where it
    /// does not wait for it, or waits for it from another process.
    public let watchdogInterval: Duration?

    private let socket: String

    /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`; nil where no service manager asks to be told.
    public init?(environment: [String: String]) {
        self.init(environment: environment, process: getpid())
    }

    init?(environment: [String: String], process: Int32) {
        guard let socket = environment["NOTIFY_SOCKET"], !socket.isEmpty else { return nil }
        self.socket = socket
        let isOurs = environment["WATCHDOG_PID"].map { Int32($0) == process } ?? true
        let limit = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        watchdogInterval = isOurs && limit > 0 ? .microseconds(limit) / 2 : nil
    }

    /// Sends messages in one datagram. Returns what went wrong, nil where nothing did.
    @discardableResult
    public func send(_ messages: Message...) -> DaemonError? {
        let text = messages.flatMap { Self.lines($0, now: Self.now) }.joined(separator: "\n")
        let failure = deliver(Array(text.utf8))
        return failure.map { .notNotified(socket: socket, $0) }
    }

    /// The lines of a message; `now` is the monotonic clock's.
    static func lines(_ message: Message, now: Duration) -> [String] {
        switch message {
        case .ready: ["READY=1"]
        case .stopping: ["STOPPING=1"]
        case .reloading: ["RELOADING=1", "MONOTONIC_USEC=\(microseconds(now))"]
        case .status(let text): ["STATUS=\(text.oneLine)"]
        case .watchdog: ["WATCHDOG=1"]
        case .extendTimeout(let duration): ["EXTEND_TIMEOUT_USEC=\(microseconds(duration))"]
        }
    }

    private static func microseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }

    /// CLOCK_MONOTONIC, which the protocol asks for; Swift's clocks are others.
    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private func deliver(_ bytes: [UInt8]) -> Errno? {
        // A path, or with `@` a name in the abstract namespace. Virtual machines may have `vsock:`, which is neither.
        guard let kind = socket.utf8.first, kind == UInt8(ascii: "/") || kind == UInt8(ascii: "@") else {
            return .addressFamilyNotSupported
        }
        var name = Array(socket.utf8)
        if kind == UInt8(ascii: "@") { name[0] = 0 }
        var address = sockaddr_un()
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return .fileNameTooLong }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // The length counts: an abstract name is all the bytes that are given, zeros too.
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)

        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return Errno(rawValue: errno) }
        defer { close(descriptor) }
        // The manager's queue may be full for a moment; a manager that hangs must not hang the service.
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        while true {
            let sent = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
                }
            }
            if sent >= 0 { return nil }
            if errno != EINTR { return Errno(rawValue: errno) }
        }
    }
}
