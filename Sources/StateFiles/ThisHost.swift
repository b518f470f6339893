import Glibc
import SystemPackage

/// The machine that this process runs on.
public enum ThisHost {
    /// Its name, as the kernel has it: machines that share a file system are told apart by it.
    public static let name: String = {
        if let pretended { return pretended }
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "this machine" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// The name that the tests give one of several machines that they play on this one; nil where nobody plays.
    public static let pretended: String? = getenv("SMARTCLIP_AS_HOST").map { String(cString: $0) }

    /// What tells the clock of this start of the machine from all others; processes in other containers of it read the same clock, unless
    /// they have been given another time (time_namespaces(7)).
    public static let clockName: String = {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/self/ns/time", &buffer, buffer.count - 1)
        let namespace = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let here = HostIdentity.this
        return String(Digest.of(Array("\(here.name) \(here.boot) \(namespace)".utf8)).prefix(16))
    }()

    /// Seconds by a clock that all processes of this machine read, which goes on while it sleeps and is never set.
    public static func clock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        // Machines that tests play have clocks that differ, as those of machines do.
        let ahead = pretended.map { Double($0.utf8.reduce(0) { $0 * 31 % 65_536 + Int($1) }) } ?? 0
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 + ahead
    }

    /// What tells its processes from those of other machines and containers: the same after it started again.
    static let tag: String = {
        let identity = HostIdentity.this
        let all = [identity.name, identity.machine, identity.processes].joined(separator: "\n")
        return String(Digest.of(Array(all.utf8)).prefix(6))
    }()
}

/// What tells one machine, and one set of processes on it, from all others.
struct HostIdentity: Sendable, Equatable {
    /// Its name; machines that were copied from one image may share it.
    var name: String
    /// machine-id(5); empty where there is none.
    var machine: String
    /// The kernel's random id of this start.
    var boot: String
    /// Which process numbers mean something here: the number of the namespace of pid_namespaces(7).
    var processes: String

    static let this: HostIdentity = {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/self/ns/pid", &buffer, buffer.count - 1)
        let processes = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if let pretended = ThisHost.pretended {
            return HostIdentity(name: pretended, machine: "", boot: "played by \(pretended)", processes: processes)
        }
        return HostIdentity(
            name: ThisHost.name,
            machine: line("/etc/machine-id"),
            boot: line("/proc/sys/kernel/random/boot_id"),
            processes: processes
        )
    }()

    /// The one line of a small file; nothing where it cannot be read, which then tells nobody apart.
    private static func line(_ path: FilePath) -> String {
        let bytes = (try? Files.read(path, atMost: 4096)) ?? []
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
