import Framing
import Manifest
import Outbox
import Roles
import Settings
import StateFiles
import Transcript

/// What decides the content of a clip's renditions: they are made again where this changes, and only then.
struct RenditionKey {
    let wishes: RenditionWishes
    let video: VideoState
    let moment: MomentEntry
    /// SHA-256 of the clip.
    let clip: String
    /// The captions on the clip's own clock; nil where the video has no words.
    let captions: Captions?

    /// Seconds at which sentences end, where the camera may turn.
    var sentenceEnds: [Double] { captions?.sentences().map(\.end) ?? [] }

    /// All that decides the content of a rendition.
    func fingerprint(_ format: Settings.Format) throws(Failure) -> String {
        var fingerprint = Fingerprint("rendition", version: 1)
        fingerprint.add("clip", clip)
        fingerprint.add("format", format.rawValue)
        fingerprint.add("crf", video.settings.crf)
        fingerprint.add("preset", video.settings.preset.rawValue)
        if format != .source {
            let wish = wishes.framing(of: moment)
            fingerprint.add("framing", wish.description)
            if wish.looks, !wishes.drawsSound {
                fingerprint.add("sentence ends", sentenceEnds.map { "\($0)" }.joined(separator: " "))
            }
        }
        if looks(format) { fingerprint.add("faces", video.faces?.engine) }
        try wishes.addDrawn(moment, to: &fingerprint)
        if wishes.burnsCaptions {
            fingerprint.add("captions", captions?.webVTT())
            fingerprint.add("language", captions?.language)
        }
        return fingerprint.digest()
    }

    /// Whether who is to be seen matters: for a window that follows, and for captions, which make room for faces.
    func looks(_ format: Settings.Format) -> Bool {
        guard !wishes.drawsSound else { return false }
        return wishes.draws || format != .source && wishes.framing(of: moment).looks
    }
}
