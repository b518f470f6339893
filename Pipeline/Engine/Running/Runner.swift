import Concurrency
import FoundationEssentials
public import Intake
import Manifest
public import Media
public import Outbox
import Roles
public import Settings
package import StateFiles
public import SystemPackage

/// Runs videos through the pipeline, several at once.
public struct Runner: Sendable {
    /// How a run goes about its work.
    public struct Plan: Sendable {
        /// How many videos are worked on at once.
        public var jobs: Int
        /// Files that changed less than this many seconds ago are left for later.
        public var settle: Int
        /// How the work goes on from stage to stage.
        public var pace: Pace

        /// The inbox that videos named outright lie in; nil for the folder of each.
        public var inbox: FilePath?
        /// A folder on this machine's own disk for what stages make until it is published; nil for the outbox.
        public var scratch: FilePath?

        /// Makes a plan.
        public init(jobs: Int, settle: Int, pace: Pace = .prompt, inbox: FilePath? = nil, scratch: FilePath? = nil) {
            self.inbox = inbox
            self.scratch = scratch
            self.jobs = jobs
            self.settle = settle
            self.pace = pace
        }
    }

    package let outbox: Outbox
    package let tools: MediaTools
    let services: Services
    let plan: Plan
    let report: @Sendable (RunEvent) -> Void
    let keeper: SealKeeper
    let index: IndexFile
    let owedLines: OwedLines
    let wakeUps: WakeUps
    let scratch: Scratch?

    /// Makes a runner on an outbox. `report` is called from any thread.
    public init(
        outbox: Outbox,
        tools: MediaTools,
        services: Services,
        plan: Plan,
        report: @escaping @Sendable (RunEvent) -> Void
    ) throws {
        self.outbox = outbox
        self.tools = tools
        self.services = services
        self.plan = plan
        self.report = report
        keeper = SealKeeper(outbox: outbox, services: services)
        index = IndexFile(outbox: outbox)
        owedLines = OwedLines(outbox: outbox)
        wakeUps = outbox.wakeUps()
        services.shareTurns(in: outbox)
        scratch = try plan.scratch.map { try Scratch($0, for: outbox) }
    }

    /// A video that has its place in the outbox and may need work.
    package struct Job: Sendable {
        let found: FoundVideo
        let id: VideoID
        package let folder: VideoFolder
        let settings: Settings
        /// The source's facts at the time its content was read.
        let facts: FileFacts
    }

    /// Runs every video at or below the paths, and those that stand at a host already, each once. Nothing that goes wrong with one
    /// video stops another.
    public func run(
        _ paths: [FilePath],
        _ settings: SettingsResolver,
        assets: [AssetName] = []
    ) async throws -> RunSummary {
        var admitter = admitter(settings)
        var summary = RunSummary()
        try outbox.sweepRoot()
        var scan = FolderScan(
            .ready(settle: plan.settle, now: Int(Date().timeIntervalSince1970)),
            outbox: outbox.root,
            settings
        )
        for path in paths { scan.look(at: path, in: plan.inbox) }
        try Task.checkCancellation()
        for skipped in scan.skipped { report(.skipped(skipped)) }
        for refused in scan.refused { summary.add(refused, report) }
        try ContentIndex(outbox: outbox).rebuildIfLost()
        let fetched = try await fetch(assets, settings, &summary)

        let deferred = try await withThrowingTaskGroup(of: Outcome.self) { group in
            var claims: [VideoID: String] = [:]
            var deferred: [Job] = []
            var suspects: [Job] = []
            var active = 0
            func take(_ outcome: Outcome) {
                active -= 1
                switch outcome {
                case .busy(let job): deferred.append(job)
                case .ended(let outcome): summary.add(outcome, report)
                }
            }
            // Many are looked at together, but not all: work on the first begins before the last is looked at.
            for chunk in [[]] + scan.found.inChunks(of: 1024) {
                let answers = chunk.isEmpty ? fetched : Array(zip(chunk, try await admitter.look(at: chunk)))
                for (found, answer) in answers {
                    try Task.checkCancellation()
                    switch await admit(found, answer, &claims) {
                    case .finished(let outcome): summary.add(outcome, nil)
                    case .duplicate(let folder): report(.duplicate(path: found.path, of: folder))
                    case .refused(let refused): summary.add(refused, report)
                    case .failed(let outcome): summary.add(outcome, report)
                    case .work(let job) where try Suspicion(job.id, in: outbox).isCast(): suspects.append(job)
                    case .work(let job):
                        if active >= plan.jobs, let outcome = try await group.next() { take(outcome) }
                        active += 1
                        group.addTask { try await self.attempt(job) }
                    }
                }
            }
            while let outcome = try await group.next() { take(outcome) }
            // What may end the process again is worked on alone, and after all others.
            for job in suspects {
                active += 1
                take(try await attempt(job))
            }
            return deferred
        }
        // What another process was busy with is looked at again when that one is done with it.
        for job in deferred {
            report(.waiting(video: job.folder.name))
            summary.add(try await work(on: job), report)
        }
        try await finish()
        return summary
    }

