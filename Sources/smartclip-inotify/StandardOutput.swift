// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// Where the reports go.
enum StandardOutput {
    /// Writes bytes, waiting for a slow reader; the kernel meanwhile queues events, or says that it could not.
    static func write(_ bytes: [UInt8]) throws(Ending) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw .unread
            }
        }
    }

    /// Whether the other end of the pipe was closed.
    static var isClosed: Bool {
        var state = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return unsafe poll(&state, 1, 0) > 0 && state.revents & Int16(POLLERR | POLLNVAL | POLLHUP) != 0
    }
}
