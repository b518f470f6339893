import Concurrency
import FoundationEssentials
import Glibc
import Intake
import Manifest
import Pipeline
import StateFiles
import Subprocess
import SystemPackage
import TestSupport

/// `smartclip watch inbox --output outbox` at work, and ways to wait for what it does.
struct WatchProcess: Sendable {
    let inbox: WatchInbox
    let number: pid_t
    let lines: WatchLines

    /// How one ended, and all that it said.
    struct Ending: Sendable {
        /// Its exit code, or minus the signal that ended it.
        let code: Int
        let lines: [WatchLines.Line]
        let texts: [String]

        var errors: String { texts.joined(separator: "\n") }

        /// How often something was said of a video.
        func count(_ message: String, _ video: String) -> Int {
            lines.count { $0.message == message && $0.video?.hasSuffix(video) ?? false }
        }
    }

    /// Starts one and runs a body beside it; ends it by SIGTERM after that, where it has not ended by itself.
    static func run(
        _ program: FilePath,
        _ arguments: [String],
        _ environment: [String: String?],
        in inbox: WatchInbox,
        _ body: @Sendable (WatchProcess) async throws -> Void
    ) async throws -> Ending {
        let lines = WatchLines()
        var changes: [Environment.Key: String?] = [:]
        for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
        let result = try await Subprocess.run(
            .path(program),
            arguments: Arguments(arguments),
            environment: .inherit.updating(changes),
            workingDirectory: inbox.folder,
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            let number = execution.processIdentifier.value
            let errors = execution.standardError
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { lines.end() }
                    for try await line in errors.strings() { try lines.take(line) }
                }
                do {
                    try await body(WatchProcess(inbox: inbox, number: number, lines: lines))
                } catch {
                    // Nobody waits for it any more.
                    kill(number, SIGKILL)
                    throw error
                }
                kill(number, SIGTERM)
                try await group.waitForAll()
            }
        }
        let code: Int
        switch result.terminationStatus {
        case .exited(let value): code = Int(value)
        case .signaled(let signal): code = -Int(signal)
        }
        return Ending(code: code, lines: lines.all, texts: lines.texts)
    }

    // MARK: - Signals

    func signal(_ signal: Int32) { kill(number, signal) }

    /// The helper that tells it of changes.
    func helper() throws -> pid_t? {
        try Files.list("/proc").compactMap { pid_t($0.string) }.first { process in
            // Processes end while they are looked at.
            guard let bytes = try? Files.read(FilePath("/proc/\(process)/stat")) else { return false }
            let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
            return fields.count > 3 && fields[1] == "(smartclip-inoti)" && fields[3] == "\(number)"
        }
    }

    /// The hundredths of a second of a processor that it used up; nil where it has ended.
    func ticks() throws -> Int? {
        guard let bytes = try? Files.read(FilePath("/proc/\(number)/stat")) else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard fields.count > 14, fields[2] != "Z", let user = Int(fields[13]), let system = Int(fields[14]) else {
            return nil
        }
        return user + system
    }

    // MARK: - Waiting

    /// Waits until something is said, of a video where one is named: by the end of what stands there.
    @discardableResult
    func wait(for message: String, _ video: String? = nil, after start: Int = 0) async throws -> Int {
        try await lines.wait("\"\(message)\" of \(video ?? "anything")", after: start) { line in
            line.message.contains(message) && video.map { line.video?.hasSuffix($0) ?? false } ?? true
        }
    }

    /// Waits until it watches, and has looked at everything for the first time.
    func waitUntilItWatches() async throws {
        let start = try await wait(for: "watching")
        try await wait(for: "looked at everything", after: start)
    }

    /// Waits until all these videos are ready.
    func waitUntilReady(_ videos: String...) async throws {
        for video in videos {
            try await lines.wait("\(video) ready", after: 0) { $0.message == "ready" && $0.video == video }
        }
    }

    /// Looks at files again and again until a condition holds.
    func wait(until what: String, _ condition: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + WatchLines.patience
        while try !condition() {
            guard ContinuousClock.now < deadline else { throw WatchLines.Late(what: what, lines: lines.texts) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until `.smartclip/watch.json` says something, and returns it.
    @discardableResult
    func waitForStatus(_ what: String, _ condition: (WatchStatus) -> Bool) async throws -> WatchStatus {
        var last: WatchStatus?
        try await wait(until: "a status in which \(what)") {
            guard let bytes = try Files.readIfPresent(inbox.outbox.appending(".smartclip/watch.json")) else {
                return false
            }
            let status = try JSONText.decode(WatchStatus.self, from: Data(bytes))
            last = status
            return condition(status)
        }
        guard let last else { throw WatchLines.Late(what: what, lines: []) }
        return last
    }

    /// Waits until the status says why a file waits.
    @discardableResult
    func waitForReason(_ reason: String, of name: String) async throws -> WatchStatus.Waiting {
        func waiting(_ status: WatchStatus) -> WatchStatus.Waiting? {
            status.waiting.first { $0.path.hasSuffix("/\(name)") && $0.reason.contains(reason) }
        }
        let status = try await waitForStatus("\(name) \(reason)") { waiting($0) != nil }
        guard let found = waiting(status) else { throw WatchLines.Late(what: reason, lines: []) }
        return found
    }
}