    /// Writes the lines of all videos, and clears away what is empty.
    package func finish() async throws {
        try await index.finish()
        try await writeOwedLines()
        outbox.attempts.removeEmptyDirectory()
        try scratch?.sweep()
    }

    /// Writes the lines that a killed process has left unwritten.
    private func writeOwedLines() async throws {
        let owed = try owedLines.all()
        if owed.isEmpty { return }
        for id in owed {
            // Whoever works on the video now writes its line at the end.
            _ = try await outbox.lock(of: id).ifFree { [owedLines, index] in
                try await index.set(id)
                try owedLines.settle(id)
            }
        }
        try await index.finish()
    }

    package enum Outcome: Sendable {
        case busy(Job)
        case ended(VideoOutcome)
    }

    private enum Admission {
        /// Nothing can have changed since it was finished.
        case finished(VideoOutcome)
        case duplicate(of: String)
        case refused(Refused)
        case failed(VideoOutcome)
        case work(Job)
    }

    /// Finds out what a file is and whether it can need work. Videos are admitted one after another in a fixed order,
    /// so that names given to videos of one stem do not depend on which is read first.
    private func admit(
        _ found: FoundVideo,
        _ answer: Admitter.Answer,
        _ claims: inout [VideoID: String]
    ) async -> Admission {
        do {
            let candidate: Admitter.Candidate
            switch answer {
            case .finished(let outcome, let id):
                if let claim = claims[id] { return .duplicate(of: claim) }
                claims[id] = outcome.video
                return .finished(outcome)
            case .failed(let outcome): return .failed(outcome)
            case .open(let open): candidate = open
            }
            let (id, facts) = try await identify(found, candidate.seal)
            if let claim = claims[id] { return .duplicate(of: claim) }
            let job = try await job(for: candidate, id, facts)
            claims[id] = job.folder.name
            return .work(job)
        } catch let refused as Refused {
            return .refused(refused)
        } catch {
            let failure = Failure.of(error) ?? Failure(.transient, "\(found.path.shown): the run was stopped")
            return .failed(VideoOutcome(of: found, .upload, failure))
        }
    }

    /// Gives a video its place in the outbox.
    package func job(for candidate: Admitter.Candidate, _ id: VideoID, _ facts: FileFacts) async throws -> Job {
        let found = candidate.found
        try await forgetForerunners(of: id, found)
        let folder = try await ContentIndex(outbox: outbox).assign(id, to: found, facts, flags: candidate.flags.byName)
        return Job(found: found, id: id, folder: folder, settings: candidate.settings, facts: facts)
    }

    /// What looks at the files that one run finds.
    package func admitter(_ settings: SettingsResolver) -> Admitter {
        Admitter(keeper: keeper, resolver: settings, keys: SealKeys(services))
    }

    /// The content's digest, from the seal where the file is as it was, else by reading it.
    package func identify(_ found: FoundVideo, _ seal: Seal?) async throws -> (VideoID, FileFacts) {
        if let seal { return (VideoID(sha256: seal.sha256), found.facts) }
        if let known = try ContentIndex(outbox: outbox).content(of: found) { return (known, found.facts) }
        return try await read(found)
    }

    /// Reads the whole of a source and says what it is.
    func read(_ found: FoundVideo) async throws -> (VideoID, FileFacts) {
        let file = try found.open()
        defer { try? file.close() }  // Only read from; a failing close loses nothing.
        let before = try FileFacts(of: file, name: found.path)
        let sha256 = try await Digest.of(file, name: found.path)
        let after = try FileFacts(of: file, name: found.path)
        guard before.bytes == after.bytes, before.modified == after.modified else {
            throw Refused(found.path, "is still being written; it is taken when it is whole", .transient)
        }
        try Seal(facts: after, sha256: sha256).write(of: found.path, in: outbox)
        return (VideoID(sha256: sha256), after)
    }
}
