import Intake
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage

/// Decides by a few looks at the file system whether anything can have changed since a video was finished.
struct SealKeeper: Sendable {
    let outbox: Outbox
    let services: Services

    /// What was finished of a source, if all of it still stands as it was left; nil where a closer look is due.
    func finished(
        _ seal: Seal,
        _ found: FoundVideo,
        _ begun: SealKeys.Begun
    ) -> Seal.Finished? {
        guard let finished = seal.finished, finished.key == begun.key(found) else { return nil }
        let folder = outbox.place.appending(finished.folder)
        return Seal.state(of: finished.files, in: folder) == finished.state ? finished : nil
    }

    /// Remembers that a video is ready with all the files it has now.
    func seal(_ found: FoundVideo, _ settings: Settings, _ state: VideoState, _ manifest: VideoManifest) throws {
        var seal = Seal(facts: found.facts, sha256: state.id.sha256)
        if manifest.status == .ready {
            seal.finished = try finished(found, settings, state) { true }
        }
        try seal.write(of: found.path, in: outbox)
    }

    /// Seals a video anew whose seal was lost, where all of it stands as it was finished; how many clips it has, nil where a
    /// closer look is due. Its manifest and page are known by their digests, and not made again.
    func sealAgain(_ found: FoundVideo, _ settings: Settings, _ state: VideoState) throws -> Int? {
        guard state.recorded.isAllDone, let kept = FinalFilesMark(keptOf: state.id, in: outbox),
            let finished = try finished(found, settings, state, { try FinalFilesMark(of: state.recorded) == kept })
        else { return nil }
        var seal = Seal(facts: found.facts, sha256: state.id.sha256)
        seal.finished = finished
        try seal.write(of: found.path, in: outbox)
        return finished.clips
    }

    /// What a seal says of a video that needs no work; nil where it needs some, or changes while it is looked at.
    private func finished(
        _ found: FoundVideo,
        _ settings: Settings,
        _ state: VideoState,
        _ isClosed: () throws -> Bool
    ) throws -> Seal.Finished? {
        // What a person changes while it is looked at is either in this key or found by the look.
        var keys = SealKeys(services)
        let key = keys.begun(settings).key(found)
        var files = StageName.allCases.map(\.recordPath) + [VideoFolder.manifest, VideoFolder.page]
        for stage in StageName.allCases { files += state.records[stage]?.outputs.map(\.path) ?? [] }
        guard let joined = Seal.state(of: files, in: state.folder.place), try state.pending() == nil, try isClosed(),
            Seal.state(of: files, in: state.folder.place) == joined
        else { return nil }
        return Seal.Finished(
            key: key,
            folder: state.folder.name,
            clips: state.recorded.readyClips,
            summary: Seal.Summary(
                duration: state.recorded.knownAsset?.duration,
                isEdited: try state.recorded.isEdited(),
                source: state.source.recorded
            ),
            files: files,
            state: joined
        )
    }
}
