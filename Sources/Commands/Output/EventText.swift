import Intake
import Manifest
import Pipeline
import StateFiles
import SystemPackage

/// Events as lines for people.
enum EventText {
    /// Every event that is worth a line where there are no bars.
    static func line(_ event: RunEvent) -> String? {
        switch event {
        case .stageDone(let video, let stage, let seconds):
            "\(video): \(stage.rawValue) done in \(seconds) s"
        case .stageBegan(let video, let stage, let reason) where reason != .new && reason != .interrupted:
            "\(video): \(stage.rawValue) again: \(reason)"
        case .stageBegan(let video, .clip, _): "\(video): clip begins"
        case .progress, .began, .stageBegan: nil
        default: lasting(event)
        }
    }

    /// What is worth a line that stays, also above bars.
    static func lasting(_ event: RunEvent) -> String? {
        switch event {
        case .note(let video, let text): "\(video): \(text.oneLine)"
        case .duplicate(let path, let video): "\(String(decoding: path).oneLine): same content as \(video)"
        case .skipped(let skipped): "\(skipped.path.shown): \(skipped.reason)"
        case .waiting(let video): "\(video): another smartclip works on it; waiting"
        case .ended(let outcome) where outcome.failure == nil:
            // A stage alone leaves a video on its way.
            outcome.worked && outcome.status == .ready ? "\(outcome.video): ready, \(outcome.clips.clips)" : nil
        default: failure(event)
        }
    }

    /// What went wrong.
    static func failure(_ event: RunEvent) -> String? {
        switch event {
        case .refused(let refused): return refused.description
        case .ended(let outcome):
            guard let failure = outcome.failure else { return nil }
            let word = outcome.status == .partial ? "partly ready" : "failed"
            return "\(outcome.video): \(word) in \(failure.stage.rawValue): \(failure.message.oneLine)"
        default: return nil
        }
    }
}

extension Int {
    /// "1 clip", "2 clips".
    var clips: String { self == 1 ? "1 clip" : "\(self) clips" }
}

/// What became of a video in a run, for a program.
struct OutcomeLine: Encodable {
    let video: String?
    let source: String
    let status: VideoStatus
    let clips: Int
    let worked: Bool
    @OrNull var error: StageFailure?

    init(_ outcome: VideoOutcome) {
        video = outcome.video
        source = String(decoding: outcome.source)
        status = outcome.status
        clips = outcome.clips
        worked = outcome.worked
        error = outcome.failure
    }

    init(_ refused: Refused) {
        video = nil
        source = String(decoding: refused.path)
        status = .error
        clips = 0
        worked = false
        error = StageFailure(
            stage: .upload,
            failure: Failure(refused.class, refused.description)
        )
    }
}

/// A run in a line.
struct SummaryText {
    let line: String

    init(_ summary: RunSummary) {
        let outcomes = summary.outcomes
        let ready = outcomes.count { $0.status == .ready }
        let fresh = outcomes.count { $0.status == .ready && $0.worked }
        let partial = outcomes.count { $0.status == .partial }
        let failed = outcomes.count - ready - partial + summary.refused.count
        if outcomes.isEmpty, summary.refused.isEmpty {
            line = "no videos found"
            return
        }
        var parts = ["\(ready) ready" + (ready > fresh ? " (\(ready - fresh) already were)" : "")]
        if partial > 0 { parts.append("\(partial) partly") }
        if failed > 0 { parts.append("\(failed) failed") }
        // Clips of a video that failed now were made by an earlier run.
        let clips = outcomes.reduce(0) { $0 + ($1.worked && $1.status != .error ? $1.clips : 0) }
        if clips > 0 { parts.append("\(clips.clips) made") }
        line = parts.joined(separator: ", ")
    }
}
