package import Intake
import Manifest
package import Media
import MuxVideo
package import Outbox
import Roles
package import Settings
import StateFiles

// Videos that are at Mux already: their asset takes the place of an upload, and their source is the copy that was read from there.
extension MuxHost {
    package func fetch(
        _ name: AssetName,
        into outbox: Outbox,
        _ tools: MediaTools,
        progress: @escaping @Sendable (Double) -> Void,
        tell: @escaping @Sendable (String) -> Void
    ) async throws -> [SettingKey: String] {
        let copy = FetchedCopy(of: name, in: outbox)
        let note = try await copy.lock.holding {
            // What is here already needs no token.
            if let known = try copy.remembered(), known.isOwn, try copy.isWhole(by: known.note) { return known.note }
            let asset = AdoptedAsset(name: name, account: try access.open())
            let fetch = MuxFetch(asset: asset, copy: copy, tools: tools, progress: progress, tell: tell)
            return try await fetch.fetch()
        }
        return [SettingKey: String](byName: note.flags)
    }

    /// Stage `upload` of such a video: nothing is sent.
    func adopt(
        _ name: AssetName,
        _ work: StageWork,
        hasWords: (Double) throws -> Bool,
        _ outcome: inout StageOutcome
    ) async throws {
        let settings = work.video.settings
        let account = try access.open()
        try account.require(settings)
        let picture = try await MuxIntake.look(work.input, work.probe, settings, hasWords).picture
        let adopted = AdoptedAsset(name: name, account: account)
        let asset = try await adopted.ready(progress: work.progress)
        let tier = settings.muxTier(of: picture.width, picture.height)
        let note = try FetchedCopy(of: name, in: work.outbox).remembered()?.note
        try checkIsFirst(name, work)
        if settings.muxPolicy == .public, try adopted.playback(of: asset).policy == .signed {
            outcome.notes.append(
                "its clips play for everybody, as mux_policy says, and the asset with signed tokens only"
            )
        }
        let ledger = try Ledger(of: work)
        try await ledger.adopt(
            name,
            variant: settings.muxVariant(tier),
            playback: try adopted.playback(of: asset).id,
            askedAt: note?.askedAt
        )
        outcome.engine = Engine(name: "mux", version: MuxAccount.api)
        outcome.remoteIds["asset_id"] = name.id
        outcome.remoteIds[MuxTier.recorded] = tier.asked?.rawValue
        let file = note?.rendition.map { "its \($0) there" } ?? "an MP4 of it there"
        outcome.notes.append(
            "was at Mux already; its source here is \(file) (\(picture.width)x\(picture.height)), not the original, "
                + "and its clips were checked against that"
        )
    }

    /// Throws where the asset is another video of this outbox already: its copy was read from another file, which gave another content,
    /// and all of it would be paid for once more.
    private func checkIsFirst(_ name: AssetName, _ work: StageWork) throws {
        let key = RemoteObject.adoptedKey(of: name)
        for ledger in try work.outbox.allLedgers().read where ledger.video != work.video.id.short {
            guard ledger.objects.contains(where: { $0.key == key }),
                try work.outbox.folder(ledger.folder).record(.upload).record != nil
            else { continue }
            throw Failure(
                .config,
                "\(name): is \(ledger.folder) already, made of another file of it; smartclip clean \(ledger.folder) lets this one "
                    + "take its place"
            )
        }
    }

    /// Stage `await-asset` of such a video: its ids.
    func adopted(_ name: AssetName, _ work: StageWork, duration: Double) async throws -> [String: String] {
        let adopted = AdoptedAsset(name: name, account: try access.open())
        let asset = try await adopted.ready(progress: work.progress)
        guard AdoptedAsset.isWhole(duration, of: asset) else {
            let length = (asset.duration ?? 0).roundedToThousandth
            throw Failure(
                .config,
                "\(name): is \(length) s long at Mux, and its copy here \(duration.roundedToThousandth) s; smartclip clean "
                    + "\(work.video.folder.name) and smartclip run \(name) read it anew"
            )
        }
        let playback = try adopted.playback(of: asset)
        return ["asset_id": name.id, "playback_id": playback.id, "playback_policy": playback.policy.rawValue]
    }
}

extension VideoState {
    /// What helps where its asset is gone.
    var muxRemedy: String {
        FetchedCopy.asset(of: source) == nil
            ? "smartclip retry \(folder.name) --from upload uploads the video again"
            : "smartclip retry \(folder.name) --host local makes its clips from the copy here"
    }
}
