import Glibc
import Intake
import StateFiles
import SystemPackage

/// Wakes the processes of this user on this machine that wait for what is made elsewhere for an outbox: each has a socket in a folder
/// of the outbox that only the user may enter. Where nobody listens, or on another machine, the next look finds out by itself.
package enum WakeCall {
    /// The folder of the sockets. Each user has an own one, so that nobody needs rights to another's.
    static func folder(in outbox: Outbox) -> Place { outbox.ownFolder.appending("wakes-\(geteuid())") }

    /// Wakes all who wait; says how many.
    package static func call(in outbox: Outbox) throws -> Int {
        let held = try HeldFolder(folder(in: outbox))
        let socket = WakeAddress.socket()
        guard socket >= 0 else { throw FileError("open a socket for", held.path, Errno(rawValue: errno)) }
        defer { close(socket) }
        var woken = 0
        for name in try Files.list(held.path) {
            let path = held.path.appending(name)
            let sent = WakeAddress.with(path) { address, length in
                sendto(socket, [1], 1, Int32(MSG_NOSIGNAL), address, length)
            }
            if sent == 1 || sent < 0 && errno == EAGAIN {
                // One that does not keep up has a wake-up to take already.
                woken += 1
            } else if errno == ECONNREFUSED, isOurs(name) {
                // Its process is gone.
                try Files.removeFile(path)
            }
        }
        withExtendedLifetime(held) {}
        return woken
    }

    /// What the names of this machine's sockets begin with: those of others, which share the outbox, cannot be reached and are theirs
    /// to remove. A digest, as an address of a socket must be short.
    static let prefix = Digest.of(Array(ThisHost.name.utf8)).prefix(8) + "-"

    private static func isOurs(_ name: FilePath.Component) -> Bool { name.string.hasPrefix(prefix) }

    /// Removes the sockets of processes of this machine that ended without doing so themselves. Wakes nobody.
    static func removeDead(in held: HeldFolder) throws {
        for name in try Files.list(held.path) where isOurs(name) {
            let path = held.path.appending(name)
            let socket = WakeAddress.socket()
            guard socket >= 0 else { return }
            defer { close(socket) }
            guard WakeAddress.with(path, { Int(connect(socket, $0, $1)) }) != 0, errno == ECONNREFUSED else { continue }
            // One that cannot be removed is no reason not to listen.
            try? Files.removeFile(path)
        }
    }
}

/// The address of a socket by its path, which is short: it leads through an open folder.
enum WakeAddress {
    /// A socket for such addresses, to call or to listen; -1 and errno where there can be none.
    static func socket() -> Int32 {
        Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    }

    static func with(_ path: FilePath, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int) -> Int {
        var address = sockaddr_un()
        let bytes = path.bytes
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            errno = ENAMETOOLONG
            return -1
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, length) }
        }
    }
}
