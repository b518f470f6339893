import FoundationEssentials
import Glibc
import StateFiles
import SystemPackage

/// A running command.
struct Child {
    private let command: Command
    let pid: pid_t
    private var peak = 0
    private var helperPeak = 0
    private var looks = 0

    init(_ command: Command) throws {
        self.command = command
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let mode = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, command.output?.string ?? "/dev/null", mode, 0o666)
        if let errors = command.errors { posix_spawn_file_actions_addopen(&actions, 2, errors.string, mode, 0o666) }
        // What the user has set for smartclip must not change what is measured.
        let variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SMARTCLIP_") }
            .merging(command.variables) { $1 }
        var argv = ([command.program.string] + command.arguments).map { strdup($0) } + [nil]
        var environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + environment { free(pointer) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, command.program.string, &actions, nil, &argv, &environment)
        guard code == 0 else { throw BenchError("cannot start \(command.program): \(Errno(rawValue: code))") }
        self.pid = pid
    }

    /// Whether it has ended, in which case what it took is added; throws where it failed.
    mutating func hasEnded(_ figures: inout Figures) throws -> Bool {
        var status: Int32 = 0
        var usage = rusage()
        if looks % 20 == 0 { try look() }
        looks += 1
        let ended = wait4(pid, &status, WNOHANG, &usage)
        if ended == 0 { return false }
        guard ended == pid, status == 0 else {
            throw BenchError("\(command.program) \(command.arguments.joined(separator: " ")) failed (\(status))")
        }
        for time in [usage.ru_utime, usage.ru_stime] {
            figures.processor += Double(time.tv_sec) + Double(time.tv_usec) / 1e6
        }
        figures.peak = max(figures.peak, peak)
        figures.helperPeak = max(figures.helperPeak, helperPeak)
        return true
    }

    /// Ends it at once, whatever it does; false where it had ended by itself.
    func kill() throws -> Bool {
        var status: Int32 = 0
        Glibc.kill(pid, SIGKILL)
        guard waitpid(pid, &status, 0) == pid else { throw Errno(rawValue: errno) }
        return status & 0x7f == SIGKILL
    }

    /// Notes the highest marks of memory, its own and its helper's. The usage that the kernel gives at the end cannot
    /// serve: it is the highest of the process and of all its children.
    private mutating func look() throws {
        peak = max(peak, Self.highest(of: pid))
        // To find the helper all processes are looked at; so it is done less often.
        guard let helper = command.helper, looks % 400 == 0 else { return }
        for child in try Usage.children(of: pid, named: helper) {
            helperPeak = max(helperPeak, Self.highest(of: child))
        }
    }

    private static func highest(of pid: pid_t) -> Int {
        // It may be just gone; the mark that was seen before stands.
        guard let bytes = try? Files.read(FilePath("/proc/\(pid)/status")) else { return 0 }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let number = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
            return (number ?? 0) * 1024
        }
        return 0
    }
}
