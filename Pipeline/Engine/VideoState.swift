import FoundationEssentials
import Intake
import Manifest
import Media
import Settings
import StateFiles
import SystemPackage

/// All that the stages of one video read: its settings, what stands beside it, and what the stages before found out.
struct VideoState: Sendable {
    let id: VideoID
    let folder: VideoFolder
    /// Where the source is.
    let source: FilePath
    /// Captions beside it, best first.
    let captions: [FilePath]
    /// What else may be read beside it.
    let inbox: InboxFiles
    let settings: Settings
    /// What can turn speech into words on this machine; nil where nothing can.
    let recogniser: Recogniser?
    /// What is known of the captions beside it.
    let trials = CaptionTrials()
    /// The records that can be understood.
    private(set) var records: [StageName: StageRecord]
    /// What is wrong with the others, as far as they were looked at. Each record is read once: while the video's lock is held,
    /// nobody else writes one.
    private(set) var corrupt: [StageName: String] = [:]
    /// The moments as they were read last with these records.
    private(set) var moments = MomentsReading()

    init(
        id: VideoID,
        folder: VideoFolder,
        source: FilePath,
        captions: [FilePath],
        inbox: InboxFiles? = nil,
        settings: Settings,
        recogniser: Recogniser?
    ) throws(FileError) {
        self.id = id
        self.folder = folder
        self.source = source
        self.captions = captions
        self.inbox = inbox ?? InboxFiles(root: source.removingLastComponent())
        self.settings = settings
        self.recogniser = recogniser
        records = [:]
        for stage in StageName.allCases {
            switch try folder.record(stage) {
            case .none: continue
            case .record(let record): records[stage] = record
            case .corrupt(let problem): corrupt[stage] = problem
            }
        }
    }

    /// What the outbox alone tells of a video: its settings and what stands beside its source count for nothing.
    init(id: VideoID, folder: VideoFolder, source: FilePath, records: [StageName: StageRecord]) {
        self.id = id
        self.folder = folder
        self.source = source
        captions = []
        inbox = InboxFiles(root: source.removingLastComponent())
        settings = Settings()
        recogniser = nil
        self.records = records
    }

    /// The same, its records read now.
    init(_ known: KnownVideo) throws(FileError) {
        self.init(id: known.id, folder: known.folder, source: known.source, records: try known.folder.records())
    }

    mutating func set(_ record: StageRecord) {
        records[record.stage] = record
        corrupt[record.stage] = nil
        moments = MomentsReading()
    }

    /// A record that could not be understood is moved aside.
    mutating func removeCorrupt(_ stage: StageName) { corrupt[stage] = nil }

    /// What reading a stage's record came to.
    private func found(_ stage: StageName) -> VideoFolder.RecordState {
        if let problem = corrupt[stage] { return .corrupt(problem) }
        return records[stage].map { .record($0) } ?? .none
    }

    /// Whether every stage has run to its end.
    var isAllDone: Bool { StageName.allCases.allSatisfy { records[$0]?.status == .done } }

    /// How many clips are there.
    var readyClips: Int {
        guard case .clips(let clips) = records[.clip]?.result else { return 0 }
        return clips.count { $0.file != nil && $0.failure == nil }
    }

    /// What the probe found; a failure where it has not run.
    func asset() throws(Failure) -> Asset {
        if case .asset(let asset) = records[.awaitAsset]?.result { return asset }
        throw missing(.awaitAsset)
    }

    /// Where the words come from; a failure where that stage has not run.
    func transcript() throws(Failure) -> TranscriptResult {
        if case .transcript(let transcript) = records[.fetchVTT]?.result { return transcript }
        throw missing(.fetchVTT)
    }

    /// The digest of a file as the stage that made it recorded it; nil where it made none of that name.
    func digest(of path: String, from stage: StageName) -> String? {
        records[stage]?.outputs.first { $0.path == path }?.sha256
    }

    private func missing(_ stage: StageName) -> Failure {
        Failure(.config, "\(folder.name): stage \(stage.rawValue) has not run yet; run it first")
    }

    /// Files that a stage's record lists and that are gone or have another size.
    func damaged(_ stage: StageName) throws(FileError) -> [String] {
        var damaged: [String] = []
        for output in records[stage]?.outputs ?? [] {
            let facts = try folder.file(output.path).factsIfPresent()
            // A person's edit has another size too; one that is empty is no edit.
            let isEdit = output.path == VideoFolder.moments && facts.map { $0.bytes > 0 } ?? false
            if facts?.kind != .regular || (facts?.bytes != output.bytes && !isEdit) { damaged.append(output.path) }
        }
        return damaged
    }

    /// Whether `moments.json` is not what the analyze stage wrote. Empty is not an edit: it is made again.
    func isEdited() throws(FileError) -> Bool {
        let moments = folder.file(VideoFolder.moments)
        guard let record = records[.analyze], record.status != .running,
            try moments.factsIfPresent()?.kind == .regular,
            let bytes = try moments.readIfPresent(), !bytes.isEmpty
        else { return false }
        return !record.wrote(VideoFolder.moments, sha256: Digest.of(bytes))
    }

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
        for stage in Stages.all {
            if case .run = Decision(try facts(of: stage, upstream: nil)) { return stage.name }
        }
        return nil
    }

    /// Everything that the decision about a stage depends on.
    func facts(
        of stage: any Stage,
        upstream: StageName?,
        patientAt now: Timestamp? = nil
    ) throws(FileError) -> Decision.Facts {
        var facts = Decision.Facts(
            record: found(stage.name),
            // A stage before this one may not have run yet, which is told by running it.
            fingerprint: try? fingerprint(of: stage),
            damaged: try damaged(stage.name),
            upstream: upstream,
            isEdited: false,
            patientAt: now
        )
        if stage.name == .analyze { facts.isEdited = try isEdited() }
        return facts
    }
}
