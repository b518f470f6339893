import FoundationEssentials
import Intake
import Manifest
import Outbox
import Roles
import StateFiles
import SystemPackage

extension Runner {
    /// Takes back what was made of a content that nobody has any more: its file was overwritten while it was worked on.
    ///
    /// What has a clip to show, or a person's edit, stays; and so does every file that is not SmartClip's own. Returns nil
    /// where it stays.
    func abandon(_ state: VideoState, _ job: Job) async throws -> VideoOutcome? {
        if try state.recorded.hasSomethingToShow() { return nil }
        try await forget(state.recorded)
        let name = job.found.path.shownName
        let failure = Failure(
            .transient,
            "\(name): was overwritten while it was being processed; it is done anew when it is whole",
            retryAt: Timestamp(Date(timeIntervalSinceNow: 1))
        )
        return VideoOutcome(of: job.found, named: job.folder.name, .upload, failure)
    }

    /// Forgets what stood under a content's path before it and has nothing to show, such as half of a copy, so that the
    /// content gets the name that it would have had. What another process works on stays.
    func forgetForerunners(of id: VideoID, _ found: FoundVideo) async throws {
        for old in try ContentIndex(outbox: outbox).forerunners(of: id, found) {
            _ = try await outbox.lock(of: old.id).ifFree {
                let video = try RecordedVideo(old)
                if try video.hasSomethingToShow() { return }
                try await forget(video)
                report(.note(video: old.folder.name, text: "forgets what stood there before and was replaced"))
            }
        }
    }

    /// Removes what was made of a content, and its line. The caller holds its lock.
    private func forget(_ video: RecordedVideo) async throws {
        let removal = VideoRemoval(of: video.id, video.folder, in: outbox)
        try removal.remove(source: video.source, keepsAnswers: true)
        try await index.flush()
        try owedLines.settle(video.id)
    }
}
