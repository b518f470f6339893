import Concurrency
import FoundationEssentials
import Intake
import Manifest
import Media
import Outbox
import Roles
import StateFiles
import SystemPackage

/// Takes one video through the stages that it needs. The caller holds the video's lock.
struct VideoRun: Sendable {
    let outbox: Outbox
    let input: MediaInput
    let probe: SourceProbe
    /// What the file system said of the source when its content was read.
    let facts: FileFacts
    let tools: MediaTools
    let jobs: Int
    /// How the work goes on from stage to stage.
    let pace: Pace
    /// What wakes a stage that waits for what is made elsewhere.
    let wakeUps: WakeUps
    /// Where stages make their files; nil where they do in the outbox.
    var scratch: Scratch?
    /// Told what is being done, for the case that it ends the process.
    let mark: CrashMark
    /// Tells that the manifest of a video that is worked on again says so.
    let changed: @Sendable () async throws -> Void
    let report: @Sendable (RunEvent) -> Void
    /// The stages, in their order.
    var stages: [any Stage] = Stages.all

    /// What came of a video.
    struct Result: Sendable {
        var state: VideoState
        /// Whether any stage ran.
        var worked: Bool
    }

    /// Runs the stages that need it, in order; or, where `only` is given, those of them, whose forerunners must be done.
    ///
    /// A failure of a stage is written into its record and ends the video's run; only a cancellation, or a file system
    /// that takes no record any more, is thrown.
    func run(_ start: VideoState, only: ClosedRange<StageName>? = nil) async throws -> Result {
        var state = start
        try sweep(&state)
        var worked = false
        var walk = StageWalk()
        for stage in stages where stage.name <= only?.upperBound ?? stage.name {
            try Task.checkCancellation()
            if pace.ending.hasBegun { throw CancellationError() }
            switch try walk.step(stage, of: state, patientAt: pace.isPatient ? .now : nil) {
            case .pass: continue
            case .stop(let failure):
                if let only, !only.contains(stage.name) { throw failure }
                return Result(state: state, worked: worked)
            case .run(let reason):
                if let only, !only.contains(stage.name) {
                    throw Failure(
                        .config,
                        "\(state.folder.name): stage \(only.lowerBound.rawValue) needs stage \(stage.name.rawValue), which must "
                            + "run first (\(reason))"
                    )
                }
                if !worked { try await announce(state, stage.name) }
                worked = true
                let record = try await attempt(stage, reason, &state)
                if record.status == .failed, StageWalk.stops(stage.name, state.recorded) {
                    return Result(state: state, worked: worked)
                }
            }
        }
        try Fence.check()
        try outbox.attempts(of: state.id).removeTree()
        try scratch?.clear(state.id)
        return Result(state: state, worked: worked)
    }

    /// Clears away what a killed process may have left: half files beside their targets, and corrupt records, which
    /// are moved aside. So is what stands in the place of `moments.json` and is no file, which nothing could read.
    private func sweep(_ state: inout VideoState) throws {
        for file in try state.folder.leftovers() { try file.removeFile() }
        let moments = state.folder.file(VideoFolder.moments)
        if let facts = try moments.factsIfPresent(), facts.kind != .regular {
            let aside = try state.folder.asideName(VideoFolder.moments)
            try moments.rename(to: state.folder.file(aside))
            report(
                .note(video: state.folder.name, text: "\(VideoFolder.moments) is not a file; moved aside to \(aside)")
            )
        }
        for (stage, problem) in state.recorded.corrupt.sorted(by: { $0.key < $1.key }) {
            let aside = try state.folder.asideName(stage.recordPath)
            try state.folder.file(stage.recordPath).rename(to: state.folder.file(aside))
            report(.note(video: state.folder.name, text: "\(stage.recordPath) \(problem); moved aside to \(aside)"))
            state.recorded.removeCorrupt(stage)
        }
    }

    /// Tells readers of a manifest that is there already that it is about to change.
    private func announce(_ state: VideoState, _ stage: StageName) async throws {
        report(.began(video: state.folder.name))
        guard var manifest = try state.folder.manifest() else { return }
        manifest.status = stage.status
        try state.folder.file(VideoFolder.manifest).write(JSONText.file(manifest))
        try await changed()
    }

