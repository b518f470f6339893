import Concurrency
import Intake
public import Manifest
import StateFiles
import SystemPackage

/// Where one video stands, from its manifest and its records.
public struct Overview: Encodable, Sendable {
    /// The video's folder below the outbox.
    public let video: String
    /// The video's id.
    public let id: String
    /// Where it stands now.
    public let status: VideoStatus
    /// Whether a process works on it at this moment.
    public let running: Bool
    /// The stage that runs, failed or comes next; nil where all are done.
    @OrNull public var stage: StageName?
    /// How many clips are ready.
    public let clips: Int
    /// Seconds; nil until it was probed.
    @OrNull public var duration: Double?
    /// Why it has no clips, or not all of them.
    @OrNull public var error: StageFailure?
    /// Whether a person changed `moments.json`.
    public let edited: Bool
    /// Where the source was last seen.
    public let source: String

    /// Looks at a video; changes nothing.
    public init(of video: KnownVideo, in outbox: Outbox) throws {
        let state = try RecordedVideo(video)
        let manifest = try ManifestBuilder(state: state).build()
        self.video = video.folder.name
        id = manifest.id
        status = manifest.status
        running = outbox.lock(of: video.id).isHeld
        stage = state.openStage
        clips = manifest.clips.count { $0.status == .ready }
        duration = manifest.duration
        error = manifest.error
        edited = try state.isEdited()
        source = video.source.recorded
    }

    /// What the seal of a finished video tells; nil where the seal is not one, or any file of the video changed since. The video's
    /// own files are not read.
    package init?(_ seal: Seal, in outbox: Outbox) {
        guard let finished = seal.finished, let summary = finished.summary,
            Seal.state(of: finished.files, in: outbox.place.appending(finished.folder)) == finished.state
        else { return nil }
        let id = VideoID(sha256: seal.sha256)
        video = finished.folder
        self.id = id.short
        status = .ready
        running = outbox.lock(of: id).isHeld
        stage = nil
        clips = finished.clips
        duration = summary.duration
        error = nil
        edited = summary.isEdited
        source = summary.source
    }

    /// Looks at every video of an outbox, in the order of their folders; changes nothing. What is finished and unchanged is told
    /// by its seal, so that ten thousand videos take less than a second.
    public static func all(in outbox: Outbox) async throws -> [Overview] {
        let seals = try outbox.seals.factsIfPresent() == nil ? [] : outbox.seals.list()
        let sealed = try await seals.inChunks(of: 256).mapAtOnce(.cores, others: .cancelled) { names in
            names.compactMap { name in
                Seal(at: outbox.seals.appending(name)).flatMap { Overview($0, in: outbox) }
            }
        }
        var byID: [String: Overview] = [:]
        // One content at two places has two seals, and its entry says which of them was seen last.
        var doubled: Set<String> = []
        for overview in sealed.joined() where byID.updateValue(overview, forKey: overview.id) != nil {
            doubled.insert(overview.id)
        }
        for id in doubled { byID[id] = nil }
        let known = byID
        let others = try VideoLookup(outbox).all { known[$0] == nil }
        let looked = try await others.inChunks(of: 16).mapAtOnce(.cores, others: .cancelled) { videos in
            try videos.map { try Overview(of: $0, in: outbox) }
        }
        return (Array(known.values) + looked.joined()).sorted { $0.video < $1.video }
    }

    /// Why nothing happens to a video that is not ready; nil where that needs no word.
    public var waiting: String? {
        if status == .ready || running || error != nil { return nil }
        return "interrupted; the next run goes on with stage \(stage?.rawValue ?? "upload")"
    }
}
