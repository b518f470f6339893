import Intake
import Manifest
import Pipeline
import SystemPackage

/// An event for a program: one JSON object a line.
struct EventLine: Encodable {
    let event: String
    let time = Timestamp.now
    var video: String?
    var stage: StageName?
    var reason: String?
    var fraction: Double?
    var seconds: Double?
    var message: String?
    var status: VideoStatus?
    var clips: Int?
    var error: StageFailure?

    init(_ event: RunEvent) {
        switch event {
        case .refused(let refused):
            self.event = "refused"
            message = refused.description
        case .skipped(let skipped):
            self.event = "skipped"
            message = "\(skipped.path.shown): \(skipped.reason)"
        case .began(let video):
            self.event = "video_began"
            self.video = video
        case .stageBegan(let video, let stage, let reason):
            self.event = "stage_began"
            self.video = video
            self.stage = stage
            self.reason = reason.word
            message = reason.description
        case .progress(let video, let stage, let fraction):
            self.event = "progress"
            self.video = video
            self.stage = stage
            self.fraction = (fraction * 1000).rounded() / 1000
        case .stageDone(let video, let stage, let seconds):
            self.event = "stage_done"
            self.video = video
            self.stage = stage
            self.seconds = seconds
        case .note(let video, let text):
            self.event = "note"
            self.video = video
            message = text
        case .duplicate(let path, let video):
            self.event = "duplicate"
            self.video = video
            message = String(decoding: path)
        case .waiting(let video):
            self.event = "waiting"
            self.video = video
        case .ended(let outcome):
            self.event = "video_ended"
            video = outcome.video
            status = outcome.status
            clips = outcome.clips
            error = outcome.failure
        }
    }
}
