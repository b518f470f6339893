import Intake
package import Manifest
package import Media
import MuxVideo
package import Outbox
package import Roles
package import Settings
package import StateFiles

/// Host `mux`: the Mux Video API holds the video, hears its words and cuts its clips.
package struct MuxHost: Host {
    package let name = Settings.Host.mux
    let access: MuxAccess
    /// Who cuts what Mux did not cut exactly.
    private let substitute: any Host

    package init(_ access: MuxAccess, substitute: any Host) {
        self.access = access
        self.substitute = substitute
    }

    /// Keeps the account's rates together with all who work on an outbox.
    package func shareTurns(in outbox: Outbox) { access.shareTurns(in: outbox) }

    package var recogniser: (any Recogniser)? { MuxRecogniser(access: access) }

    package func identify(_ stage: StageName, of video: VideoState, in fingerprint: inout Fingerprint) {
        switch stage {
        case .upload:
            fingerprint.add("variant", video.settings.muxVariant)
            // What is left to the source changes nothing of what was uploaded before it was asked.
            if video.settings.muxMaxResolution != .source {
                fingerprint.add("max_resolution", video.settings.muxMaxResolution.rawValue)
            }
        case .awaitAsset: fingerprint.add("asset", video.recorded.muxAssetOnce)
        case .clip: fingerprint.add("mux", video.muxVariant)
        case .fetchVTT, .analyze, .caption: break
        }
    }

    package func obstacle(to stage: StageName, _ settings: Settings) -> Failure? {
        guard [.upload, .awaitAsset, .clip].contains(stage) else { return nil }
        return Failure.thrown { () throws(Failure) in
            let account = try access.open()
            if stage == .upload { try account.require(settings) }
        }
    }

    package func estimate(
        _ input: MediaInput,
        _ probe: SourceProbe,
        _ video: VideoState,
        hasWords: (Double) throws -> Bool
    ) async throws -> (any HostEstimate)? {
        let look = try await MuxIntake.look(input, probe, video.settings, hasWords)
        // It is there already.
        if FetchedCopy.asset(of: video.source) != nil { return nil }
        return MuxEstimate(
            seconds: look.reading.probe.duration,
            width: look.picture.width,
            height: look.picture.height,
            video.settings
        )
    }

    /// Has the video stand at Mux, with as many lines as the settings and the account allow.
    package func upload(_ work: StageWork, hasWords: (Double) throws -> Bool, _ outcome: inout StageOutcome)
        async throws
    {
        if let name = FetchedCopy.asset(of: work.video.source, in: work.outbox) {
            return try await adopt(name, work, hasWords: hasWords, &outcome)
        }
        let settings = work.video.settings
        let account = try access.open()
        try account.require(settings)
        let picture = try await MuxIntake.look(work.input, work.probe, settings, hasWords).picture
        let ledger = try Ledger(of: work)
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

    package func awaitAsset(_ work: StageWork, duration: Double, _ outcome: inout StageOutcome) async throws {
        outcome.remoteIds = try await ready(work, duration: duration)
        outcome.engine = Engine(name: "mux", version: MuxAccount.api)
    }

    /// Waits until Mux has made the asset; returns its ids.
    private func ready(_ work: StageWork, duration: Double) async throws -> [String: String] {
        let id = try work.video.recorded.muxAsset()
        if let name = FetchedCopy.asset(of: work.video.source, in: work.outbox), name.id == id {
            return try await adopted(name, work, duration: duration)
        }
        let ledger = try Ledger(of: work)
        guard var object = await ledger.content.objects.last(where: { $0.assetId == id }) else {
            throw Failure(
                .config,
                "\(work.input.name): asset \(id) is not in the ledger; smartclip retry \(work.video.folder.name) --from upload"
            )
        }
        let asset = try await MuxAssetWait(account: try access.open(), ledger: ledger).ready(
            &object,
            named: work.input.name,
            again: "smartclip retry \(work.video.folder.name) --from upload uploads the video again",
            // Mux needs a part of the video's length; twice that, and half an hour, is more than a bad day takes.
            limit: .seconds(1800 + 2 * duration),
            progress: work.progress
        )
        // Of a video that reached Mux in part the words would end early, and nothing would show it.
        if let length = asset.duration, !asset.isTest, length < duration - max(2, 0.02 * duration) {
            object.status = .failed
            object.endedAt = .now
            object.note = "is \(length.roundedToThousandth) s long instead of \(duration.roundedToThousandth)"
            try await ledger.set(object)
            throw Failure(
                .config,
                "\(work.input.name): asset \(id) at Mux \(object.note ?? ""); smartclip retry \(work.video.folder.name) "
                    + "--from upload uploads the video again"
            )
        }
        guard let playback = asset.playback else {
            throw Failure(
                .config,
                "\(work.input.name): asset \(id) has no playback id, without which nothing can be fetched"
            )
        }
        return ["asset_id": id, "playback_id": playback.id, "playback_policy": playback.policy.rawValue]
    }

    package func cutter(_ work: StageWork, _ probe: Probe) throws -> any ClipCutter {
        MuxCutter(
            work: work,
            probe: probe,
            account: try access.open(),
            ledger: try Ledger(of: work),
            substitute: try substitute.cutter(work, probe)
        )
    }

    package func tidies(_ settings: Settings) -> Bool { settings.muxKeep == .current }

    /// Deletes at Mux what a finished video does not need.
    package func tidy(
        _ video: VideoID,
        _ folder: VideoFolder,
        in outbox: Outbox,
        told: @escaping @Sendable (String) -> Void
    )
        async throws
    {
        try await MuxCleaner(outbox, mux: access).cleanUnused(try Ledger(of: video, folder, in: outbox)) { removed in
            told("deleted at Mux, as no clip needs it: \(removed.what)")
        }
    }
}
