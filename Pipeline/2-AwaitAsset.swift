import Manifest
import Media
import StateFiles

/// Stage 2. On host `local` an asset is ready when its container can be read to the end and its tracks are known.
struct AwaitAsset: Stage {
    let name = StageName.awaitAsset

    func fingerprint(_ video: VideoState) -> String {
        var fingerprint = Fingerprint("await-asset", version: 1)
        fingerprint.add("host", video.settings.host.rawValue)
        fingerprint.add("source", video.id.sha256)
        return fingerprint.digest()
    }

    func run(_ work: Work) async throws -> StageOutcome {
        let probe = try await media { () throws(MediaError) in
            let probe = try await work.tools.probe(work.input)
            try await work.tools.checkReadable(work.input, probe: probe)
            return probe
        }
        guard let picture = probe.video else {
            throw Failure(
                .input,
                "\(work.input.name): has no picture, only sound; SmartClip makes clips of videos"
            )
        }
        let rate = (picture.nominalRate ?? picture.averageRate)?.value
        return StageOutcome(
            engine: Engine(name: "ffprobe", version: work.tools.version),
            result: .asset(
                Asset(
                    duration: probe.duration.milliseconds,
                    width: picture.width,
                    height: picture.height,
                    frameRate: rate?.milliseconds,
                    codecs: Source.Codecs(video: picture.codec, audio: probe.mainAudio?.codec),
                    audioTracks: probe.audio.count,
                    textTracks: probe.text.count { $0.isTextual && !$0.isForced }
                )
            )
        )
    }
}

extension Double {
    /// Rounded to three decimals, which is what stands in files: milliseconds of a time.
    var milliseconds: Double { (self * 1000).rounded() / 1000 }
}
