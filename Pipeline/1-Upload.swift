import Intake
import Manifest
import Media
import MuxVideo
import Settings
import StateFiles

/// Stage 1. Host `local` uploads nothing: the video is known by its content, which was read to find its folder. Host `mux` sends it
/// to Mux, once.
struct Upload: Stage {
    let name = StageName.upload

    func fingerprint(_ video: VideoState) -> String {
        var fingerprint = Fingerprint("upload", version: 1)
        fingerprint.add("host", video.settings.host.rawValue)
        fingerprint.add("source", video.id.sha256)
        if video.settings.host == .mux {
            let settings = video.settings
            fingerprint.add("variant", settings.muxVariant)
            // What is left to the source changes nothing of what was uploaded before it was asked.
            if settings.muxMaxResolution != .source {
                fingerprint.add("max_resolution", settings.muxMaxResolution.rawValue)
            }
        }
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
        if work.video.settings.host == .mux { try await send(work, &outcome) }
        return outcome
    }

    /// Has the video stand at Mux, with as many lines as the settings and the account allow.
    private func send(_ work: Work, _ outcome: inout StageOutcome) async throws {
        let settings = work.video.settings
        let account = try work.services.mux.open()
        try account.require(settings)
        let picture = try await MuxIntake.look(work.input, work.probe, work.video).picture
        let ledger = try work.ledger()
        var tier = settings.muxTier(of: picture.width, picture.height)
        let object: RemoteObject
        do {
            object = try await MuxSource(work: work, account: account, ledger: ledger, tier: tier).stand()
        } catch let refusal as MuxSource.TierRefused {
            // Who asked for so many lines is told; who left it to the source has what the account allows.
            guard settings.muxMaxResolution == .source else { throw refusal.failure }
            tier = .p1080
            object = try await MuxSource(work: work, account: account, ledger: ledger, tier: tier).stand()
            outcome.notes.append(
                "the Mux account makes nothing above 1080p, so clips are smaller than the video "
                    + "(\(picture.width)x\(picture.height)); mux_max_resolution: 1080p says that this is meant"
            )
        }
        outcome.engine = Engine(name: "mux", version: MuxAccount.api)
        outcome.remoteIds["upload_id"] = object.uploadId
        outcome.remoteIds["asset_id"] = object.assetId
        outcome.remoteIds[MuxTier.recorded] = tier.asked?.rawValue
    }
}
