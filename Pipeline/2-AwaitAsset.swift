import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles

/// Stage 2. An asset is ready when the file here can be read to its end, or as far as a recording got that broke off, its tracks are
/// known, and the host can work with it. What it is like is measured on the file here, whoever the host is.
struct AwaitAsset: Stage {
    let name = StageName.awaitAsset

    func fingerprint(_ video: VideoState) -> String {
        var fingerprint = Fingerprint("await-asset", version: 1)
        fingerprint.add("host", video.host.name.rawValue)
        fingerprint.add("source", video.id.sha256)
        video.host.identify(name, of: video, in: &fingerprint)
        if video.settings.wholeOnly { fingerprint.add("whole_only", true) }
        return fingerprint.digest()
    }

    func obstacle(_ video: VideoState) -> Failure? { video.host.obstacle(to: name, video.settings) }

    func run(_ work: StageWork) async throws -> StageOutcome {
        let reading = try await work.probe.read(wholeOnly: work.video.settings.wholeOnly)
        let probe = reading.probe
        let picture = probe.video
        let rate = (picture?.nominalRate ?? picture?.averageRate)?.value
        var asset = Manifest.Asset(
            duration: probe.duration.roundedToThousandth,
            width: picture?.width,
            height: picture?.height,
            frameRate: rate?.roundedToThousandth,
            codecs: Source.Codecs(video: picture?.codec, audio: probe.mainAudio?.codec),
            audioTracks: probe.audio.count,
            textTracks: probe.text.count(where: \.holdsWords)
        )
        asset.add(probe.audio)
        if picture?.hasClosedCaptions == true { asset.closedCaptions = true }
        asset.timecode = probe.timecode
        var outcome = StageOutcome(
            engine: Engine(name: "ffprobe", version: work.tools.version),
            result: .asset(asset),
            notes: reading.notes
        )
        try await work.video.host.awaitAsset(work, duration: probe.duration, &outcome)
        return outcome
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
