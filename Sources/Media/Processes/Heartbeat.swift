import Glibc
import Synchronization
import SystemPackage

/// The signs of life of a child process: what it prints, and the processor time it takes.
///
/// Many runs of ffmpeg print nothing until they end, and on a crowded machine that may be long. One that takes
/// processor time is at work; one that neither speaks nor works for the limit has hung.
final class Heartbeat: Sendable {
    private struct State {
        var last = ContinuousClock.now
        var process: Int32?
        var ticks = 0
    }

    private let state = Mutex(State())

    /// Says which process it is about.
    func watch(_ process: Int32) { state.withLock { $0.process = process } }

    /// Notes a sign of life.
    func beat() { state.withLock { $0.last = .now } }

    /// Returns when no sign of life came for that long; throws only when cancelled.
    func silence(of limit: Duration) async throws {
        while true {
            let deadline = state.withLock { $0.last } + limit
            if deadline <= .now, !works() { return }
            try await Task.sleep(until: max(deadline, .now + limit / 4), clock: .continuous)
        }
    }

    /// Whether the process took processor time since this was last asked.
    private func works() -> Bool {
        state.withLock { state in
            guard let process = state.process, let ticks = Self.ticks(of: process), ticks > state.ticks else {
                return false
            }
            state.ticks = ticks
            state.last = .now
            return true
        }
    }

    /// The processor time of a process in clock ticks (proc(5): fields 14 and 15 of `stat`); nil where it has gone.
    private static func ticks(of process: Int32) -> Int? {
        guard let file = try? FileDescriptor.open("/proc/\(process)/stat", .readOnly, options: [.closeOnExec]) else {
            return nil
        }
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: 1024)
        guard let count = try? bytes.withUnsafeMutableBytes({ try file.read(into: $0) }) else { return nil }
        // The second field is the program's name in brackets, which may itself hold spaces and brackets.
        guard let bracket = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(bracket + 1)..<count].split(separator: UInt8(ascii: " "))
        guard fields.count > 12 else { return nil }
        let times = fields[11...12].compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        return times.reduce(0, +)
    }
}
