import Glibc
import Synchronization
import SystemPackage

/// Who has a lease, as the lease's file says it: a line each.
struct LeaseHolder: Sendable, Equatable {
    /// 128 random bits, which nobody else has ever had, in hexadecimal.
    var token: String
    /// Where it is; nil of a file that cannot be understood.
    var host: HostIdentity?
    var process: Int32 = 0
    /// When the process began, in the kernel's own count: numbers of processes are used again.
    var began = ""
    /// Whether it took the lease over from a holder that counted as dead.
    var isSuccessor = false

    /// A new lease of this process.
    static func new() -> LeaseHolder {
        let digits = (0..<32).map { _ in "0123456789abcdef".randomElement() ?? "0" }
        return LeaseHolder(
            token: String(digits),
            host: .this,
            process: getpid(),
            began: ProcessFacts(of: getpid())?.began ?? ""
        )
    }

    private static let firstLine = "smartclip lease 1"

    /// What stands in the file.
    var text: String {
        let host = host ?? HostIdentity(name: "", machine: "", boot: "", processes: "")
        let lines = [
            Self.firstLine, token, host.name, host.machine, host.boot, host.processes, "\(process)", began,
            isSuccessor ? "successor" : "first", "whole",
        ]
        return lines.map { $0.split(separator: "\n").joined(separator: " ") + "\n" }.joined()
    }
}

extension LeaseHolder {
    /// Reads what stands in the file. What cannot be understood, half a file after a power cut or a newer program's, is somebody's
    /// who is not known: its token is its digest.
    init(parsing bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard lines.count == 11, lines[0] == Self.firstLine, lines[9] == "whole", lines[1].utf8.count == 32,
            lines[1].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
            let process = Int32(lines[6]), process > 0
        else {
            self.init(token: String(Digest.of(bytes).prefix(32)))
            return
        }
        self.init(
            token: lines[1],
            host: HostIdentity(name: lines[2], machine: lines[3], boot: lines[4], processes: lines[5]),
            process: process,
            began: lines[7],
            isSuccessor: lines[8] == "successor"
        )
    }

    /// Whether it is certain, as seen from a machine, that the holder lives no more. Of another machine nothing is certain.
    func isGone(seenFrom here: HostIdentity = .this) -> Bool {
        guard let host, !host.name.isEmpty, host.name == here.name else { return false }
        // It may have been started again; but copies of one virtual machine have one name, and one number of the machine, too.
        guard host.boot == here.boot, !host.boot.isEmpty else { return false }
        // In another container its number means nothing.
        guard host.processes == here.processes, !here.processes.isEmpty else { return false }
        // When it began could not be read then.
        guard !began.isEmpty else { return false }
        if process == getpid(), began == ProcessFacts(of: getpid())?.began { return !LiveTokens.contains(token) }
        guard kill(process, 0) == 0 || errno != ESRCH else { return true }
        // Where the kernel hides it from this user it still is.
        guard let facts = ProcessFacts(of: process) else { return false }
        return facts.began != began || facts.isDead
    }
}

/// What the kernel says of a process (proc_pid_stat(5)).
struct ProcessFacts: Sendable {
    /// When it began, in ticks since the machine started.
    let began: String
    /// Whether it has ended and only waits to be asked how. The first thread of a Swift program may end long before the others.
    let isDead: Bool

    /// Nil where there is no such process, or it is hidden.
    init?(of process: Int32) {
        guard let bytes = try? Files.read(FilePath("/proc/\(process)/stat"), atMost: 1 << 16),
            let name = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = String(decoding: bytes[(name + 1)...], as: UTF8.self).split(separator: " ")
        guard fields.count > 19 else { return nil }
        began = String(fields[19])
        isDead = (fields[0] == "Z" || fields[0] == "X") && (Int(fields[17]) ?? 0) <= 1
    }
}

/// The leases that this process has now, by their tokens.
enum LiveTokens {
    private static let tokens = Mutex<Set<String>>([])

    static func contains(_ token: String) -> Bool { tokens.withLock { $0.contains(token) } }
    static func insert(_ token: String) { _ = tokens.withLock { $0.insert(token) } }
    static func remove(_ token: String) { _ = tokens.withLock { $0.remove(token) } }
}
