import Intake
import Manifest
import Media
import MuxVideo
import Outbox
import Roles
import StateFiles
import SystemPackage

/// Host `mux`: Mux cuts the picture; its MP4 is fetched and checked frame by frame count, first and last frame against the source
/// here, as a clip of host `local` is. The sound is the source's own over the same span, at the loudness that was asked for,
/// which Mux does not offer. A clip that something is taken out of is made here, as host `local` makes it.
struct MuxCutter: ClipCutter {
    let work: StageWork
    let probe: Probe
    let account: MuxAccount
    let ledger: Ledger
    /// Who cuts what Mux did not cut exactly.
    let substitute: any ClipCutter

    var engine: Engine { Engine(name: "mux", version: MuxAccount.api) }

    func cut(
        _ moment: MomentEntry,
        tightening: Tightening?,
        drawing: ClipDrawing?,
        startRoom: StartRoom?,
        fingerprint: String,
        in folder: FilePath,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> CutClip {
        // What cannot be cut is not asked for, let alone paid for.
        let request = try ClipRequest(moment, work.video.settings, probe, of: work.input)
        let clip = MuxClip(work: work, account: account, ledger: ledger, moment: moment)
        let place = try await clip.stand()
        progress(0.4)
        let fetched = folder.appending("mux.mp4")
        try await clip.fetch(place, to: fetched) { progress(0.4 + 0.2 * $0) }
        var remote = RemoteClip(
            assetId: place.asset,
            playbackId: place.playback.id,
            downloadURL: place.url,
            playbackPolicy: place.playback.policy.rawValue
        )
        if tightening != nil {
            // Mux takes nothing out of a picture, and what it has made is not coded a second time: it is cut from the source.
            var cut = try await substitute.cut(
                moment,
                tightening: tightening,
                drawing: drawing,
                // The clip at Mux begins where its moment does.
                startRoom: nil,
                fingerprint: fingerprint,
                in: folder,
                progress: { progress(0.6 + 0.4 * $0) }
            )
            if cut.report.takenOut?.isEmpty == false {
                try Files.removeFile(fetched)
                cut.report.notes.append("what was taken out of it here is still in the clip at Mux")
                remote.downloadURL = nil
                cut.remote = remote
                return cut
            }
        }
        let input = try await work.probe.input()
        let adopted: Result<ClipReport, MediaError>
        do throws(MediaError) {
            adopted = .success(
                try await work.tools.adopt(
                    fetched,
                    for: request,
                    from: input,
                    probe: probe,
                    in: folder,
                    progress: { progress(0.6 + 0.4 * $0) }
                )
            )
        } catch {
            adopted = .failure(error)
        }
        try Files.removeFile(fetched)
        switch adopted {
        case .success(var report):
            // Where it was looked for, nothing was found.
            report.takenOut = tightening.map { _ in [] }
            return CutClip(report: report, remote: remote)
        case .failure(.checkFailed(_, let detail)):
            // A clip that is not exact is not published. The source is here, so an exact one can be had.
            var cut = try await substitute.cut(
                moment,
                tightening: tightening,
                drawing: drawing,
                // The clip at Mux begins where its moment does.
                startRoom: nil,
                fingerprint: fingerprint,
                in: folder,
                progress: progress
            )
            cut.report.notes.append("what Mux cut is not what was asked for (\(detail)); it was cut here")
            remote.downloadURL = nil
            cut.remote = remote
            return cut
        case .failure(let error): throw Failure.of(error)
        }
    }
}
