// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// A limit of the kernel on what one user may watch.
enum KernelLimit: String {
    case watches
    case instances

    /// The end of the program that meets it. Where a container has a lower limit of its own, it is that which was met.
    var ending: Ending {
        let everywhere = ("fs.inotify.max_user_\(rawValue)", Self.number("/proc/sys/fs/inotify/max_user_\(rawValue)"))
        let here = ("user.max_inotify_\(rawValue)", Self.number("/proc/sys/user/max_inotify_\(rawValue)"))
        let (sysctl, value) = (here.1 ?? .max) < (everywhere.1 ?? .max) ? here : everywhere
        return .limit(sysctl: sysctl, value: value ?? 0)
    }

    private static func number(_ path: String) -> Int? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var digits = [UInt8](repeating: 0, count: 32)
        let count = unsafe digits.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        let line = digits.prefix(max(count, 0)).prefix { $0 != UInt8(ascii: "\n") }
        return Int(String(decoding: line, as: UTF8.self))
    }
}
