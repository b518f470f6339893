import FoundationEssentials
import Intake
import Manifest
import StateFiles
import SystemPackage

extension Runner {
    /// Takes back what was made of a content that nobody has any more: its file was overwritten while it was worked on.
    ///
    /// What has a clip to show, or a person's edit, stays; and so does every file that is not SmartClip's own. Returns nil
    /// where it stays.
    func abandon(_ state: VideoState, _ job: Job) async throws -> VideoOutcome? {
        if try state.hasSomethingToShow() { return nil }
        try await forget(state)
        try Seal.place(of: job.found.path, in: outbox).removeFile()
        let name = job.found.path.lastComponent?.shown.oneLine ?? job.found.path.shown
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
            _ = try await FileLock.ifFree(outbox.lock(of: old.id)) {
                let state = try VideoState(old)
                if try state.hasSomethingToShow() { return }
                try await forget(state)
                report(.note(video: old.folder.name, text: "forgets what stood there before and was replaced"))
            }
        }
    }

    /// Removes what was made of a content, and all that is remembered of it. The caller holds its lock.
    private func forget(_ state: VideoState) async throws {
        let folder = state.folder
        let outputs = state.records.values.flatMap(\.outputs).map(\.path)
        for path in outputs + [VideoFolder.manifest, VideoFolder.page] { try folder.file(path).removeFile() }
        try folder.file("state").removeTree()
        try outbox.attempts(of: state.id).removeTree()
        try ClosingMark.remove(of: state.id, in: outbox)
        try ContentIndex(outbox: outbox).remove(state.id)
        folder.place.removeEmptyDirectories()
        try await index.flush()
        try owedLines.settle(state.id)
    }
}

extension VideoState {
    /// Whether there is a clip, or a person's edit, that must not be lost with the video's file.
    func hasSomethingToShow() throws -> Bool {
        let clips = try folder.manifest()?.clips ?? []
        if isPartial || clips.contains(where: { $0.status == .ready }) { return true }
        if case .clips(let made) = records[.clip]?.result, made.contains(where: { $0.file != nil }) { return true }
        return try isEdited()
    }
}
