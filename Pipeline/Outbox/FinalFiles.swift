import FoundationEssentials
package import Manifest
import Pages
import StateFiles
import SystemPackage
import Transcript

/// Writes what is made of all stages together: the page, and last the manifest.
package struct FinalFiles {
    private let state: RecordedVideo
    /// The first stage that must still run although its record says `done`.
    package var pending: StageName?

    package init(of state: RecordedVideo, pending: StageName? = nil) {
        self.state = state
        self.pending = pending
    }

    /// The files as they should be, the manifest last.
    package struct Expected {
        package let manifest: VideoManifest
        package let files: [(path: String, content: [UInt8])]
    }

    /// What the records come to.
    package func expected() throws -> Expected {
        let manifest = try ManifestBuilder(state: state, pending: pending).build()
        let page = VideoPage(manifest: manifest, folder: state.folder.name, captions: try captions(manifest))
        return Expected(
            manifest: manifest,
            files: [
                (VideoFolder.page, Array(page.html().utf8)),
                (VideoFolder.manifest, Array(try JSONText.file(manifest))),
            ]
        )
    }

    /// Writes the files where they differ from what is there, and says what the manifest says.
    package func write() throws -> VideoManifest {
        let expected = try expected()
        for (path, content) in expected.files {
            try state.folder.file(path).writeIfChanged(content)
        }
        return expected.manifest
    }

    /// The captions of each clip, which the page holds itself: a browser loads none from a file beside a page on disk.
    private func captions(_ manifest: VideoManifest) throws -> [String: [PageCue]] {
        var captions: [String: [PageCue]] = [:]
        for clip in manifest.clips {
            guard let vtt = clip.captions?.vtt, let bytes = try state.folder.file(vtt).readIfPresent() else {
                continue
            }
            // Damaged captions are made again by their own stage; the page does without them until then.
            guard let parsed = try? Captions(parsing: bytes, format: .webVTT) else { continue }
            captions[clip.id] = parsed.cues.map { cue in
                PageCue(start: cue.start, end: cue.end, text: CueText(parsing: cue.text).plainText)
            }
        }
        return captions
    }
}
