package import Manifest
package import Media
package import Outbox
package import Settings
package import StateFiles
package import SystemPackage

/// Who holds the videos and makes their clips. A host is a folder below `Pipeline/Hosts`, and one line in `Services`.
///
/// The stages ask it for what differs from host to host; what is the same for all of them (what a source is like, its words, the
/// checks of a clip) they do themselves.
package protocol Host: Sendable {
    /// The name by which settings choose it.
    var name: Settings.Host { get }

    /// Adds to a stage's fingerprint what it depends on at this host; for stage `clip`, what one clip depends on.
    func identify(_ stage: StageName, of video: VideoState, in fingerprint: inout Fingerprint)

    /// Why a stage could not even begin here: a token or a key that is missing, and what to do about it.
    func obstacle(to stage: StageName, _ settings: Settings) -> Failure?

    /// What a run would send there, and what it costs; nil where nothing would be sent. Throws a `Failure` where the host would
    /// refuse the video. `hasWords` says whether captions beside a video of so many seconds hold words of it.
    func estimate(
        _ input: MediaInput,
        _ probe: SourceProbe,
        _ video: VideoState,
        hasWords: (Double) throws -> Bool
    ) async throws -> (any HostEstimate)?

    /// Stage `upload`: has the video stand at the host, and adds to the outcome what is known of it there.
    func upload(_ work: StageWork, hasWords: (Double) throws -> Bool, _ outcome: inout StageOutcome) async throws

    /// Stage `await-asset`: waits until the host can work with a video of so many seconds, and adds what is known of it there.
    func awaitAsset(_ work: StageWork, duration: Double, _ outcome: inout StageOutcome) async throws

    /// Who hears the words of its videos; nil where that is the recogniser of the settings.
    var recogniser: (any Recogniser)? { get }

    /// Who makes the clips of a video.
    func cutter(_ work: StageWork, _ probe: Probe) throws -> any ClipCutter

    /// Whether something is to be tidied up at the host when a video is finished.
    func tidies(_ settings: Settings) -> Bool

    /// Tidies up; `told` is called with each thing that goes. The caller holds the video's lock.
    func tidy(_ video: VideoID, _ folder: VideoFolder, in outbox: Outbox, told: @escaping @Sendable (String) -> Void)
        async throws
}

/// What a video would be at a host, and what that costs: its description is a line for a person.
package protocol HostEstimate: Encodable, Sendable, CustomStringConvertible {}

/// Who makes the clips of one video.
package protocol ClipCutter: Sendable {
    /// Its name and version.
    var engine: Engine { get }

    /// Makes `clip.mp4` and `clip.jpg` in a folder, checked. `fingerprint` is all that decides the clip's content; `tightening` is
    /// what is taken out of it, nil for nothing; `drawing` is the picture of sound alone, nil for a video;
    /// `startRoom` says between which times the clip may begin, nil where its moment's start is to be kept.
    func cut(
        _ moment: MomentEntry,
        tightening: Tightening?,
        drawing: ClipDrawing?,
        startRoom: StartRoom?,
        fingerprint: String,
        in folder: FilePath,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> CutClip
}

/// A clip that was made and is right.
package struct CutClip: Sendable {
    package var report: ClipReport
    /// Where it is at a host, too.
    package var remote: RemoteClip?

    package init(report: ClipReport, remote: RemoteClip? = nil) {
        self.report = report
        self.remote = remote
    }
}
