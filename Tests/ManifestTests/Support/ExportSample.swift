@testable import Manifest

/// A small manifest for the exporters: two minutes and a half at 25 frames a second, three moments, the first two
/// not in the order of the video.
enum ExportSample {
    static func manifest(
        frameRate: Double? = 25,
        hasPicture: Bool = true,
        hasSound: Bool = true,
        duration: Double = 150,
        spans: [(Double, Double)] = [(60.5, 90), (12.345, 40), (100, 140.02)],
        titles: [String] = ["Why <it> works", "The surprising truth", ""]
    ) -> VideoManifest {
        var manifest = VideoManifest(
            id: "0123456789abcdef",
            status: .ready,
            source: Source(
                path: "/inbox/key note.mp4",
                bytes: 1,
                sha256: SampleMaker.digest,
                duration: duration,
                frameRate: frameRate,
                codecs: Source.Codecs(video: hasPicture ? "h264" : nil, audio: hasSound ? "aac" : nil)
            ),
            createdAt: SampleMaker.early,
            updatedAt: SampleMaker.late
        )
        manifest.duration = duration
        manifest.transcript = TranscriptInfo(path: "transcript.vtt", language: "en", origin: .beside, words: 300)
        for (index, (span, title)) in zip(spans, titles).enumerated() {
            manifest.moments.append(moment(index, span, title))
            var clip = ClipEntry(id: "c\(index)", momentId: "m\(index)", status: .ready)
            clip.file = "clips/0\(index + 1).mp4"
            clip.hashtags = ["#truth"]
            manifest.clips.append(clip)
        }
        return manifest
    }

    private static func moment(_ index: Int, _ span: (Double, Double), _ title: String) -> MomentEntry {
        MomentEntry(
            id: "m\(index)",
            videoId: "0123456789abcdef",
            startTime: span.0,
            endTime: span.1,
            title: title,
            description: "What is said.",
            reason: "A turn\nin the story.",
            score: 0.5,
            scoreParts: [:],
            quote: "And then it worked.",
            boundary: .sentence
        )
    }
}
