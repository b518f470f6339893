import Manifest
import Media
import StateFiles
import SystemPackage

/// Decides by a few looks at the file system whether anything can have changed since a video was finished.
struct SealKeeper: Sendable {
    let outbox: Outbox
    let recognisers: RecogniserFinder

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
        // What a person changes while it is looked at is either in this key or found by the look.
        var keys = SealKeys(recognisers: recognisers)
        let key = keys.begun(settings).key(found)
        if manifest.status == .ready {
            var files = StageName.allCases.map(\.recordPath) + [VideoFolder.manifest, VideoFolder.page]
            for stage in StageName.allCases { files += state.records[stage]?.outputs.map(\.path) ?? [] }
            let joined = Seal.state(of: files, in: state.folder.place)
            if let joined, try state.pending() == nil, Seal.state(of: files, in: state.folder.place) == joined {
                seal.finished = Seal.Finished(
                    key: key,
                    folder: state.folder.name,
                    clips: manifest.clips.count { $0.status == .ready },
                    summary: Seal.Summary(
                        duration: manifest.duration,
                        isEdited: try state.isEdited(),
                        source: state.source.recorded
                    ),
                    files: files,
                    state: joined
                )
            }
        }
        try seal.write(of: found.path, in: outbox)
    }
}
