import Manifest
import Media
import StateFiles
import SystemPackage

/// Decides by a few looks at the file system whether anything can have changed since a video was finished.
struct SealKeeper: Sendable {
    let outbox: Outbox
    let recogniser: Recogniser?

    /// What was finished of a source, if all of it still stands as it was left; nil where a closer look is due.
    func finished(
        _ seal: Seal,
        _ found: FoundVideo,
        _ settings: Settings,
        _ keys: inout SealKeys
    ) -> Seal.Finished? {
        guard let finished = seal.finished, finished.key == keys.key(found, settings) else { return nil }
        let folder = outbox.root.appending(finished.folder)
        return Seal.state(of: finished.files, in: folder) == finished.state ? finished : nil
    }

    /// Remembers that a video is ready with all the files it has now.
    func seal(_ found: FoundVideo, _ settings: Settings, _ state: VideoState, _ manifest: VideoManifest) throws {
        var seal = Seal(facts: found.facts, sha256: state.id.sha256)
        if manifest.status == .ready {
            var files = StageName.allCases.map(\.recordPath) + [VideoFolder.manifest, VideoFolder.page]
            for stage in StageName.allCases { files += state.records[stage]?.outputs.map(\.path) ?? [] }
            var keys = SealKeys(recogniser: recogniser)
            if let joined = Seal.state(of: files, in: state.folder.path) {
                seal.finished = Seal.Finished(
                    key: keys.key(found, settings),
                    folder: state.folder.name,
                    clips: manifest.clips.count { $0.status == .ready },
                    files: files,
                    state: joined
                )
            }
        }
        try seal.write(of: found.path, in: outbox)
    }
}
