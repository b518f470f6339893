import FoundationEssentials
import Intake
import Manifest
import Media
import Outbox
import Roles
import StateFiles
import SystemPackage

/// The folder in which one clip is made, named by the clip's fingerprint. A clip that was finished there before a kill
/// is taken as it is.
struct ClipWorkspace: Sendable {
    /// The folder.
    let folder: FilePath
    /// The video's folder, where clips of an earlier run stand.
    let video: VideoFolder

    /// A clip and its picture, finished and checked.
    struct Ready: Sendable {
        var duration: Double
        var width: Int?
        var height: Int?
        var frameRate: Double?
        var checks: ClipChecks
        var clip: FilePath
        var thumbnail: FilePath
        var clipDigest: String
        var thumbnailDigest: String
        var remote: RemoteClip?
    }

    private struct Record: Codable {
        var duration: Double
        var width: Int?
        var height: Int?
        var frameRate: Double?
        var checks: ClipChecks
        var clip: String
        var thumbnail: String
        var remote: RemoteClip?
    }

    private var record: FilePath { folder.appending("clip.json") }
    private var clip: FilePath { folder.appending("clip.mp4") }
    private var thumbnail: FilePath { folder.appending("clip.jpg") }

    /// Takes over a clip that an earlier run published, whatever its name was.
    func takeOver(_ fingerprint: String, from previous: StageRecord?) throws -> Ready? {
        guard let previous, case .clips(let clips) = previous.result,
            let old = clips.first(where: { $0.fingerprint == fingerprint && $0.failure == nil }),
            let file = old.file, let image = old.thumbnail, let duration = old.duration, let checks = old.checks,
            let clipDigest = old.sha256, let imageDigest = old.thumbnailSHA256
        else { return nil }
        try clear()
        // Names say nothing: after a kill another clip may stand under this one's. The content is what is taken over.
        for (path, digest, here) in [(file, clipDigest, clip), (image, imageDigest, thumbnail)] {
            guard try Takeover.link(path, digest, of: previous, in: video, to: here) else { return nil }
        }
        let ready = Ready(
            duration: duration,
            width: old.width,
            height: old.height,
            frameRate: old.frameRate,
            checks: checks,
            clip: clip,
            thumbnail: thumbnail,
            clipDigest: clipDigest,
            thumbnailDigest: imageDigest,
            remote: old.remote
        )
        try write(ready)
        return ready
    }

    /// A clip that was finished here before the run was killed.
    func resume() throws -> Ready? {
        // A record that a kill cut short counts as none: the clip is cut again.
        guard let bytes = try Files.readIfPresent(record),
            let record = try? JSONText.decode(Record.self, from: Data(bytes)),
            try FileFacts.ifPresent(clip) != nil, try FileFacts.ifPresent(thumbnail) != nil
        else { return nil }
        return Ready(
            duration: record.duration,
            width: record.width,
            height: record.height,
            frameRate: record.frameRate,
            checks: record.checks,
            clip: clip,
            thumbnail: thumbnail,
            clipDigest: record.clip,
            thumbnailDigest: record.thumbnail,
            remote: record.remote
        )
    }

    /// Empties the folder.
    func clear() throws {
        try Files.removeTree(folder)
        try Files.makeDirectory(folder)
    }

    /// Writes down that the clip is finished; its files are synced first, so that the word is true after a power cut.
    func finish(_ cut: CutClip) throws -> Ready {
        try Files.sync(clip)
        try Files.sync(thumbnail)
        let ready = Ready(
            duration: cut.report.duration.roundedToThousandth,
            width: cut.report.width,
            height: cut.report.height,
            frameRate: cut.report.frameRate.roundedToThousandth,
            checks: ClipChecks(cut.report),
            clip: clip,
            thumbnail: thumbnail,
            clipDigest: try Digest.of(fileAt: clip),
            thumbnailDigest: try Digest.of(fileAt: thumbnail),
            remote: cut.remote
        )
        try write(ready)
        return ready
    }

    private func write(_ ready: Ready) throws {
        let content = Record(
            duration: ready.duration,
            width: ready.width,
            height: ready.height,
            frameRate: ready.frameRate,
            checks: ready.checks,
            clip: ready.clipDigest,
            thumbnail: ready.thumbnailDigest,
            remote: ready.remote
        )
        try AtomicFile.write(JSONText.file(content), to: record)
    }
}

extension ClipChecks {
    /// The measurements of a clip, rounded for a file.
    init(_ report: ClipReport) {
        self.init(
            decodes: report.decodes,
            frames: report.frames,
            framesExpected: report.framesExpected,
            frameRate: report.frameRate.roundedToThousandth,
            firstFrameTime: report.firstFrameTime.roundedToThousandth,
            lastFrameTime: report.lastFrameTime.roundedToThousandth,
            firstFrameDifference: report.firstFrameDifference.roundedToThousandth,
            lastFrameDifference: report.lastFrameDifference.roundedToThousandth,
            audioVideoGap: report.audioVideoGap?.roundedToThousandth,
            loudness: report.loudness?.roundedToThousandth,
            truePeak: report.truePeak?.roundedToThousandth,
            captionsInBounds: nil,
            startTime: report.start.roundedToThousandth,
            lengthDifference: report.lengthDifference.roundedToThousandth,
            trimmed: report.takenOut.map(ClipChecks.Trimmed.init),
            cut: ClipChecks.Cut(report),
            notes: report.notes
        )
    }
}
