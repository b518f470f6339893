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
        let state = try VideoState(
            id: video.id,
            folder: video.folder,
            source: video.source,
            captions: [],
            settings: Settings(),
            recogniser: nil
        )
        let manifest = try ManifestBuilder(state: state).build()
        self.video = video.folder.name
        id = manifest.id
        status = manifest.status
        running = FileLock.isHeld(outbox.lock(of: video.id))
        stage = StageName.allCases.first { state.records[$0]?.status != .done }
        clips = manifest.clips.count { $0.status == .ready }
        duration = manifest.duration
        error = manifest.error
        edited = try state.isEdited()
        source = video.source.recorded
    }

    /// Why nothing happens to a video that is not ready; nil where that needs no word.
    public var waiting: String? {
        if status == .ready || running || error != nil { return nil }
        return "interrupted; the next run goes on with stage \(stage?.rawValue ?? "upload")"
    }
}
