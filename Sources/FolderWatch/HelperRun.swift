import FoundationEssentials
import StateFiles
import Subprocess
import SystemPackage

/// One run of `smartclip-inotify`.
struct HelperRun: Sendable {
    private let helper: FilePath
    private let roots: [WatchedRoot]

    init(_ helper: FilePath, _ roots: [WatchedRoot]) {
        self.helper = helper
        self.roots = roots
    }

    /// Runs it to its end and passes on what it says; `reason` is why everything is to be looked at once it watches.
    ///
    /// Throws only when cancelled; the helper has ended in every case.
    func run(because reason: String, _ gate: SignGate) async throws -> HelperEnding {
        let start = ContinuousClock.now
        do {
            let result = try await Subprocess.run(
                .path(helper),
                arguments: Arguments(executablePathOverride: nil, remainingValues: words.map { $0 + [0] }),
                environment: environment,
                platformOptions: options,
                input: .none,
                output: .sequence,
                error: .sequence
            ) { execution in
                let errors = execution.standardError
                async let tail = Self.tail(of: errors)
                var talk = HelperTalk()
                for try await buffer in execution.standardOutput {
                    await talk.hear(buffer.withUnsafeBytes { Array($0) }, because: reason, gate)
                    if talk.isNonsense { break }
                }
                // What speaks nonsense may also not end. Where it has ended already there is nobody to tell.
                if talk.isNonsense { try? execution.send(signal: .kill) }
                return (talk, try await tail)
            }
            try Task.checkCancellation()
            let (talk, tail) = result.closureResult
            let cause = talk.last ?? Self.judge(result.terminationStatus, tail)
            return HelperEnding(cause: cause, watched: talk.watched, held: .now - start)
        } catch {
            try Task.checkCancellation()
            return HelperEnding(
                cause: .unusable("\(helper) cannot be run: \(error)"),
                watched: false,
                held: .now - start
            )
        }
    }

    /// The command line: each root, and after it what is skipped below it.
    private var words: [[UInt8]] {
        roots.flatMap { root in
            [root.path.bytes] + root.skipped.sorted().flatMap { [Array("--except".utf8), Array($0.utf8)] }
        }
    }

    /// It needs to find its libraries, and no secrets.
    private var environment: Subprocess.Environment {
        let ours = ProcessInfo.processInfo.environment
        var theirs: [Subprocess.Environment.Key: String] = [:]
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            if let value = ours[name] { theirs[Subprocess.Environment.Key(stringLiteral: name)] = value }
        }
        return .custom(theirs)
    }

    private var options: PlatformOptions {
        var options = PlatformOptions()
        // A key pressed in the terminal is for this process, which ends the helper itself.
        options.processGroupID = 0
        return options
    }

    private static func tail(of errors: SubprocessOutputSequence) async throws -> String {
        var tail: [UInt8] = []
        for try await buffer in errors {
            tail = Array((tail + buffer.withUnsafeBytes { Array($0) }).suffix(2000))
        }
        return String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(3).joined(
            separator: "; "
        )
    }

    private static func judge(_ status: TerminationStatus, _ tail: String) -> HelperEnding.Cause {
        let said = tail.isEmpty ? "" : ": \(tail)"
        switch status {
        // What a shell, and the loader of shared libraries, say of a program that does not start.
        case .exited(126), .exited(127), .exited(12): return .unusable("the watching helper does not start\(said)")
        case .exited(let code): return .died("the watching helper ended with code \(code)\(said)")
        case .signaled(let signal): return .died("the watching helper was ended by signal \(signal)\(said)")
        }
    }
}
