import Manifest
import Media
import Settings
import StateFiles
import SystemPackage

/// Who makes the clips of a video: a host.
protocol ClipCutter: Sendable {
    /// Its name and version.
    var engine: Engine { get }

    /// Makes `clip.mp4` and `clip.jpg` in a folder, checked.
    func cut(
        _ moment: MomentEntry,
        fingerprint: String,
        in folder: FilePath,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> CutClip
}

/// A clip that was made and is right.
struct CutClip: Sendable {
    var report: ClipReport
    /// Where it is at a host, too.
    var remote: RemoteClip?
}

/// Host `local`: ffmpeg on this machine.
struct LocalCutter: ClipCutter {
    let work: Work
    let probe: Probe

    var engine: Engine { Engine(name: "ffmpeg", version: work.tools.version) }

    func cut(
        _ moment: MomentEntry,
        fingerprint: String,
        in folder: FilePath,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> CutClip {
        let request = try request(moment)
        let input = try await work.probe.input()
        let report = try await media { () throws(MediaError) in
            try await work.tools.cut(request, from: input, probe: probe, in: folder, progress: progress)
        }
        return CutClip(report: report)
    }

    /// Which part of the source a moment is, and how it is coded.
    func request(_ moment: MomentEntry) throws -> ClipRequest {
        let settings = work.video.settings
        let track = probe.audio.isEmpty ? nil : try probe.audioTrack(settings.audioTrack, of: work.input).index
        return ClipRequest(
            start: moment.startTime,
            end: moment.endTime,
            audioTrack: track,
            crf: settings.crf,
            preset: settings.preset.rawValue,
            rate: settings.frameRate == .source ? .source : .auto,
            loudness: settings.loudness
        )
    }
}
