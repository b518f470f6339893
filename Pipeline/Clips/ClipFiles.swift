import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import Transcript

/// The files of one clip under their published names, and what is said of them in the record.
struct ClipFiles: Sendable {
    private(set) var result: ClipResult
    private(set) var outputs: [StageOutcome.Output] = []
    private let moment: MomentEntry
    /// The path of all of them below the video's folder, without their endings.
    let stem: String

    init(moment: MomentEntry, fingerprint: String, name: String) {
        self.moment = moment
        stem = "clips/\(name)"
        result = ClipResult(momentId: moment.id, fingerprint: fingerprint)
    }

    /// Adds the finished clip and its captions. The captions are laid on the clip's first instant, which may be a
    /// fraction of a frame after the moment's own start.
    mutating func add(_ ready: ClipWorkspace.Ready, captions: Captions?) throws {
        let clip = "\(stem).mp4"
        let thumbnail = "\(stem).jpg"
        outputs += [.made(ready.clip, path: clip), .made(ready.thumbnail, path: thumbnail)]
        result.file = clip
        result.sha256 = ready.clipDigest
        result.thumbnail = thumbnail
        result.thumbnailSHA256 = ready.thumbnailDigest
        result.duration = ready.duration
        result.width = ready.width
        result.height = ready.height
        result.frameRate = ready.frameRate
        result.remote = ready.remote
        var checks = ready.checks
        checks.captionsInBounds = nil
        if let own = ready.own(captions) {
            let names = ClipEntry.Captions(vtt: "\(stem).vtt", srt: "\(stem).srt")
            let folder = ready.clip.removingLastComponent()
            for (path, text) in [(names.vtt, own.webVTT()), (names.srt, own.subRip())] {
                let file = folder.appending(path == names.vtt ? "clip.vtt" : "clip.srt")
                try AtomicFile.write(text.utf8, to: file)
                outputs.append(.made(file, path: path))
            }
            result.captions = names
            let inBounds = own.cues.allSatisfy { $0.start >= 0 && $0.end <= ready.duration + 0.0005 }
            guard inBounds else {
                throw Failure(.bug, "clip \(moment.id): its captions run past its end")
            }
            checks.captionsInBounds = inBounds
        }
        result.checks = checks
    }

    /// Adds the clip in other shapes.
    mutating func add(_ renditions: [RenditionMaker.Made]) {
        guard !renditions.isEmpty else { return }
        result.renditions = renditions.map(\.result)
        outputs += renditions.flatMap(\.outputs)
    }

    /// Says that there is no clip, and why.
    mutating func fail(_ failure: Failure) {
        outputs = []
        result = ClipResult(momentId: moment.id, fingerprint: result.fingerprint)
        result.failure = failure
    }
}

extension ClipWorkspace.Ready {
    /// The talk's captions on the clip's own clock, with what is said in it only; nil where there are none.
    func own(_ captions: Captions?) -> Captions? { checks.own(captions, of: duration) }
}

extension ClipChecks {
    /// The talk's captions on the clock of the clip that was checked, which lasts so many seconds; nil where there are none.
    func own(_ captions: Captions?, of duration: Double) -> Captions? {
        let start = startTime ?? firstFrameTime
        guard let trimmed else { return captions?.clipped(from: start, to: start + duration) }
        let whole = captions?.clipped(from: start, to: start + duration + trimmed.seconds)
        guard var own = whole?.shortened(by: trimmed.ranges) else { return nil }
        // Times are rounded twice.
        own.cues = own.cues.filter { $0.start < duration }.map { cue in
            var cue = cue
            cue.end = min(cue.end, duration)
            return cue
        }
        return own
    }
}
