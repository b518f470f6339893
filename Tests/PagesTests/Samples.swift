import FoundationEssentials
import Manifest
import Pages

/// Manifests for tests, with one text in all places that come from outside.
enum Samples {
    static let time = Timestamp(Date(timeIntervalSinceReferenceDate: 817_041_900))

    /// A video that is ready, with two clips, of which the second has failed where `status` is `partial`.
    static func video(_ text: String = "text", status: VideoStatus = .ready, language: String? = "en") -> VideoManifest
    {
        var source = Source(path: text, bytes: 1_234_567, sha256: "", duration: 600, width: 1280, height: 720)
        source.codecs = Source.Codecs(video: "h264", audio: "aac")
        var video = VideoManifest(id: "v", status: status, source: source, createdAt: time, updatedAt: time)
        video.duration = 600
        video.transcript = TranscriptInfo(path: "transcript.vtt", language: language, origin: .beside, words: 1204)
        video.moments = (0..<2).map { moment($0, text) }
        video.clips = (0..<2).map { clip($0, text) }
        video.rejected = [
            RejectedEntry(
                startTime: 3,
                endTime: 40,
                title: text,
                reason: text,
                score: 0.5,
                quote: text,
                passedOver: text
            )
        ]
        video.notes = [text]
        video.scoreCurve = [0.1, 0.9, 0.4]
        if status == .partial {
            let failure = Failure(.transient, text, detail: text, retryAt: time)
            video.clips[1].status = .error
            video.clips[1].error = failure
            video.error = StageFailure(stage: .clip, failure: failure)
        }
        return video
    }

    static func captions(_ text: String = "text") -> [String: [PageCue]] {
        ["c0": [PageCue(start: 0, end: 1.5, text: text)], "c1": [PageCue(start: 0.25, end: 2, text: text)]]
    }

    private static func moment(_ index: Int, _ text: String) -> MomentEntry {
        let start = Double(index) * 300 + 10
        return MomentEntry(
            id: "m\(index)",
            videoId: "v",
            startTime: start,
            endTime: start + 38,
            title: text,
            description: text + ".",
            reason: text,
            score: 0.8,
            scoreParts: ["hook": 0.5, text: -0.25],
            quote: text,
            boundary: .sentence
        )
    }

    private static func clip(_ index: Int, _ text: String) -> ClipEntry {
        var clip = ClipEntry(id: "c\(index)", momentId: "m\(index)", status: .ready)
        clip.file = "clips/\(text).mp4"
        clip.duration = 38
        clip.captions = ClipEntry.Captions(vtt: "clips/\(text).vtt", srt: "clips/\(text).srt")
        clip.thumbnail = "clips/\(text).jpg"
        clip.text = "clips/\(text).txt"
        clip.caption = text
        clip.hashtags = ["#one", text]
        clip.posts = [
            PostEntry(platform: "x", text: text, hashtags: ["#one", text]),
            PostEntry(platform: text, text: "Other.", hashtags: []),
        ]
        clip.checks = ClipChecks(
            decodes: true,
            frames: 1140,
            framesExpected: 1140,
            frameRate: 30,
            firstFrameTime: 10,
            lastFrameTime: 47.967,
            firstFrameDifference: 0.5,
            lastFrameDifference: 0.75,
            audioVideoGap: -0.012,
            loudness: -14.06,
            truePeak: -1.3,
            captionsInBounds: true,
            notes: [text]
        )
        return clip
    }
}

/// What a name, a caption or a model's words may hold at worst.
let hostileTexts: [String] = [
    "\"><script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>",
    "javascript:alert(1)", "<\u{338}script>alert(1)<\u{338}/script>", "\"\u{301} onload=alert(1) x=\"\u{301}",
    "<!--", "-->", "<![CDATA[", "]]>", "&lt;b&gt; &amp &#60;", "' onclick='alert(1)", "`", "a\nb\r\nc\rd",
    "\u{202E}gnp.exe\u{2066}", "\u{2028}\u{2029}", "\u{0}\u{1}\u{1B}[31m\u{7F}\u{85}" + noncharacters,
    "../../etc/passwd", "//elsewhere.example/x", "a#b?c%20d e\\f", String(repeating: "é", count: 127) + "x",
    "👩‍👩‍👧‍👦 שלום مرحبا", " ", "{{x}}${y}",
]

/// Swift has no literals of them.
private let noncharacters = [0xFDD0, 0xFFFF, 0x10FFFF].compactMap { (value: UInt32) in Unicode.Scalar(value) }
    .map(String.init).joined()
