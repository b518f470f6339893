import Intake
import Manifest
import Settings
import StateFiles

extension Runner {
    /// With `mux_keep: current`, deletes at Mux what a finished video does not need. Says whether nothing is left to delete: what
    /// could not be deleted is told, and does not make the video a failure.
    func tidy(_ job: Job, _ manifest: VideoManifest) async throws -> Bool {
        guard job.settings.host == .mux, job.settings.muxKeep == .current, manifest.status == .ready else {
            return true
        }
        do {
            let cleaner = RemoteCleaner(outbox, mux: services.mux)
            try await cleaner.cleanUnused(try Ledger(of: job.id, job.folder, in: outbox)) { [report] removed in
                report(.note(video: job.folder.name, text: "deleted at Mux, as no clip needs it: \(removed.what)"))
            }
            return true
        } catch {
            guard let failure = Failure.of(error) else { throw error }
            report(
                .note(
                    video: job.folder.name,
                    text: "what no clip needs is still at Mux: \(failure.message); tried again next time"
                )
            )
            return false
        }
    }
}
