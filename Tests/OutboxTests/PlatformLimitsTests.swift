import Manifest
import Testing

@testable import Outbox

/// What a clip's files are for sites: which of them to post, and what exceeds a limit.
@Suite struct PlatformLimitsTests {
    private func clip(seconds: Double = 60, width: Int = 1920, height: Int = 1080, rate: Double = 30) -> ClipResult {
        var clip = ClipResult(momentId: "m1", fingerprint: "f")
        clip.file = "clips/01-a.mp4"
        clip.duration = seconds
        clip.width = width
        clip.height = height
        clip.frameRate = rate
        return clip
    }

    private func rendition(_ format: String, _ width: Int, _ height: Int, bytes: Int = 5_000_000) -> RenditionResult {
        var entry = RenditionEntry(format: format, width: width, height: height)
        entry.file = "clips/01-a.\(format).mp4"
        entry.bytes = bytes
        return RenditionResult(fingerprint: "f", sha256: nil, thumbnailSHA256: nil, entry: entry)
    }

    private func post(_ platform: String, _ clip: ClipResult, bytes: Int = 1_000_000) -> PostEntry {
        PostEntry(platform: platform, text: "A line.", hashtags: []).with(clip) { _ in bytes }
    }

    @Test func theFileOfLimitsIsReadAndDated() {
        let limits = PlatformLimits.known
        #expect(limits.dated.count == 10)
        #expect(Set(limits.platforms.keys) == ["youtube_shorts", "tiktok", "instagram", "linkedin", "x"])
        for site in limits.platforms.values {
            #expect(site.seconds.count == 2 && site.frameRate.count == 2 && site.bytes > 0)
        }
    }

    @Test func eachSiteGetsTheShapeThatItShowsBest() {
        var clip = clip()
        clip.renditions = [rendition("9x16", 1080, 1920), rendition("4x5", 1080, 1350)]
        #expect(post("tiktok", clip).file == "clips/01-a.9x16.mp4")
        #expect(post("linkedin", clip).file == "clips/01-a.4x5.mp4")
        #expect(post("x", clip).file == "clips/01-a.mp4")
        #expect(post("somewhere", clip).file == nil && post("somewhere", clip).limits == nil)
        clip.renditions?[0].entry.file = nil
        #expect(post("tiktok", clip).file == "clips/01-a.mp4", "one that failed is not posted")
        clip.file = nil
        #expect(post("tiktok", clip).file == nil)
    }

    @Test func whatExceedsALimitIsToldInASentence() {
        #expect(post("x", clip(seconds: 171)).limits == ["It is 171 s long; X takes at most 140."])
        #expect(post("x", clip(seconds: 140)).limits == [])
        #expect(post("tiktok", clip(seconds: 2.5)).limits == ["It is 2.5 s long; TikTok takes no less than 3."])
        #expect(
            post("tiktok", clip(width: 640, height: 360)).limits
                == ["It is 640x360; TikTok takes no side of less than 540."]
        )
        #expect(
            post("instagram", clip(width: 3840, height: 2160), bytes: 400_000_000).limits
                == [
                    "It is 3840x2160; Instagram takes no side of more than 1920.",
                    "It has 400 MB; Instagram takes at most 314.",
                ]
        )
        #expect(post("youtube_shorts", clip()).limits?.count == 1, "a wide one is no Short")
        #expect(post("linkedin", clip(rate: 120)).limits == ["It has 120 frames a second; LinkedIn takes at most 60."])
    }
}
