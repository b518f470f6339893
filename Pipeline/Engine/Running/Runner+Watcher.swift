package import Intake
package import Manifest
import Outbox
import Roles

// What a watcher asks beside the work itself.

extension Runner {
    /// Whether a file has ended the program before, so that it is worked on alone. A file that changed since is another.
    package func isSuspected(_ candidate: Admitter.Candidate) -> Bool {
        guard let seal = candidate.seal else { return false }
        // A mark that cannot be read is reported by the work itself.
        return (try? Suspicion(VideoID(sha256: seal.sha256), in: outbox).isCast()) ?? false
    }
}

extension VideoOutcome {
    /// When the video is tried again by itself; nil where it is not.
    package func nextTry(at now: Timestamp) -> Timestamp? {
        failure?.retryAt.map { Backoff.due($0, at: now) }
    }

    /// A video whose work could not begin for an error that no record tells; another try is due where the error may pass.
    package init(of found: FoundVideo, unrecorded error: any Error) {
        let failure = Failure.of(error) ?? Failure(.bug, "\(error)")
        self.init(of: found, .upload, failure.triedAgain())
    }
}
