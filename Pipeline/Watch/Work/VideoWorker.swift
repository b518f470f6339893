import Intake
import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage

/// Works on one video: checks that the file is whole, finds out what its content is, and runs its stages.
struct VideoWorker: Sendable {
    let runner: Runner
    let duplicates: Duplicates
    let hooks: PendingHooks
    let hook: WatchHook?

    /// How the work on a video ended.
    enum End: Sendable {
        /// The file is not whole, and why.
        case notWhole(String)
        /// The file is gone, or is something else now.
        case gone
        /// Another file of the inbox has the same content and stands for both.
        case duplicate(of: FilePath, VideoID)
        /// Another process works on it.
        case busy(VideoID)
        /// All was done that can be; nil for the identity where the content could not be read.
        case done(VideoOutcome, VideoID?)
        /// The watcher ends, and stopped the work between two stages.
        case stopped
    }

    /// Does the work. With `isChecked` the file is first read to its end. `taken` is called when the file is whole, and `named`
    /// with its folder below the outbox when that is known.
    func run(
        _ candidate: Admitter.Candidate,
        isChecked: Bool,
        taken: @Sendable () -> Void,
        named: @Sendable (String) -> Void
    ) async -> End {
        let found = candidate.found
        do {
            if candidate.seal == nil,
                let problem = try await Wholeness.problem(of: found, isOpenOnly: !isChecked, runner.tools)
            {
                return .notWhole(problem)
            }
            let (id, facts) = try await runner.identify(found, candidate.seal)
            if let original = duplicates.claim(id, for: found.path) { return .duplicate(of: original, id) }
            taken()
            let job = try await runner.job(for: candidate, id, facts)
            named(job.folder.name)
            // A hook that is pending since a crash stays so even where nothing is left to do.
            let wasPending = try hooks.contains(id)
            if hook != nil, !wasPending { try hooks.add(id) }
            let before = try job.folder.manifest()?.error
            switch try await runner.attempt(job) {
            case .busy: return .busy(id)
            case .ended(let outcome):
                if !isNews(outcome, before), !wasPending { try hooks.remove(id) }
                return .done(outcome, id)
            }
        } catch is CancellationError {
            return .stopped
        } catch let refused as Refused {
            return refused.class == .transient ? .notWhole(refused.problem) : .gone
        } catch let error as FileError where error.isMissing {
            return Files.isGone(found.path) ? .gone : .notWhole(remakeOutbox(after: error))
        } catch {
            return .done(VideoOutcome(of: found, unrecorded: error), nil)
        }
    }

    /// Makes the outbox's own folders again, which somebody removed. Returns what happened.
    private func remakeOutbox(after error: FileError) -> String {
        do {
            _ = try Outbox(writing: runner.outbox.root, sharing: runner.outbox.isShared ? .lease : .locks)
            return "is taken later: \(error); the outbox has its own folders again"
        } catch {
            return "is taken later: \(error)"
        }
    }

    /// Whether the work ended in another way than the time before. A failure that comes back at each look, as that of a missing
    /// program does, is news once.
    private func isNews(_ outcome: VideoOutcome, _ before: StageFailure?) -> Bool {
        guard outcome.worked, let failure = outcome.failure, let before else { return outcome.worked }
        return failure.stage != before.stage || failure.message != before.message || before.retryAt != nil
    }
}
