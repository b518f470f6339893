public import Manifest
import Media
import StateFiles
public import SystemPackage

extension Runner {
    /// What is asked of a single video.
    public enum Request: Sendable {
        /// This stage alone; those before it must be done.
        case stage(StageName)
        /// All stages from this one on, anew; where none is named, from the one that failed.
        case retry(from: StageName?)
    }

    /// Does what is asked for one video, with the settings of its last run where none are given now.
    public func run(_ request: Request, _ video: KnownVideo, environment: [String: String], flags: [SettingKey: String])
        async throws -> VideoOutcome
    {
        var remembered: [SettingKey: String] = [:]
        for (name, text) in video.entry.flags {
            if let key = SettingKey(rawValue: name) { remembered[key] = text }
        }
        var resolver = try SettingsResolver(
            flags: remembered.merging(flags) { _, new in new },
            environment: environment
        )
        let seen = try look(at: video.source)
        let found = FoundVideo(
            path: seen.path,
            root: FilePath(video.entry.inbox),
            preferredFolder: video.folder.name,
            captions: seen.captions,
            facts: seen.facts
        )
        let settings = try resolver.settings(of: found.path, below: found.root)
        let (id, facts) = try await identify(found, Seal(of: found.path, facts: found.facts, in: outbox))
        guard id == video.id else {
            throw Refused(found.path, "is not the video it was; run smartclip run for the new one")
        }
        let job = Job(found: found, id: id, folder: video.folder, settings: settings, facts: facts)
        var only: StageName?
        var from: StageName?
        switch request {
        case .stage(let stage): only = stage
        case .retry(let stage): from = try stage ?? video.folder.firstUnfinished()
        }
        let outcome = try await work(on: job, only: only, from: from)
        try await finish()
        return outcome
    }
}

extension Runner {
    /// Gives the video at a path its folder, so that it is known from now on; does nothing else for it.
    public func admit(_ path: FilePath, _ resolver: SettingsResolver) async throws {
        try ContentIndex(outbox: outbox).rebuildIfLost()
        let found = try look(at: path)
        let (id, _) = try await identify(found, Seal(of: found.path, facts: found.facts, in: outbox))
        _ = try await ContentIndex(outbox: outbox).assign(id, to: found, flags: resolver.flags)
    }

    private func look(at path: FilePath) throws -> FoundVideo {
        var scan = FolderScan(settle: 0, now: 0, outbox: outbox.root)
        scan.look(at: path)
        if let found = scan.found.first { return found }
        throw scan.refused.first ?? Refused(path, "is not a video")
    }
}

extension VideoFolder {
    /// The first stage that is not done, or the first of all.
    func firstUnfinished() throws(FileError) -> StageName {
        let records = try records()
        return StageName.allCases.first { records[$0]?.status != .done } ?? .upload
    }

    /// Makes the stages from one on look as if they had been interrupted, so that they run again and take nothing over.
    /// Files that they made stay until there are new ones; a choice of moments is kept beside the new one.
    func reopen(from stage: StageName) throws {
        for record in try records().values where record.stage >= stage {
            var record = record
            record.status = .running
            record.fingerprint = String(repeating: "0", count: 64)
            record.finishedAt = nil
            record.failure = nil
            record.result = nil
            try write(record)
        }
        if stage <= .analyze, try FileFacts.ifPresent(file(Self.moments)) != nil {
            try Files.rename(file(Self.moments), to: file(try asideName(Self.moments)))
        }
    }
}
