import Intake
public import Manifest
import Media
public import Outbox
public import Settings
import StateFiles
public import SystemPackage

extension Runner {
    /// What is asked of a single video.
    public enum Request: Sendable {
        /// These stages alone; those before the first must be done.
        case stages(ClosedRange<StageName>)
        /// All stages from this one on, anew; where none is named, from the one that failed.
        case retry(from: StageName?)
        /// One moment adjusted by a remark, and then all that follows from it. The moment is named by its id or its number.
        case refine(moment: String, remark: String)
        /// One moment more by a remark, and then all that follows from it.
        case add(remark: String)
    }

    /// Does what is asked for one video, with the settings of its last run where none are given now.
    public func run(
        _ request: Request,
        _ video: KnownVideo,
        _ settings: SettingsResolver
    ) async throws -> VideoOutcome {
        var resolver = settings
        // Where others may have written what is remembered, only the source's content says which video it is.
        var isTrusted = true
        switch try ContentIndex(outbox: outbox).remembered(video.id) {
        case .flags(let flags): resolver = try settings.after(.init(byName: flags))
        case .refused(let doubt):
            isTrusted = false
            try checkIsOwn(video, doubt.description)
            guard !video.entry.flags.isEmpty else { break }
            let text =
                "the flags of its last run do not count: what remembers them \(doubt); give them again where they matter"
            report(.note(video: video.folder.name, text: text))
        }
        let seen = try look(at: video.source, resolver)
        let found = FoundVideo(
            path: seen.path,
            root: video.inbox,
            preferredFolder: video.folder.name,
            captions: seen.captions,
            facts: seen.facts,
            isNamed: isTrusted,
            followsLinks: seen.followsLinks
        )
        let settings = try resolver.settings(of: found.path, below: found.root)
        let (id, facts) =
            isTrusted
            ? try await identify(found, Seal(of: found.path, facts: found.facts, in: outbox)) : try await read(found)
        guard id == video.id else {
            throw Refused(found.path, "is not the video it was; run smartclip run for the new one")
        }
        let job = Job(found: found, id: id, folder: video.folder, settings: settings, facts: facts)
        let outcome = try await work(on: job, request)
        try await finish()
        return outcome
    }
}

extension Runner {
    /// Gives the video at a path its folder, so that it is known from now on; does nothing else for it.
    public func admit(_ path: FilePath, _ resolver: SettingsResolver) async throws {
        try ContentIndex(outbox: outbox).rebuildIfLost()
        let found = try look(at: path, resolver)
        let (id, facts) = try await identify(found, Seal(of: found.path, facts: found.facts, in: outbox))
        // What is known keeps the settings of its last run.
        let index = ContentIndex(outbox: outbox)
        if try index.entry(id) == nil { _ = try await index.assign(id, to: found, facts, flags: resolver.flags.byName) }
    }

    private func look(at path: FilePath, _ settings: SettingsResolver) throws -> FoundVideo {
        var scan = FolderScan(.ready(settle: 0, now: 0), outbox: outbox.root, settings)
        scan.look(at: path, in: plan.inbox)
        if let found = scan.found.first { return found }
        if let asset = FetchedCopy.asset(of: path, in: outbox) {
            throw Refused(path, "is not there; smartclip run \(asset) reads it from its host again", .config)
        }
        throw scan.refused.first ?? Refused(path, "is not a video")
    }
}

extension VideoFolder {
    /// Makes failed stages run again, whatever they failed of; what is done stays.
    func reopenFailures() throws {
        for record in try records().values where record.status == .failed {
            var record = record
            record.status = .running
            record.finishedAt = nil
            record.failure = nil
            record.failedTries = nil
            try write(record)
        }
    }

    /// Makes the stages from one on look as if they had been interrupted, so that they run again and take nothing over.
    /// Files that they made stay until there are new ones.
    ///
    /// Only who names the analyze stage itself asks for a fresh choice of moments; the old one is then kept beside the
    /// new. From an earlier stage on, a person's edit stands as ever.
    func reopen(from stage: StageName, isEdited: Bool) throws {
        for record in try records().values where record.stage >= stage {
            if record.stage == .analyze, stage < .analyze, isEdited { continue }
            var record = record
            record.status = .running
            record.fingerprint = String(repeating: "0", count: 64)
            record.finishedAt = nil
            record.failure = nil
            record.failedTries = nil
            record.result = nil
            if stage == .analyze { record.outputs.removeAll { $0.path == Self.moments } }
            try write(record)
        }
        if stage == .analyze, try file(Self.moments).factsIfPresent() != nil {
            try file(Self.moments).rename(to: file(try asideName(Self.moments)))
        }
    }
}
