import Manifest
import Media
import MuxVideo
import Settings
import StateFiles

/// Stage 2. On host `local` an asset is ready when it can be read to its end, or as far as a recording got that broke off, and its
/// tracks are known; on host `mux` also Mux must have made it ready. What it is like is measured on the file here, on either.
struct AwaitAsset: Stage {
    let name = StageName.awaitAsset

    func fingerprint(_ video: VideoState) -> String {
        var fingerprint = Fingerprint("await-asset", version: 1)
        fingerprint.add("host", video.settings.host.rawValue)
        fingerprint.add("source", video.id.sha256)
        if video.settings.host == .mux { fingerprint.add("asset", video.muxAssetOnce) }
        if video.settings.wholeOnly { fingerprint.add("whole_only", true) }
        return fingerprint.digest()
    }

    func run(_ work: Work) async throws -> StageOutcome {
        let (reading, picture) = try await work.probe.read(wholeOnly: work.video.settings.wholeOnly)
        let probe = reading.probe
        let rate = (picture.nominalRate ?? picture.averageRate)?.value
        var asset = Manifest.Asset(
            duration: probe.duration.roundedToThousandth,
            width: picture.width,
            height: picture.height,
            frameRate: rate?.roundedToThousandth,
            codecs: Source.Codecs(video: picture.codec, audio: probe.mainAudio?.codec),
            audioTracks: probe.audio.count,
            textTracks: probe.text.count(where: \.holdsWords)
        )
        asset.add(probe.audio)
        if picture.hasClosedCaptions { asset.closedCaptions = true }
        asset.timecode = probe.timecode
        var outcome = StageOutcome(
            engine: Engine(name: "ffprobe", version: work.tools.version),
            result: .asset(asset),
            notes: reading.notes
        )
        if work.video.settings.host == .mux {
            outcome.remoteIds = try await ready(work, duration: probe.duration)
            outcome.engine = Engine(name: "mux", version: MuxAccount.api)
        }
        return outcome
    }

    /// Waits until Mux has made the asset; returns its ids.
    private func ready(_ work: Work, duration: Double) async throws -> [String: String] {
        let ledger = try work.ledger()
        let id = try work.video.muxAsset()
        guard var object = await ledger.content.objects.last(where: { $0.assetId == id }) else {
            throw Failure(
                .config,
                "\(work.input.name): asset \(id) is not in the ledger; smartclip retry \(work.video.folder.name) --from upload"
            )
        }
        let asset = try await MuxAssetWait(account: try work.services.mux.open(), ledger: ledger).ready(
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
}

extension Manifest.Asset {
    /// Adds what the sound says of its language, where it says anything.
    fileprivate mutating func add(_ audio: [AudioTrack]) {
        guard audio.contains(where: { $0.language != nil }) else { return }
        audioLanguages = audio.map { $0.language ?? "und" }
        let main = audio.firstIndex(where: \.isDefault) ?? 0
        if main > 0 { mainAudio = main + 1 }
    }
}

extension TextTrack {
    /// Whether it holds all that is said.
    var holdsWords: Bool { isTextual && !isForced && !isOther }
}

extension Double {
    /// Rounded to three decimals, which is what stands in files: milliseconds of a time.
    var roundedToThousandth: Double { (self * 1000).rounded() / 1000 }
}
