import Manifest
import Media
import StateFiles

/// Stage 1. Host `local` uploads nothing: the video is known by its content, which was read to find its folder. Host `mux` sends it
/// to Mux, once.
struct Upload: Stage {
    let name = StageName.upload

    func fingerprint(_ video: VideoState) -> String {
        var fingerprint = Fingerprint("upload", version: 1)
        fingerprint.add("host", video.settings.host.rawValue)
        fingerprint.add("source", video.id.sha256)
        if video.settings.host == .mux { fingerprint.add("variant", video.settings.muxVariant) }
        return fingerprint.digest()
    }

    func run(_ work: Work) async throws -> StageOutcome {
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
        if work.video.settings.host == .mux {
            let account = try work.services.mux.open()
            try account.require(work.video.settings)
            // What is no video is not sent, let alone paid for.
            _ = try await AwaitAsset.probe(work)
            let object = try await MuxSource(work: work, account: account, ledger: try work.ledger()).stand()
            outcome.engine = Engine(name: "mux", version: MuxAccount.api)
            outcome.remoteIds["upload_id"] = object.uploadId
            outcome.remoteIds["asset_id"] = object.assetId
        }
        return outcome
    }
}
