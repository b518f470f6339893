import Manifest
import Media
import StateFiles

/// Stage 1. Host `local` uploads nothing: the video is known by its content, which was read to find its folder.
struct Upload: Stage {
    let name = StageName.upload

    func fingerprint(_ video: VideoState) -> String {
        var fingerprint = Fingerprint("upload", version: 1)
        fingerprint.add("host", video.settings.host.rawValue)
        fingerprint.add("source", video.id.sha256)
        return fingerprint.digest()
    }

    func run(_ work: Work) throws -> StageOutcome {
        let facts: FileFacts
        do {
            facts = try FileFacts(of: work.input.descriptor, name: work.video.source)
        } catch {
            throw Failure.of(error)
        }
        return StageOutcome(
            engine: Engine(name: "local", version: Version.current),
            result: .source(
                Source(path: work.video.source.recorded, bytes: facts.bytes, sha256: work.video.id.sha256)
            )
        )
    }
}
