import Glibc

/// A socket that the service manager listens at and hands over (sd_listen_fds(3)): so the desk is started by its first visitor, and
/// none is turned away while it starts again.
enum HandedSocket {
    /// The first descriptor that is handed over.
    private static let first: Int32 = 3

    /// Its descriptor; nil where none is handed to this process. The variables say no more after this: children are not meant.
    static func take() -> Int32? {
        defer {
            for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
        }
        return descriptor(process: value("LISTEN_PID"), count: value("LISTEN_FDS"), of: getpid())
    }

    /// The decision, by the two variables.
    static func descriptor(process: Int?, count: Int?, of own: Int32) -> Int32? {
        guard let process, process == Int(own), let count, count >= 1 else { return nil }
        return first
    }

    private static func value(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
}
