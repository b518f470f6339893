import FoundationEssentials
import Intake
import Manifest
import Media
import Outbox
import Roles
import StateFiles
import SystemPackage

extension Runner {
    /// Works on one video under its lock, unless another process does.
    package func attempt(_ job: Job) async throws -> Outcome {
        let outcome = try await outbox.lock(of: job.id).ifFree { try await told(job, nil) }
        return outcome.map { .ended($0) } ?? .busy(job)
    }

    /// Works on one video under its lock, which is waited for: on all its stages, or as is asked for.
    func work(on job: Job, _ request: Request? = nil) async throws -> VideoOutcome {
        try await outbox.lock(of: job.id).holding { try await told(job, request) }
    }

    /// The outcome of the work, whatever went wrong; only a cancellation is thrown.
    private func told(_ job: Job, _ request: Request?) async throws -> VideoOutcome {
        do {
            return try await Fence.whileHeld { try await process(job, request) }
        } catch {
            guard var failure = Failure.of(error) else { throw error }
            if plan.pace.isPatient { failure = failure.triedAgain() }
            var stage = StageName.upload
            if case .stages(let asked) = request { stage = asked.lowerBound }
            switch request {
            case .refine, .add: stage = .analyze
            case .stages, .retry, nil: break
            }
            return VideoOutcome(of: job.found, named: job.folder.name, stage, failure)
        }
    }

    private func process(_ job: Job, _ request: Request?) async throws -> VideoOutcome {
        let name = job.found.path.shownName
        let suspicion = Suspicion(job.id, in: outbox)
        if case .retry = request { try suspicion.clear() }
        if let verdict = try suspicion.verdict(on: name, named: job.folder.name) {
            if request != nil { throw verdict.failure }
            return try await setAside(job, verdict)
        }
        return try await suspicion.watch { try await process(job, request, name, $0) }
    }

    private func process(_ job: Job, _ request: Request?, _ name: String, _ mark: CrashMark) async throws
        -> VideoOutcome
    {
        let descriptor = try job.found.open()
        // Only read from; a failing close loses nothing.
        defer { try? descriptor.close() }
        let input = MediaInput(descriptor: descriptor, name: name)
        let probe = SourceProbe(input, tools, copies: scratch?.folder(of: job.id) ?? outbox.attempts(of: job.id))
        var only: ClosedRange<StageName>?
        switch request {
        case .stages(let stages): only = stages
        case .retry(from: nil):
            try KeptAnswers(outbox, job.id).forgetUseless()
            try job.folder.reopenFailures()
        case .retry(from: let stage?):
            try KeptAnswers(outbox, job.id).forget(from: stage)
            try job.folder.reopen(
                from: stage,
                isEdited: try recorded(job).isEdited()
            )
        case .refine(let moment, let remark):
            let state = try self.state(of: job)
            let lay = lay(state, probe, input)
            let told = try await state.analyst.refine(moment, remark, of: state, in: outbox, lay: lay)
            report(.note(video: job.folder.name, text: told))
        case .add(let remark):
            let state = try self.state(of: job)
            let told = try await state.analyst.add(remark, of: state, in: outbox, lay: lay(state, probe, input))
            report(.note(video: job.folder.name, text: told))
        case nil: if let outcome = try sealAgain(job) { return outcome }
        }
        let run = VideoRun(
            outbox: outbox,
            input: input,
            probe: probe,
            facts: job.facts,
            tools: tools,
            jobs: plan.jobs,
            pace: plan.pace,
            wakeUps: wakeUps,
            scratch: scratch,
            mark: mark,
            changed: { [index] in try await index.set(job.id, isSynced: false) },
            report: report
        )
        try owedLines.owe(job.id)
        let result = try await run.run(try state(of: job), only: only)
        let now = try FileFacts(of: descriptor, name: job.found.path)
        if result.worked, now.bytes != job.facts.bytes || now.modified != job.facts.modified,
            let outcome = try await abandon(result.state, job)
        {
            return outcome
        }
        return try await close(result, job)
    }