    /// Runs one stage and writes what came of it into its record.
    private func attempt(
        _ stage: any Stage,
        _ reason: Reason,
        _ state: inout VideoState
    ) async throws -> StageRecord {
        let name = state.folder.name
        report(.stageBegan(video: name, stage: stage.name, reason: reason))
        mark.set(stage.name.number)
        let previous = state.records[stage.name]
        let began = ContinuousClock.now
        var record = StageRecord(
            stage: stage.name,
            attempt: (previous?.attempt ?? 0) + 1,
            startedAt: .now,
            fingerprint: String(repeating: "0", count: 64)
        )
        record.failedTries = previous?.failedTries
        record.remoteIds = previous?.remoteIds ?? [:]
        let meter = RequestMeter()
        record.outputs = try previous?.outputs ?? state.folder.outputs(of: stage.name)
        record.result = previous?.result
        do {
            record.fingerprint = try state.fingerprint(of: stage)
            try state.folder.write(record)
            let part = "\(stage.name.number)-\(stage.name.rawValue)"
            let folder = outbox.attempts(of: state.id).appending(part)
            let held = try HeldFolder(folder)
            let local = scratch?.folder(of: state.id).appending(part)
            let heldHere = try local.map { place throws(FileError) in try HeldFolder(place) }
            let work = StageWork(
                video: state,
                input: input,
                probe: probe,
                facts: facts,
                tools: tools,
                outbox: outbox,
                attempt: (heldHere ?? held).path,
                previous: previous,
                jobs: jobs,
                progress: { [report] in report(.progress(video: name, stage: stage.name, fraction: $0)) },
                tell: { [report] in report(.note(video: name, text: $0)) }
            )
            var outcome = try await RequestMeter.$current.withValue(meter) {
                try await Ending.$current.withValue(pace.ending) {
                    try await WakeUps.$current.withValue(wakeUps) { try await stage.run(work) }
                }
            }
            try checkSource(state)
            if heldHere != nil { outcome = try outcome.brought(into: held.path) }
            if let fingerprint = outcome.fingerprint { record.fingerprint = fingerprint }
            try Publication(folder: state.folder).publish(outcome, into: &record)
            // Its path is that of nothing once it is let go.
            withExtendedLifetime((held, heldHere)) {}
            try Fence.check()
            try folder.removeTree()
            try local?.removeTree()
            outbox.attempts(of: state.id).removeEmptyDirectory()
            for note in outcome.notes { report(.note(video: name, text: note)) }
        } catch {
            // Whatever went wrong: what stands there now is the work of whoever has taken over.
            try Fence.check()
            guard let failure = Failure.of(error) else { throw error }
            record.status = .failed
            record.failure = failure
            record.outputs = try state.folder.present(record.outputs)
            // What a passing fault left is of use to the next try; what will not be tried again is not.
            if failure.class != .transient {
                try outbox.attempts(of: state.id).removeTree()
                try scratch?.clear(state.id)
            }
        }
        record.failedTries = record.status == .done ? nil : Backoff.count(after: previous, record)
        if record.failure?.class == .transient, let tries = record.failedTries,
            let delay = Backoff.delay(tries, jitter: .random(in: -1...1))
        {
            record.failure?.retryAt = Timestamp(Date(timeIntervalSinceNow: delay))
        }
        let seconds = began.duration(to: .now).inSeconds.roundedToThousandth
        record.cost = meter.cost
        record.cost.seconds = seconds
        record.finishedAt = .now
        try state.folder.write(record)
        state.recorded.set(record)
        if record.status == .done { report(.stageDone(video: name, stage: stage.name, seconds: seconds)) }
        return record
    }

    /// A source that changed while it was read would give clips of a video that never was.
    private func checkSource(_ state: VideoState) throws {
        let now = try FileFacts(of: input.descriptor, name: state.source)
        if now.bytes != facts.bytes || now.modified != facts.modified {
            throw Failure(.transient, "\(input.name): changed while it was being processed; it is done anew next time")
        }
    }
}
