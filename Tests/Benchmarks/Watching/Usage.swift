import FoundationEssentials
import Glibc
import StateFiles
import SystemPackage

/// What processes have used up, as /proc tells it: a daemon and its helper together.
struct Usage {
    /// Seconds of all processors, in user mode and in the kernel; children that have ended are not counted.
    var processor = 0.0
    /// How often their threads went to sleep and were woken again.
    var wakes = 0
    /// The memory that they have now, in bytes; what several processes share, such as libraries, counts in parts (PSS).
    var memory = 0
    /// The most that they had at any time, each for itself with all that it shares (RSS), in bytes.
    var peak = 0

    init(of pids: [pid_t]) throws {
        for pid in pids { try add(pid) }
    }

    private mutating func add(_ pid: pid_t) throws {
        let fields = try Self.fields(pid)
        // utime and stime are the 14th and 15th; the first that is left here is the third.
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw BenchError("/proc/\(pid)/stat is not understood")
        }
        processor += (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        for line in try Self.lines("/proc/\(pid)/status") {
            if line.hasPrefix("VmHWM:") { peak += Self.number(line) * 1024 }
        }
        for line in try Self.lines("/proc/\(pid)/smaps_rollup") where line.hasPrefix("Pss:") {
            memory += Self.number(line) * 1024
        }
        for thread in try Files.list(FilePath("/proc/\(pid)/task")) {
            // A thread may have ended since.
            guard let lines = try? Self.lines("/proc/\(pid)/task/\(thread.string)/status") else { continue }
            for line in lines where line.hasPrefix("voluntary_ctxt_switches:") { wakes += Self.number(line) }
        }
    }

    /// The children of a process that have a name, which the kernel cuts off after 15 bytes.
    static func children(of parent: pid_t, named name: String) throws -> [pid_t] {
        try Files.list("/proc").compactMap { entry in
            // It may be just gone.
            guard let pid = pid_t(entry.string), let fields = try? fields(pid, named: name) else { return nil }
            return fields.count > 1 && pid_t(fields[1]) == parent ? pid : nil
        }
    }

    /// What stands in `stat` after the name; nothing where the name is another.
    private static func fields(_ pid: pid_t, named name: String? = nil) throws -> [Substring] {
        let text = String(decoding: try Files.read(FilePath("/proc/\(pid)/stat")), as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return [] }
        if let name, !text[..<end].hasSuffix("(\(name.prefix(15))") { return [] }
        return text[text.index(after: end)...].split(separator: " ")
    }

    private static func lines(_ path: String) throws -> [Substring] {
        String(decoding: try Files.read(FilePath(path)), as: UTF8.self).split(separator: "\n")
    }

    private static func number(_ line: Substring) -> Int {
        line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
