import Intake
import Manifest
import Outbox
import Roles
import StateFiles

/// The walk over a video's stages in their order, which says of each what is to be done: the one that a run, a plan, a seal and
/// the count of what is open share.
struct StageWalk {
    /// The first stage that is done anew and may come to something else.
    private var upstream: StageName?

    init() {}

    /// What is to be done about a stage.
    enum Step: Sendable, Equatable {
        /// Nothing: it is done, or failed in a part that does not stop the stages after it.
        case pass(Failure?)
        /// Nothing, and the walk ends: it failed, and would fail again.
        case stop(Failure)
        /// It runs.
        case run(Reason)
    }

    /// Says it. `now` is the present where a try that failed is not made again before its time. `correct` may change what is
    /// known of the stage, for a plan, which knows what stages before it will have made.
    mutating func step(
        _ stage: any Stage,
        of video: VideoState,
        patientAt now: Timestamp? = nil,
        correct: (inout Decision.Facts) -> Void = { _ in }
    ) throws(FileError) -> Step {
        var facts = Decision.Facts(
            record: video.recorded.record(of: stage.name),
            // A stage before this one may not have run yet, which is found out by running it.
            fingerprint: try? video.fingerprint(of: stage),
            damaged: try video.recorded.damaged(stage.name),
            upstream: upstream,
            isEdited: false,
            patientAt: now
        )
        if stage.name == .analyze { facts.isEdited = try video.recorded.isEdited() }
        correct(&facts)
        switch Decision(facts) {
        case .keep: return .pass(nil)
        case .stuck(let failure): return Self.stops(stage.name, video.recorded) ? .stop(failure) : .pass(failure)
        case .run(let reason):
            if reason.spreads(from: stage.name), upstream == nil { upstream = stage.name }
            return .run(reason)
        }
    }

    /// Whether a failure of a stage ends the video's run. Clips that stand get their words although others failed.
    static func stops(_ stage: StageName, _ video: RecordedVideo) -> Bool { stage != .clip || !video.isPartial }
}

extension VideoState {
    /// A stage's fingerprint. Inputs that cannot be understood have one too, by what is wrong with them, so that the
    /// failure stands for as long as they stay the same.
    func fingerprint(of stage: any Stage) throws -> String {
        do {
            return try stage.fingerprint(self)
        } catch let failure as Failure where failure.class == .input {
            var fingerprint = Fingerprint("\(stage.name.rawValue) with a broken input", version: 1)
            let moments = try folder.file(VideoFolder.moments).readIfPresent()
            fingerprint.add("moments", moments.map { Digest.of($0) })
            fingerprint.add("problem", failure.message)
            return fingerprint.digest()
        }
    }

    /// The first stage that would run now, or nil where everything is as it should be.
    func pending() throws(FileError) -> StageName? {
        var walk = StageWalk()
        for stage in Stages.all {
            if case .run = try walk.step(stage, of: self) { return stage.name }
        }
        return nil
    }
}
