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

    /// Runs it to its end and passes on what it says; `reason` is why everything is to be looked at once it watches.
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
        let (talk, tail) = await withTaskCancellationHandler {
            async let tail = Self.tail(of: process)
            var talk = HelperTalk()
            while case let bytes = await process.hear(), !bytes.isEmpty {
                await talk.hear(bytes, because: reason, gate)
                if talk.isNonsense { break }
            }
            // What speaks nonsense, or has closed its output, may also not end.
            process.kill()
            return (talk, await tail)
        } onCancel: {
            process.kill()
        }
        let status = await process.end()
        try Task.checkCancellation()
        let cause = talk.last ?? Self.judge(status, tail)
        return HelperEnding(cause: cause, watched: talk.watched, held: .now - start)
    }

    /// The command line: each root, and after it what is skipped below it.
    private var words: [[UInt8]] {
        roots.flatMap { root in
            [root.path.bytes] + root.skipped.sorted().flatMap { [Array("--except".utf8), Array($0.utf8)] }
        }
    }

    /// It needs to find its libraries, and no secrets.
    private var environment: [[UInt8]] {
        let ours = ProcessInfo.processInfo.environment
        return ["PATH", "LD_LIBRARY_PATH"].compactMap { name in ours[name].map { Array("\(name)=\($0)".utf8) } }
    }

    private static func tail(of process: HelperProcess) async -> String {
        var tail: [UInt8] = []
        while case let bytes = await process.hearComplaint(), !bytes.isEmpty {
            tail = Array((tail + bytes).suffix(2000))
        }
        return String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(3).joined(
            separator: "; "
        )
    }

    /// What an end means about which the helper said nothing; a status as of waitpid(2).
    private static func judge(_ status: Int32, _ tail: String) -> HelperEnding.Cause {
        let said = tail.isEmpty ? "" : ": \(tail)"
        let signal = status & 0x7F
        if signal != 0 { return .died("the watching helper was ended by signal \(signal)\(said)") }
        switch (status >> 8) & 0xFF {
        // What a shell, and the loader of shared libraries, say of a program that does not start.
        case 126, 127, 12: return .unusable("the watching helper does not start\(said)")
        case let code: return .died("the watching helper ended with code \(code)\(said)")
        }
    }
}
