import Intake
import Manifest
import Pipeline
import SystemPackage

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
