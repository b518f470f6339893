import FoundationEssentials
import Intake
package import Manifest
import StateFiles
import SystemPackage

/// Tells the whole story of a video from its records: the same records give the same manifest.
package struct ManifestBuilder {
    package let state: RecordedVideo
    /// The first stage that must still run although its record says `done`: an option or an input of it changed.
    package var pending: StageName?

    package init(state: RecordedVideo, pending: StageName? = nil) {
        self.state = state
        self.pending = pending
    }

    package func build() throws -> VideoManifest {
        let records = StageName.allCases.compactMap { state.records[$0] }
        var manifest = VideoManifest(
            id: state.id.short,
            status: status(records),
            source: source(),
            createdAt: records.map(\.startedAt).min() ?? .now,
            updatedAt: records.compactMap(\.finishedAt).max() ?? records.map(\.startedAt).max() ?? .now
        )
        manifest.duration = manifest.source.duration
        manifest.uploadId = state.records[.upload]?.remoteIds["upload_id"]
        manifest.assetId = state.records[.upload]?.remoteIds["asset_id"]
        manifest.playbackId = state.records[.awaitAsset]?.remoteIds["playback_id"]
        manifest.playbackPolicy = manifest.playbackId.flatMap { _ in
            state.records[.awaitAsset]?.remoteIds["playback_policy"]
        }
        if case .transcript(let transcript) = state.records[.fetchVTT]?.result, isDone(.fetchVTT) {
            manifest.transcript = transcript.info
            manifest.notes += transcript.notes
        }
        if let failed = records.first(where: { $0.status == .failed }), let failure = failed.failure {
            manifest.error = StageFailure(stage: failed.stage, failure: failure)
        }
        manifest.clips = clips()
        // Moments that make no sense are reported as the failure of the stage that reads them.
        if isDone(.analyze), let moments = try? MomentsEdit(of: state) {
            manifest.moments = moments.moments
            manifest.rejected = moments.rejected
            manifest.notes += moments.notes
        } else if !manifest.clips.isEmpty, let last = try state.folder.manifest() {
            // The clips that stand keep their titles: those of the moments that were read last.
            manifest.moments = last.moments
            manifest.rejected = last.rejected
            manifest.notes += last.notes.filter { [known = manifest.notes] in !known.contains($0) }
        }
        if case .analysis(let analysis) = state.records[.analyze]?.result { manifest.scoreCurve = analysis.scoreCurve }
        for record in records {
            if let engine = record.engine { manifest.engines[record.stage.rawValue] = engine }
            manifest.cost = manifest.cost + record.cost
            manifest.notes += record.notes ?? []
        }
        return manifest
    }

    private func isDone(_ stage: StageName) -> Bool { state.records[stage]?.status == .done }

    private func status(_ records: [StageRecord]) -> VideoStatus {
        if let failed = records.first(where: { $0.status == .failed }) {
            return failed.stage == .clip && state.isPartial && isDone(.caption) ? .partial : .error
        }
        return (state.openStage ?? pending)?.status ?? .ready
    }

    private func source() -> Source {
        var source = Source(path: state.source.recorded, bytes: 0, sha256: state.id.sha256)
        if case .source(let known) = state.records[.upload]?.result { source.bytes = known.bytes }
        if case .asset(let asset) = state.records[.awaitAsset]?.result {
            source.duration = asset.duration
            source.width = asset.width
            source.height = asset.height
            source.frameRate = asset.frameRate
            source.codecs = asset.codecs
            source.timecode = asset.timecode
        }
        return source
    }

    private func clips() -> [ClipEntry] {
        guard case .clips(let clips) = state.records[.clip]?.result else { return [] }
        var captions: [String: CaptionResult] = [:]
        if case .captions(let all) = state.records[.caption]?.result {
            for caption in all { captions[caption.momentId] = caption }
        }
        return clips.map { clip in
            let status: ClipStatus = clip.failure != nil ? .error : clip.file == nil ? .processing : .ready
            var entry = ClipEntry(id: "\(clip.momentId)-clip", momentId: clip.momentId, status: status)
            entry.assetId = clip.remote?.assetId
            entry.playbackId = clip.remote?.playbackId
            entry.downloadURL = clip.remote?.downloadURL
            entry.file = clip.file
            entry.playbackPolicy = clip.remote?.playbackPolicy
            entry.duration = clip.duration
            entry.width = clip.width
            entry.height = clip.height
            entry.frameRate = clip.frameRate
            entry.captions = clip.captions
            entry.thumbnail = clip.thumbnail
            entry.checks = clip.checks
            entry.renditions = clip.renditions.map { $0.map(\.entry) }
            entry.error = clip.failure
            entry.text = captions[clip.momentId]?.file
            entry.caption = captions[clip.momentId]?.caption
            entry.hashtags = captions[clip.momentId]?.hashtags ?? []
            entry.posts = captions[clip.momentId]?.posts ?? []
            return entry
        }
    }
}
