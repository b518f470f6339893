import FoundationEssentials
import Manifest
import Outbox
import StateFiles

/// A video's manifest as it was read, with what the desk needs of it at once: the bytes to answer with, and which files it names.
struct Published: Sendable {
    let validator: Validator
    let manifest: VideoManifest
    /// `{"success":true,"video":…`, to which more members and the end are added.
    let answer: [UInt8]
    /// Below the video's folder; none of them is given out that is not in here.
    let files: Set<String>

    init(_ manifest: VideoManifest, text: [UInt8], tag: String) {
        self.manifest = manifest
        validator = Validator(tag)
        var answer = Array(#"{"success":true,"video":"#.utf8)
        answer += text.last == UInt8(ascii: "\n") ? text.dropLast() : text[...]
        self.answer = answer
        files = Self.files(of: manifest)
    }

    private static func files(of manifest: VideoManifest) -> Set<String> {
        var paths: [String?] = [manifest.transcript?.path, VideoFolder.text]
        for clip in manifest.clips {
            paths += [clip.file, clip.thumbnail, clip.text, clip.captions?.vtt, clip.captions?.srt]
            for rendition in clip.renditions ?? [] { paths += [rendition.file, rendition.thumbnail] }
        }
        return Set(paths.compactMap { $0 }.filter(\.isBelow))
    }
}
