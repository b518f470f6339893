public import Intake
public import Manifest
public import SystemPackage

/// What happens during a run, for whoever shows or records it.
public enum RunEvent: Sendable {
    /// A path that cannot be a video.
    case refused(Refused)
    /// A folder that was left out.
    case skipped(Skipped)
    /// Work on a video begins.
    case began(video: String)
    /// A stage begins, and why.
    case stageBegan(video: String, stage: StageName, reason: Reason)
    /// How far a stage is, 0 to 1.
    case progress(video: String, stage: StageName, fraction: Double)
    /// A stage ended well.
    case stageDone(video: String, stage: StageName, seconds: Double)
    /// Something that a user should know.
    case note(video: String, text: String)
    /// The content is that of another video, which stands for both.
    case duplicate(path: FilePath, of: String)
    /// Another process works on the video; it is looked at again when that is done.
    case waiting(video: String)
    /// Work on a video ended.
    case ended(VideoOutcome)
}

/// How a video came out of a run.
public struct VideoOutcome: Sendable {
    /// The video's folder below the outbox.
    public let video: String
    /// Where the source stands.
    public let source: FilePath
    /// Where the video stands now.
    public let status: VideoStatus
    /// How many clips are ready.
    public let clips: Int
    /// Why it has no clips, or not all of them.
    public let failure: StageFailure?
    /// Whether anything was done for it.
    public let worked: Bool

    /// Of its parts.
    package init(
        video: String,
        source: FilePath,
        status: VideoStatus,
        clips: Int,
        failure: StageFailure?,
        worked: Bool
    ) {
        self.video = video
        self.source = source
        self.status = status
        self.clips = clips
        self.failure = failure
        self.worked = worked
    }
}
