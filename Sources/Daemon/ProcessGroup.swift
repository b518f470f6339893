import Dispatch
import Glibc
import StateFiles
import SystemPackage

/// A hook and what it started, as far as that made no session of its own.
struct ProcessGroup: Sendable {
    /// Its number, which is that of the hook's process.
    let number: Int32

    /// Waits until the group is empty, and ends what is left of it when the time is up. It has had SIGTERM.
    ///
    /// The task may be cancelled: this waits all the same.
    func end(by end: ContinuousClock.Instant) async {
        // No event tells that a group is empty, and a cancelled task cannot sleep: a look every 20 ms, for seconds only.
        while isAlive {
            if ContinuousClock.now >= end {
                kill(-number, SIGKILL)
                return
            }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { continuation.resume() }
            }
        }
    }

    /// Whether a process of the group is still at work. A dead one that nobody has buried is not, though kill(2) takes it
    /// for one: hence the look at each.
    private var isAlive: Bool {
        guard kill(-number, 0) == 0 else { return false }
        // Without a list of processes the answer of kill(2) has to do.
        guard let names = try? Files.list("/proc") else { return true }
        return names.contains { name in
            // One that has gone since it was listed is not alive.
            guard Int32(name.string) != nil, let text = try? Files.read(FilePath("/proc/\(name.string)/stat")) else {
                return false
            }
            return isAliveMember(text)
        }
    }

    /// Reads a `stat` of proc(5): after the name in brackets, which may itself hold any, come state, parent and group.
    private func isAliveMember(_ stat: [UInt8]) -> Bool {
        guard let bracket = stat.lastIndex(of: UInt8(ascii: ")")) else { return false }
        let fields = stat[(bracket + 1)...].split(separator: UInt8(ascii: " ")).prefix(3)
            .map { String(decoding: $0, as: UTF8.self) }
        return fields.count == 3 && Int32(fields[2]) == number && !["Z", "X"].contains(fields[0])
    }
}
