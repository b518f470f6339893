import Intake
import Manifest
import Outbox
import Pipeline
import Roles
import StateFiles
import SystemPackage

/// The work on one video that a watcher took, from the last check that it is whole to the end of its stages.
struct WatchWork: Sendable {
    let runner: Runner
    let claims: Claims
    let owed: OwedHooks
    let hook: WatchHook?

    /// How the work on a video came to an end.
    enum End: Sendable {
        /// It is not whole, and why.
        case notWhole(String)
        /// It was taken away, or is something else now.
        case gone
        /// Another file of the inbox has the same content and stands for both.
        case duplicate(of: FilePath, VideoID)
        /// Another process works on it.
        case busy
        /// All was done that can be.
        case done(VideoOutcome)
        /// The watcher is to end, and stopped it between two steps.
        case stopped
    }

    /// Does the work; `isChecked` says that it is first made sure that the file is whole. `taken` is called when it is,
    /// and `named` with its folder below the outbox when that is known.
    func run(
        _ candidate: Admitter.Candidate,
        isChecked: Bool,
        taken: @Sendable () -> Void,
        named: @Sendable (String) -> Void
    ) async -> (end: End, id: VideoID?) {
        let found = candidate.found
        do {
            if candidate.seal == nil,
                let problem = try await Wholeness.problem(of: found, isOpenOnly: !isChecked, runner.tools)
            {
                return (.notWhole(problem), nil)
            }
            let (id, facts) = try await runner.identify(found, candidate.seal)
            if let holder = claims.claim(id, for: found.path) { return (.duplicate(of: holder, id), id) }
            taken()
            let job = try await runner.job(for: candidate, id, facts)
            named(job.folder.name)
            // One that is owed since a crash is still owed when nothing is left to do.
            let wasOwed = try owed.isOwed(id)
            if hook != nil, !wasOwed { try owed.owe(id, in: runner.outbox) }
            let before = try job.folder.manifest()?.error
            switch try await runner.attempt(job) {
            case .busy: return (.busy, id)
            case .ended(let outcome):
                if !isNews(outcome, before), !wasOwed { try owed.settle(id) }
                return (.done(outcome), id)
            }
        } catch is CancellationError {
            return (.stopped, nil)
        } catch let refused as Refused {
            return (refused.class == .transient ? .notWhole(refused.problem) : .gone, nil)
        } catch let error as FileError where error.isMissing {
            return (Files.isGone(found.path) ? .gone : .notWhole(remade(after: error)), nil)
        } catch {
            return (.done(VideoOutcome(of: found, unrecorded: error)), nil)
        }
    }

    /// Somebody removed what stands in the outbox, and it is made again. Says what happened.
    private func remade(after error: FileError) -> String {
        do {
            _ = try Outbox(writing: runner.outbox.root)
            return "is taken later: \(error); the outbox has its own folders again"
        } catch {
            return "is taken later: \(error)"
        }
    }

    /// Whether the end of a video's work is another than the one before. What is tried at each look, as a missing program
    /// is, and fails as it did, is told once.
    private func isNews(_ outcome: VideoOutcome, _ before: StageFailure?) -> Bool {
        guard outcome.worked, let failure = outcome.failure, let before else { return outcome.worked }
        return failure.stage != before.stage || failure.message != before.message || before.retryAt != nil
    }

    /// Calls the hook for the end of a video's work, where one is due.
    func callHook(for outcome: VideoOutcome, _ id: VideoID) async throws {
        // What is tried again by itself has not come to an end, nor has what a person changed meanwhile.
        guard let hook, outcome.failure?.retryAt == nil, outcome.isAnEnd, try owed.begin(id, outcome) else { return }
        var next: VideoOutcome? = outcome
        while let outcome = next {
            await hook.call(
                WatchHook.Call(
                    isReady: outcome.status == .ready,
                    video: outcome.video,
                    manifest: runner.outbox.folder(outcome.video).file(VideoFolder.manifest).path,
                    status: outcome.status.rawValue
                )
            )
            // One that was cut off by the end of the watcher is called again by the next.
            try Task.checkCancellation()
            next = try owed.end(id)
        }
    }
}

extension VideoOutcome {
    /// Whether nothing more is to be done for it as it stood at the end; else something was changed meanwhile.
    var isAnEnd: Bool { failure != nil || [.ready, .partial, .error].contains(status) }

    /// How long a watcher waits before it makes the clips that are missing, where only the account or the machine kept it from
    /// making all: it is for a person to make room at Mux, and nothing tells when that was done. Nil for any other end.
    var pauseForRoom: Duration? {
        guard status == .partial, let failure, failure.class == .config, failure.retryAt == nil else { return nil }
        return .seconds(900)
    }
}
