// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// What the program sleeps on: events of folders, a change of what is mounted where, and a reader that goes. While none of
/// them happens it is hardly ever woken.
struct Wakeup {
    /// After so many milliseconds it looks all the same: a root that is a link may lead elsewhere, and a parent may die whose
    /// pipe another process holds open, without any event.
    private static let patience: Int32 = 20_000

    private let inotify: Int32
    /// Open for as long as the program runs; the kernel notes for each opening which changes it was told.
    private let mounts: Int32

    /// Finds what to sleep on. Called after `Inotify.start`.
    init() throws(Ending) {
        guard let inotify = Self.inotifyDescriptor() else { throw .failed("the descriptor of inotify is not found") }
        self.inotify = inotify
        mounts = unsafe open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
        if mounts < 0 { throw .failed("/proc/self/mountinfo cannot be opened: \(Inotify.text(errno))") }
    }

    /// Sleeps until something happens, or its patience ends; says whether it is something else than events of folders.
    func wait() throws(Ending) -> Bool {
        var descriptors = [
            pollfd(fd: inotify, events: Int16(POLLIN), revents: 0),
            pollfd(fd: mounts, events: Int16(POLLPRI), revents: 0),
            // A pipe whose reader has gone is an error by itself.
            pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
        ]
        let count = unsafe poll(&descriptors, nfds_t(descriptors.count), Self.patience)
        if count < 0, errno != EINTR { throw .failed("events cannot be waited for: \(Inotify.text(errno))") }
        return count == 0 || descriptors[1].revents != 0 || descriptors[2].revents != 0
    }

    /// The library keeps its descriptor to itself; it is the only one of its kind here.
    private static func inotifyDescriptor() -> Int32? {
        for number: Int32 in 0..<64 {
            var buffer = [CChar](repeating: 0, count: 64)
            let length = unsafe readlink("/proc/self/fd/\(number)", &buffer, buffer.count - 1)
            guard length > 0 else { continue }
            let name = buffer.prefix(length).map { UInt8(bitPattern: $0) }
            if name.starts(with: Array("anon_inode:inotify".utf8))
                || name.starts(with: Array("anon_inode:[inotify".utf8))
            {
                return number
            }
        }
        return nil
    }
}
