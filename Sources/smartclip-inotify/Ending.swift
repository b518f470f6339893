// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// Why the program ends.
enum Ending: Error {
    /// Nobody reads any more.
    case unread
    /// What is known of the folders is no longer right: a new look and a new process are needed.
    case stale(String)
    /// The kernel gives no more: which setting, and its value.
    case limit(sysctl: String, value: Int)
    /// Anything else, for a person.
    case failed(String)

    /// Prints the last line and returns the exit code.
    func tell() -> Int32 {
        let report: Report
        let code: Int32
        switch self {
        case .unread: return 0
        case .stale(let reason): (report, code) = (.stale(reason), 10)
        case .limit(let sysctl, let value): (report, code) = (.limit(sysctl: sysctl, value: value), 11)
        case .failed(let message): (report, code) = (.failed(message), 12)
        }
        do throws(Ending) {
            try StandardOutput.write(report.line)
            return code
        } catch {
            return 0
        }
    }
}
