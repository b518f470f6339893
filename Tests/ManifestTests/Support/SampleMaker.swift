import FoundationEssentials

@testable import Manifest

/// Makes a value of every published type, with a choice of which optionals are set.
struct SampleMaker {
    /// Which optionals are set.
    enum Presence {
        case all
        case none
        case random(seed: UInt64)
    }

    private let presence: Presence
    private var generator: SplitMix64

    init(_ presence: Presence) {
        self.presence = presence
        generator = if case .random(let seed) = presence { SplitMix64(state: seed) } else { SplitMix64(state: 0) }
    }

    static let digest = String(repeating: "0123456789abcdef", count: 4)
    static let early = Timestamp(Date(timeIntervalSince1970: 1_795_000_000.25))
    static let late = Timestamp(Date(timeIntervalSince1970: 1_795_003_600))

    mutating func isSet() -> Bool {
        switch presence {
        case .all: true
        case .none: false
        case .random: Bool.random(using: &generator)
        }
    }

    mutating func maybe<Value>(_ value: Value) -> Value? {
        isSet() ? value : nil
    }

    mutating func list<Value>(_ value: Value) -> [Value] {
        isSet() ? [value] : []
    }

    mutating func failure() -> Failure {
        Failure(
            .transient,
            "The disk is full: free 2 GB below /clips.",
            detail: maybe("write: No space left on device"),
            retryAt: maybe(Self.late)
        )
    }

    mutating func codecs() -> Source.Codecs {
        Source.Codecs(video: maybe("h264"), audio: maybe("aac"))
    }

    mutating func source() -> Source {
        let codecs = codecs()
        return Source(
            path: "/inbox/talks/keynote.mp4",
            bytes: 123_456_789,
            sha256: Self.digest,
            duration: maybe(3725.48),
            width: maybe(1920),
            height: maybe(1080),
            frameRate: maybe(29.97002997),
            codecs: maybe(codecs)
        )
    }

    mutating func transcript() -> TranscriptInfo {
        var info = TranscriptInfo(
            path: maybe("transcript.vtt"),
            language: maybe("en"),
            origin: .beside,
            words: 9000
        )
        info.file = maybe("talk.en.vtt")
        info.reason = maybe("in the language of the sound (en)")
        return info
    }

    mutating func moment(_ boundary: MomentEntry.Boundary = .sentence) -> MomentEntry {
        MomentEntry(
            id: "m1",
            videoId: "0123456789abcdef",
            startTime: 10.5,
            endTime: 40,
            title: "The surprising truth",
            description: "What nobody expected.",
            reason: "A turn in the story.",
            score: 1,
            scoreParts: isSet() ? ["energy": 0.25, "novelty": -0.125] : [:],
            quote: "And then it worked.",
            boundary: boundary,
            caption: maybe("It worked."),
            hashtags: maybe(["#truth"]),
            history: maybe([
                MomentChange(
                    changedAt: Self.late,
                    startTime: 8.25,
                    endTime: 40,
                    remark: "start at the question",
                    reason: "It begins with the question now.",
                    engine: Engine(name: "openai", version: "gpt-5-mini")
                )
            ])
        )
    }

    mutating func rejected() -> RejectedEntry {
        RejectedEntry(
            startTime: 0,
            endTime: 25,
            title: maybe("Hello everybody"),
            description: maybe("Who speaks, and why."),
            reason: "Opens a story.",
            score: 0.5,
            scoreParts: maybe(["story": 0.25]),
            quote: "",
            boundary: maybe(.sentence),
            passedOver: maybe("A greeting.")
        )
    }

    mutating func checks() -> ClipChecks {
        ClipChecks(
            decodes: true,
            frames: 884,
            framesExpected: 884,
            frameRate: 29.97002997,
            firstFrameTime: 10.510_5,
            lastFrameTime: 39.973_3,
            firstFrameDifference: 0.8,
            lastFrameDifference: 1.1,
            audioVideoGap: maybe(-0.004),
            loudness: maybe(-14.1),
            truePeak: maybe(-1.2),
            captionsInBounds: maybe(true),
            startTime: maybe(10.510_5),
            lengthDifference: maybe(-0.012),
            trimmed: maybe(ClipChecks.Trimmed([1.5..<2.25, 7..<7.934_267])),
            cut: maybe(
                ClipChecks.Cut(
                    copiedFrames: 860,
                    encodedFrames: 24,
                    seams: [0.801],
                    parameterSets: 1,
                    similarity: 0.9871
                )
            ),
            notes: list("The sound is silence and was left as it is.")
        )
    }

    mutating func clip(_ status: ClipStatus) -> ClipEntry {
        var clip = ClipEntry(id: "c1", momentId: "m1", status: status)
        clip.assetId = maybe("asset")
        clip.playbackId = maybe("playback")
        clip.downloadURL = maybe("https://example.com/clip.mp4")
        clip.playbackPolicy = maybe("signed")
        clip.width = maybe(1920)
        clip.height = maybe(1080)
        clip.frameRate = maybe(29.97)
        clip.file = status == .ready ? "clips/01-the-surprising-truth.mp4" : nil
        clip.duration = status == .ready ? 29.5 : nil
        clip.captions = maybe(.init(vtt: "clips/01.vtt", srt: "clips/01.srt"))
        clip.thumbnail = maybe("clips/01.jpg")
        clip.text = maybe("clips/01.txt")
        clip.caption = maybe("It worked.")
        clip.hashtags = list("#truth")
        clip.posts = list(PostEntry(platform: "x", text: "It worked.", hashtags: ["#truth"]))
        let checks = checks()
        clip.checks = maybe(checks)
        let failure = failure()
        clip.error = status == .error ? failure : nil
        return clip
    }
}
