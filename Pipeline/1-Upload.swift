import Intake
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles

/// Stage 1. The video is known by its content, which was read to find its folder; a host that is elsewhere is sent it, once.
struct Upload: Stage {
    let name = StageName.upload

    func fingerprint(_ video: VideoState) -> String {
        var fingerprint = Fingerprint("upload", version: 1)
        fingerprint.add("host", video.host.name.rawValue)
        fingerprint.add("source", video.id.sha256)
        video.host.identify(name, of: video, in: &fingerprint)
        return fingerprint.digest()
    }

    func obstacle(_ video: VideoState) -> Failure? { video.host.obstacle(to: name, video.settings) }

    func run(_ work: StageWork) async throws -> StageOutcome {
        let facts: FileFacts
        do {
            facts = try FileFacts(of: work.input.descriptor, name: work.video.source)
        } catch {
            throw Failure.of(error)
        }
        var outcome = StageOutcome(
            engine: Engine(name: "local", version: Version.current),
            result: .source(
                Source(path: work.video.source.recorded, bytes: facts.bytes, sha256: work.video.id.sha256)
            )
        )
        let video = work.video
        try await video.host.upload(work, hasWords: { try CaptionShelf.holdsWords(of: video, duration: $0) }, &outcome)
        return outcome
    }
}
