import FoundationEssentials
import StateFiles
import SystemPackage

/// One run of `smartclip-inotify`.
struct HelperRun: Sendable {
    private let helper: FilePath
    private let roots: [WatchedRoot]

    init(_ helper: FilePath, _ roots: [WatchedRoot]) {
        self.helper = helper
        self.roots = roots
    }

    /// Runs the helper to its end and passes on its signs. `reason` is why everything is to be looked at once it watches.
    ///
    /// Throws only when cancelled; the helper has ended in every case.
    func run(because reason: String, _ gate: SignGate) async throws -> HelperEnding {
        let start = ContinuousClock.now
        let process: HelperProcess
        do {
            process = try HelperProcess.start(helper, words, environment)
        } catch {
            return HelperEnding(cause: .unusable("\(helper) cannot be run: \(error)"), watched: false, held: .zero)
        }
        let (output, tail) = await withTaskCancellationHandler {
            async let tail = Self.tail(of: process)
            var output = HelperOutput()
            while case let bytes = await process.nextOutput(), !bytes.isEmpty {
                await output.add(bytes, because: reason, gate)
                if output.isInvalid { break }
            }
            // A helper that prints invalid lines, or has closed its output, may not end by itself.
            process.kill()
            return (output, await tail)
        } onCancel: {
            process.kill()
        }
        let status = await process.end()
        try Task.checkCancellation()
        let cause = output.last ?? Self.judge(status, tail)
        return HelperEnding(cause: cause, watched: output.watched, held: .now - start)
    }

    /// The command line: each root, and after it what is skipped below it.
    private var words: [[UInt8]] {
        roots.flatMap { root in
            [root.path.bytes] + root.skipped.sorted().flatMap { [Array("--except".utf8), Array($0.utf8)] }
        }
    }

    /// The helper must find its libraries, and needs no secrets.
    private var environment: [[UInt8]] {
        let ours = ProcessInfo.processInfo.environment
        return ["PATH", "LD_LIBRARY_PATH"].compactMap { name in ours[name].map { Array("\(name)=\($0)".utf8) } }
    }

    private static func tail(of process: HelperProcess) async -> String {
        var tail: [UInt8] = []
        while case let bytes = await process.nextErrorOutput(), !bytes.isEmpty {
            tail = Array((tail + bytes).suffix(2000))
        }
        return String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(3).joined(
            separator: "; "
        )
    }

    /// Why a helper ended that did not print it, from its status as of waitpid(2) and the last lines of its error output.
    private static func judge(_ status: Int32, _ tail: String) -> HelperEnding.Cause {
        let said = tail.isEmpty ? "" : ": \(tail)"
        let signal = status & 0x7F
        if signal != 0 { return .died("the watching helper was ended by signal \(signal)\(said)") }
        switch (status >> 8) & 0xFF {
        // The codes with which a shell and the loader of shared libraries report a program that does not start.
        case 126, 127, 12: return .unusable("the watching helper does not start\(said)")
        case let code: return .died("the watching helper ended with code \(code)\(said)")
        }
    }
}

/// Reads the lines that one run of the helper prints, and passes on the signs in them.
struct HelperOutput: Sendable {
    /// Whether the helper has watched all roots.
    private(set) var watched = false
    /// Why it ended, if it printed that or had to be ended.
    private(set) var last: HelperEnding.Cause?
    /// Whether it printed a line that is not understood. What comes after that is ignored.
    private(set) var isInvalid = false

    private var splitter = LineSplitter()

    /// Takes in more bytes. When it returns, the signs in them have been taken.
    mutating func add(_ bytes: [UInt8], because reason: String, _ gate: SignGate) async {
        let lines: [[UInt8]]
        do throws(LineSplitter.TooLong) {
            lines = try splitter.lines(in: bytes)
        } catch {
            return giveUp("printed a line of more than \(LineSplitter.limit) bytes")
        }
        for line in lines where !isInvalid {
            switch HelperLine(line) {
            case .sign(let sign): await gate.pass(sign)
            case .watching(let folders):
                watched = true
                await gate.pass(.mode(.events(folders: folders)), .everything(reason))
            case .last(let cause): last = cause
            case nil: giveUp("printed what is not understood: \(String(decoding: line.prefix(80), as: UTF8.self))")
            }
        }
    }

    private mutating func giveUp(_ what: String) {
        isInvalid = true
        last = .died("the watching helper \(what)")
    }
}

/// How a run of the helper ended.
struct HelperEnding: Equatable, Sendable {
    /// Why it ended.
    enum Cause: Equatable, Sendable {
        /// Its list of folders was no longer right: a folder was renamed, or the queue of the kernel ran over.
        case stale(String)
        /// It ended without a reason, or printed a line that is not understood.
        case died(String)
        /// The kernel gives no more watches: the setting that limits them, and its value.
        case limit(sysctl: String, value: Int)
        /// It cannot do its work here.
        case unusable(String)

        /// One line for people.
        var reason: String {
            switch self {
            case .stale(let reason), .died(let reason), .unusable(let reason): reason
            case .limit(let sysctl, let value):
                "\(sysctl) is \(value), which is too low; set it higher, as with: sysctl \(sysctl)=\(max(value, 1) * 4)"
            }
        }
    }

    let cause: Cause
    /// Whether it ever watched all roots.
    let watched: Bool
    /// How long it ran.
    let held: Duration
}
