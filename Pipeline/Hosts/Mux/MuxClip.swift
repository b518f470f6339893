import Intake
import Manifest
import Media
import MuxVideo
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage

/// One clip at Mux: an asset of its own, cut from the source's, and its MP4.
struct MuxClip {
    let work: StageWork
    let account: MuxAccount
    let ledger: Ledger
    let moment: MomentEntry

    /// The file of a clip that is fetched.
    private static let rendition = "highest.mp4"
    /// Mux makes none that are shorter, and takes off up to 0.3 s before it measures.
    static let shortest = 0.8

    /// Where the clip is at Mux.
    struct Place: Sendable {
        let asset: String
        let playback: PlaybackID
        let url: String
    }

    private var name: String { "clip \(moment.id)" }

    /// What decides the content of the clip at Mux, beside the variant. The sound is added here: another loudness, or another of
    /// the source's sound tracks, must not be paid for.
    private var fingerprint: String { Self.fingerprint(moment, of: work.video.id) }

    static func fingerprint(_ moment: MomentEntry, of video: VideoID) -> String {
        var fingerprint = Fingerprint("mux clip", version: 1)
        fingerprint.add("source", video.sha256)
        fingerprint.add("start", moment.startTime)
        fingerprint.add("end", moment.endTime)
        return fingerprint.digest()
    }

    /// Makes the clip's asset unless it stands, and waits for its MP4.
    func stand() async throws -> Place {
        if moment.endTime - moment.startTime < Self.shortest {
            throw Failure(
                .input,
                "\(name): is shorter than \(Self.shortest) s, of which Mux makes no clip; give it more time"
            )
        }
        let variant = work.video.muxVariant
        for _ in 0..<3 {
            var object: RemoteObject
            let latest = await ledger.latest(.clip, variant: variant, fingerprint: fingerprint)
            if let latest, latest.status != .gone, latest.status != .failed {
                object = latest
            } else {
                object = await ledger.new(.clip, variant: variant, momentId: moment.id, fingerprint: fingerprint)
            }
            let isOld = object.status == .standing
            if !isOld { try await make(&object) }
            do {
                return try await place(&object)
            } catch let failure as Failure {
                // One that was deleted since it was made is made again.
                guard isOld, object.status == .gone else { throw failure }
            }
        }
        throw Failure(.transient, "\(name): Mux forgot it three times; it is tried again later")
    }

    private func make(_ object: inout RemoteObject) async throws {
        let source = try work.video.recorded.muxAsset()
        let key = object.key
        let settings = work.video.settings
        let request = NewAsset.clip(
            of: source,
            start: moment.startTime,
            end: moment.endTime,
            settings: AssetSettings(
                policy: settings.muxPolicy == .signed ? .signed : .public,
                renditions: [.highest],
                quality: settings.muxQuality.map { AssetSettings.VideoQuality(rawValue: $0.rawValue) },
                maxResolution: work.video.muxTier.asked,
                passthrough: key,
                meta: AssetMeta(title: settings.muxTitle(moment.title), externalID: key)
            )
        )
        let asset: MuxVideo.Asset
        do {
            asset = try await MuxMaker(ledger: ledger).make(&object) { () throws(MuxError) in
                try await account.client.createAsset(request)
            } find: { () throws(MuxError) in
                try await account.client.findAsset { $0.isOf(key) }
            }
        } catch let failure as Failure where failure.class == .input || failure.class == .config {
            // Which of the two is missing, the source or a right, is found out best by looking.
            try await checkSource(source)
            throw failure
        }
        object.madeAt = .now
        object.assetId = asset.id
        object.playbackId = asset.playback?.id
        object.status = .standing
        try await ledger.set(object)
    }

    private func checkSource(_ id: String) async throws {
        do throws(MuxError) {
            _ = try await account.client.asset(id)
        } catch {
            guard error.kind == .notFound else { return }
            throw Failure(
                .config,
                "\(work.input.name): asset \(id) was deleted at Mux, so no clip can be cut from it; "
                    + work.video.muxRemedy
            )
        }
    }

    private func place(_ object: inout RemoteObject) async throws -> Place {
        let wait = MuxAssetWait(account: account, ledger: ledger)
        let again = "smartclip retry \(work.video.folder.name) has the clip made again"
        let limit = Duration.seconds(max(1800, 20 * (moment.endTime - moment.startTime)))
        let asset = try await wait.ready(&object, named: name, again: again, limit: limit)
        guard let playback = asset.playback else {
            throw Failure(.config, "\(name): asset \(asset.id) has no playback id, without which it cannot be fetched")
        }
        if let words = try await rendition(of: asset.id, limit: limit) {
            // Not a clip to come back to: whoever asks for another try gets another one.
            object.status = .failed
            object.endedAt = .now
            object.note = "Mux could not make its MP4: \(words)"
            try await ledger.set(object)
            throw Failure(
                .input,
                "\(name): Mux could not make its MP4: \(words); \(again)"
            )
        }
        let url = account.client.mp4URL(playback: playback, name: Self.rendition)
        return Place(asset: asset.id, playback: playback, url: url)
    }

    /// Waits for the MP4, which the asset is ready before; returns why Mux could not make it, if so.
    private func rendition(of id: String, limit: Duration) async throws -> String? {
        var missed = 0
        return try await MuxWait.until("the MP4 of \(name)", pace: account.looks, limit: limit) {
            () async throws -> String?? in
            let asset = try await muxCall { () throws(MuxError) in try await account.client.asset(id) }
            switch asset.renditionReadiness(named: Self.rendition) {
            case .ready: return .some(nil)
            case .preparing: return nil
            case .skipped:
                throw Failure(
                    .config,
                    "\(name): Mux skipped its MP4, which it does where the plan or the picture has no room for it"
                )
            case .errored(let words): return words
            case .missing:
                missed += 1
                if missed == 4 {
                    do throws(MuxError) {
                        _ = try await account.client.addStaticRendition(asset: id, resolution: .highest)
                    } catch {
                        if error.reach != .unknown || error.isCancelled { throw Failure.of(error) }
                    }
                }
                if missed > 20 {
                    throw Failure(.transient, "\(name): Mux lists no MP4 of it; it is looked at again later")
                }
                return nil
            }
        }
    }

    /// Fetches the MP4.
    func fetch(_ place: Place, to path: FilePath, progress: @escaping @Sendable (Double) -> Void) async throws {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                path,
                .readWrite,
                options: [.create, .truncate, .closeOnExec],
                permissions: FilePermissions(rawValue: 0o666)
            )
        } catch {
            throw FileError("write", path, error as? Errno ?? .ioError)
        }
        do {
            let _: Int64 = try await MuxWait.until("the MP4 of \(name)", pace: account.looks, limit: .seconds(300)) {
                do throws(MuxError) {
                    return try await account.client.download(
                        playback: place.playback,
                        rendition: Self.rendition,
                        to: file,
                        progress: { received, total in
                            if let total, total > 0 { progress(Double(received) / Double(total)) }
                        }
                    )
                } catch {
                    // The host that serves it may be a moment behind the one that calls it ready.
                    if error.kind == .notFound { return nil }
                    throw Failure.of(error)
                }
            }
        } catch {
            // The first error is the one to tell.
            try? file.close()
            throw error
        }
        do { try file.close() } catch { throw FileError("write", path, error as? Errno ?? .ioError) }
    }
}
