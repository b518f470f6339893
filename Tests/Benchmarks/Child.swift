import FoundationEssentials
import Glibc
import StateFiles
import SystemPackage

/// A running command.
struct Child {
    private let command: Command
    let pid: pid_t
    private var peak = 0
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
        if looks % 20 == 0 { look() }
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
        return true
    }

    /// Notes the highest mark of its memory. The usage that the kernel gives at the end cannot serve: it is the highest
    /// of the process and of all its children.
    private mutating func look() {
        // It may be just gone; the mark that was seen before stands.
        guard let bytes = try? Files.read(FilePath("/proc/\(pid)/status")) else { return }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let number = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
            peak = max(peak, (number ?? 0) * 1024)
        }
    }
}
