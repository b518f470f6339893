import Manifest
import Media
import Roles
import SystemPackage

/// Cuts with ffmpeg on this machine. Other hosts have it make what they could not.
struct LocalCutter: ClipCutter {
    let work: StageWork
    let probe: Probe

    var engine: Engine { Engine(name: "ffmpeg", version: work.tools.version) }

    func cut(
        _ moment: MomentEntry,
        tightening: Tightening?,
        drawing: ClipDrawing?,
        startRoom: StartRoom?,
        fingerprint: String,
        in folder: FilePath,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> CutClip {
        var request = try ClipRequest(moment, work.video.settings, probe, of: work.input)
        request.tightening = tightening
        request.drawing = drawing
        let input = try await work.probe.input()
        let report = try await media { () throws(MediaError) in
            try await work.tools.cut(
                request,
                from: input,
                probe: probe,
                in: folder,
                startRoom: startRoom,
                progress: progress
            )
        }
        return CutClip(report: report)
    }
}
