@testable import Manifest

extension SampleMaker {
    mutating func manifest(_ status: VideoStatus) -> VideoManifest {
        var manifest = VideoManifest(
            id: "0123456789abcdef",
            status: status,
            source: source(),
            createdAt: Self.early,
            updatedAt: Self.late
        )
        manifest.uploadId = maybe("upload")
        manifest.assetId = maybe("asset")
        manifest.playbackId = maybe("playback")
        manifest.duration = maybe(3725.48)
        let transcript = transcript()
        manifest.transcript = maybe(transcript)
        let error = StageFailure(stage: .awaitAsset, failure: failure())
        manifest.error = status == .error ? error : maybe(error)
        manifest.moments = MomentEntry.Boundary.allCases.map { moment($0) }
        manifest.clips = ClipStatus.allCases.map { clip($0) }
        manifest.rejected = [rejected()]
        manifest.notes = list("Fewer moments than usual.")
        manifest.scoreCurve = isSet() ? [0, 0.5, 1] : []
        manifest.engines = isSet() ? ["await-asset": Engine(name: "ffprobe", version: "5.1.6")] : [:]
        manifest.cost = Cost(seconds: 12.25, requests: 2)
        manifest.cost.tokensIn = 100
        manifest.cost.usd = 0.0125
        return manifest
    }

    mutating func momentsFile() -> MomentsFile {
        MomentsFile(
            videoId: "0123456789abcdef",
            analyst: Engine(name: "extractive", version: "1"),
            moments: MomentEntry.Boundary.allCases.map { moment($0) },
            rejected: [rejected()],
            notes: list("Fewer moments than usual.")
        )
    }

    mutating func watchStatus() -> WatchStatus {
        var status = WatchStatus(
            pid: 4711,
            host: "studio",
            inbox: "/srv/inbox",
            startedAt: Self.early,
            updatedAt: Self.late,
            mode: "events"
        )
        status.paused = maybe("only 12 MB are free, and 1000 are to stay free")
        status.waiting = list(
            WatchStatus.Waiting(path: "/srv/inbox/talk.mp4", reason: "is empty", until: maybe(Self.late))
        )
        return status
    }

    mutating func spendingLine() -> SpendingLine {
        var amount = SpendingLine.Amount()
        amount.promptTokens = 12_000
        amount.audioSeconds = 1.5
        amount.usd = maybe(0.0125)
        return SpendingLine(
            id: "0123456789abcdef",
            at: Self.early,
            state: .answered,
            video: "0123456789abcdef",
            stage: .analyze,
            model: "gpt-5-mini",
            amount: amount
        )
    }

    mutating func ledger() -> RemoteLedger {
        var ledger = RemoteLedger(video: "0123456789abcdef", folder: "talks/keynote")
        for purpose in RemoteObject.Purpose.allCases {
            for status in RemoteObject.Status.allCases {
                var object = RemoteObject(
                    key: "smartclip-0-1",
                    host: "mux",
                    purpose: purpose,
                    variant: "public default"
                )
                object.status = status
                object.momentId = maybe("m1")
                object.fingerprint = maybe(Self.digest)
                object.askedAt = maybe(Self.early)
                object.madeAt = maybe(Self.early)
                object.endedAt = maybe(Self.late)
                object.uploadId = maybe("upload")
                object.assetId = maybe("asset")
                object.playbackId = maybe("playback")
                object.note = maybe("deleted by smartclip clean")
                ledger.objects.append(object)
            }
        }
        return ledger
    }

    mutating func record(_ stage: StageName, _ status: StageRecord.Status) -> StageRecord {
        var record = StageRecord(stage: stage, attempt: 2, startedAt: Self.early, fingerprint: Self.digest)
        record.status = status
        record.engine = maybe(Engine(name: "ffmpeg", version: "5.1.6"))
        record.outputs = list(OutputFile(path: "clips/01.mp4", bytes: 0, sha256: Self.digest))
        record.remoteIds = isSet() ? ["upload": "u1"] : [:]
        let result = result(of: stage)
        switch status {
        case .running:
            record.result = maybe(result)
        case .done:
            record.finishedAt = Self.late
            record.result = result
        case .failed:
            record.finishedAt = Self.late
            record.failure = failure()
            record.result = maybe(result)
        }
        return record
    }

    mutating func result(of stage: StageName) -> StageResult {
        switch stage {
        case .upload:
            return .source(source())
        case .awaitAsset:
            var asset = Asset(
                duration: 3725.48,
                width: maybe(1920),
                height: maybe(1080),
                frameRate: maybe(25),
                codecs: codecs(),
                audioTracks: 2,
                textTracks: 0
            )
            asset.audioLanguages = maybe(["eng", "und"])
            asset.mainAudio = maybe(2)
            asset.closedCaptions = maybe(true)
            return .asset(asset)
        case .fetchVTT:
            var result = TranscriptResult(info: transcript(), notes: list("A cue was passed over."))
            result.nothingInside = maybe(true)
            return .transcript(result)
        case .analyze:
            let span = AnalysisResult.Span(id: "m1", startTime: 0, endTime: 25.5)
            return .analysis(AnalysisResult(chosen: list(span), scoreCurve: list(0.5)))
        case .clip:
            return .clips([clipResult()])
        case .caption:
            return .captions([
                CaptionResult(
                    momentId: "m1",
                    file: "clips/01.txt",
                    caption: "It worked.",
                    hashtags: list("#truth"),
                    posts: [PostEntry(platform: "x", text: "It worked.", hashtags: list("#truth"))],
                    fingerprint: String(repeating: "a", count: 64),
                    engine: Engine(name: "extractive", version: "1")
                )
            ])
        }
    }

    private mutating func clipResult() -> ClipResult {
        var clip = ClipResult(momentId: "m1", fingerprint: Self.digest)
        clip.file = maybe("clips/01.mp4")
        clip.captions = maybe(.init(vtt: "clips/01.vtt", srt: "clips/01.srt"))
        clip.thumbnail = maybe("clips/01.jpg")
        clip.duration = maybe(29.5)
        let url: String? = maybe("https://stream.mux.com/playback/highest.mp4")
        let policy: String? = maybe("signed")
        let remote = RemoteClip(assetId: "asset", playbackId: "playback", downloadURL: url, playbackPolicy: policy)
        clip.width = maybe(1920)
        clip.height = maybe(1080)
        clip.frameRate = maybe(29.97)
        clip.remote = maybe(remote)
        let checks = checks()
        clip.checks = maybe(checks)
        let failure = failure()
        clip.failure = maybe(failure)
        return clip
    }
}
