import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage

extension Runner {
    /// Takes back what was made of a content that nobody has any more: its file was overwritten while it was worked on.
    ///
    /// What has a clip to show, or a person's edit, stays; and so does every file that is not SmartClip's own. Returns nil
    /// where it stays.
    func abandon(_ state: VideoState, _ job: Job) async throws -> VideoOutcome? {
        let folder = job.folder
        let clips = try folder.manifest()?.clips ?? []
        if state.isPartial || clips.contains(where: { $0.status == .ready }) { return nil }
        if case .clips(let made) = state.records[.clip]?.result, made.contains(where: { $0.file != nil }) { return nil }
        if try state.isEdited() { return nil }
        let outputs = state.records.values.flatMap(\.outputs).map(\.path)
        for path in outputs + [VideoFolder.manifest, VideoFolder.page] { try Files.removeFile(folder.file(path)) }
        try Files.removeTree(folder.file("state"))
        try Files.removeTree(outbox.attempts(of: job.id))
        try ContentIndex(outbox: outbox).remove(job.id)
        try Files.removeFile(Seal.path(of: job.found.path, in: outbox))
        var path = folder.path
        while path != outbox.root, Files.removeEmptyDirectory(path) { path.removeLastComponent() }
        try await index.flush()
        try owedLines.settle(job.id)
        let name = job.found.path.lastComponent?.shown.oneLine ?? job.found.path.shown
        let failure = Failure(
            .transient,
            "\(name): was overwritten while it was being processed; it is done anew when it is whole",
            retryAt: Timestamp(Date(timeIntervalSinceNow: 1))
        )
        return VideoOutcome(of: job.found, named: folder.name, .upload, failure)
    }
}