    /// Lays the ends of a moment in pauses of the sound.
    private func lay(_ state: VideoState, _ probe: SourceProbe, _ input: MediaInput) -> EndsLaid {
        { [tools, plan] times, rules in
            let edges = EdgesInPauses(
                probe: probe,
                input: input,
                tools: tools,
                settings: state.settings,
                jobs: plan.jobs,
                duration: try state.recorded.asset().duration
            )
            return try await edges.laid(times, rules: rules)
        }
    }

    /// Says of a video that it ended the program itself, and does nothing else for it.
    private func setAside(_ job: Job, _ verdict: Suspicion.Verdict) async throws -> VideoOutcome {
        var state = try self.state(of: job)
        var record =
            state.records[verdict.stage]
            ?? StageRecord(
                stage: verdict.stage,
                attempt: 1,
                startedAt: .now,
                fingerprint: String(repeating: "0", count: 64)
            )
        let isNew = record.failure != verdict.failure
        if isNew {
            record.status = .failed
            record.failure = verdict.failure
            record.finishedAt = .now
            try owedLines.owe(job.id)
            try job.folder.write(record)
            state.recorded.set(record)
            try outbox.attempts(of: job.id).removeTree()
        }
        return try await close(VideoRun.Result(state: state, worked: isNew), job)
    }

    /// The outcome of a video that was finished and only lost its seal; nil where there may be more to do.
    private func sealAgain(_ job: Job) throws -> VideoOutcome? {
        let tidies = services.host(job.settings).tidies(job.settings)
        if try tidies || owedLines.isOwed(job.id) || !job.folder.leftovers().isEmpty { return nil }
        if try outbox.attempts(of: job.id).factsIfPresent() != nil { return nil }
        guard let clips = try keeper.sealAgain(job.found, job.settings, try state(of: job)) else { return nil }
        return VideoOutcome(
            video: job.folder.name,
            source: job.found.path,
            status: .ready,
            clips: clips,
            failure: nil,
            worked: false
        )
    }

    private func recorded(_ job: Job) throws -> RecordedVideo {
        try RecordedVideo(id: job.id, folder: job.folder, source: job.found.path)
    }

    private func state(of job: Job) throws -> VideoState {
        try services.state(try recorded(job), job.found, job.settings)
    }

    /// Writes what is made of all stages together, then sees to the video's line, and seals it last.
    private func close(_ result: VideoRun.Result, _ job: Job) async throws -> VideoOutcome {
        // Before it is read: what a person changes meanwhile must not count as read.
        let inputs = try FinalFilesMark.inputs(of: result.state.recorded)
        let manifest = try FinalFiles(of: result.state.recorded, pending: try result.state.pending()).write()
        let isTidy = try await tidy(job, manifest)
        // Its line is written, or marked as one that whoever writes the list writes.
        try await index.set(job.id)
        try owedLines.settle(job.id)
        if manifest.status == .ready {
            try FinalFilesMark(of: result.state.recorded, inputs: inputs).write(of: job.id, in: outbox)
        }
        // Without a seal the next run looks again.
        if isTidy { try keeper.seal(job.found, job.settings, result.state, manifest) }
        return VideoOutcome(
            video: job.folder.name,
            source: job.found.path,
            status: manifest.status,
            clips: manifest.clips.count { $0.status == .ready },
            failure: manifest.error,
            worked: result.worked
        )
    }

    /// Tidies up at the host of a finished video. Says whether nothing is left to tidy: what could not be is reported, and does not
    /// make the video a failure.
    private func tidy(_ job: Job, _ manifest: VideoManifest) async throws -> Bool {
        let host = services.host(job.settings)
        let name = job.folder.name
        guard manifest.status == .ready, host.tidies(job.settings) else { return true }
        do {
            try await host.tidy(job.id, job.folder, in: outbox) { [report] in report(.note(video: name, text: $0)) }
            return true
        } catch {
            guard let failure = Failure.of(error) else { throw error }
            let text = "what no clip needs is still at its host: \(failure.message); tried again next time"
            report(.note(video: name, text: text))
            return false
        }
    }
}
