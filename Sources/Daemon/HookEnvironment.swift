@preconcurrency import Glibc

/// The variables that a hook is given.
///
/// Names and values are bytes: a path in one need not be UTF-8.
public struct HookEnvironment: Sendable, Equatable {
    /// The variables as `NAME=VALUE`, without a closing zero.
    let entries: [[UInt8]]

    init(entries: [[UInt8]]) {
        self.entries = entries
    }

    /// Takes variables as they are.
    public init(_ variables: [String: String]) {
        entries = variables.sorted { $0.key < $1.key }.map { Array("\($0.key)=\($0.value)".utf8) }
    }

    /// This process's own, byte for byte.
    public static var inherited: HookEnvironment {
        var entries: [[UInt8]] = []
        // Nothing in this program changes its own variables, so they hold still while they are read.
        var next = environ
        while let entry = next.pointee {
            entries.append(Array(UnsafeRawBufferPointer(start: entry, count: strlen(entry))))
            next = next.successor()
        }
        return HookEnvironment(entries: entries)
    }

    /// What programs need to find their way: no secret is among them, whatever its name.
    private static let usual: Set<String> = [
        "HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "SHELL", "TMPDIR", "TZ", "USER",
    ]

    private static let usualBeginnings = ["LC_", "XDG_"]

    /// What the service manager says to this process alone: a hook must not speak to it in its name.
    private static let own: Set<String> = ["NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC"]

    /// The usual ones, and those that are named.
    func limited(to names: Set<String>) -> HookEnvironment {
        HookEnvironment(
            entries: entries.filter { entry in
                let name = Self.name(entry)
                if Self.own.contains(name) { return false }
                return Self.usual.contains(name) || names.contains(name)
                    || Self.usualBeginnings.contains { name.hasPrefix($0) }
            }
        )
    }

    /// The same with other variables, in place of those of the same name.
    func adding(_ variables: [String: [UInt8]]) -> HookEnvironment {
        let kept = entries.filter { variables[Self.name($0)] == nil }
        let added = variables.sorted { $0.key < $1.key }.map { Array("\($0.key)=".utf8) + $0.value }
        return HookEnvironment(entries: kept + added)
    }

    /// The value of a variable.
    func value(_ name: String) -> [UInt8]? {
        entries.first { Self.name($0) == name }.map { Array($0.dropFirst(name.utf8.count + 1)) }
    }

    private static func name(_ entry: [UInt8]) -> String {
        String(decoding: entry.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
    }
}
