import StateFiles
import SystemPackage

/// The caption files of a folder, found by the video's name: `talk.vtt`, `talk.srt`, `talk.en.vtt` for `talk.mp4`.
struct CaptionFiles {
    private var byStem: [[UInt8]: [FilePath.Component]] = [:]

    /// Sorts a folder's names once; each video then finds its own in one look-up.
    init(_ names: [FilePath.Component]) {
        for name in names where ["vtt", "srt"].contains(name.lowercasedExtension) {
            let bytes = name.bytes
            let stem = Array(bytes.prefix(name.stemLength))
            byStem[stem, default: []].append(name)
            // Up to two tags may stand between the name and the ending: `talk.en.vtt`, `talk.forced.en.srt`.
            var rest = stem
            for _ in 0..<2 {
                guard let dot = rest.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { break }
                rest = Array(rest[..<dot])
                byStem[rest, default: []].append(name)
            }
        }
    }

    /// The captions of a video, best first: without a tag before with one, WebVTT before SubRip, then by name.
    func beside(_ video: FilePath.Component) -> [FilePath.Component] {
        let stem = Array(video.bytes.prefix(video.stemLength))
        return (byStem[stem] ?? []).sorted { rank($0, stem) < rank($1, stem) }
    }

    private func rank(_ name: FilePath.Component, _ stem: [UInt8]) -> (Int, Int, String) {
        (name.stemLength == stem.count ? 0 : 1, name.lowercasedExtension == "vtt" ? 0 : 1, name.string)
    }
}
