import FoundationEssentials
package import Highlights
package import Manifest
package import StateFiles
package import SystemPackage
package import Transcript

/// What the outbox holds of one video: its records and its folder. What is wanted of the video is not in here.
///
/// Each record is read once: while the video's lock is held, nobody else writes one.
package struct RecordedVideo: Sendable {
    package let id: VideoID
    package let folder: VideoFolder
    /// Where the source is.
    package let source: FilePath
    /// The records that can be understood.
    package private(set) var records: [StageName: StageRecord] = [:]
    /// What is wrong with the others.
    package private(set) var corrupt: [StageName: String] = [:]
    /// The moments as they were read last with these records.
    package private(set) var moments = MomentsReading()

    /// The same with its records read now.
    package init(id: VideoID, folder: VideoFolder, source: FilePath) throws(FileError) {
        self.id = id
        self.folder = folder
        self.source = source
        for stage in StageName.allCases {
            switch try folder.record(stage) {
            case .none: continue
            case .record(let record): records[stage] = record
            case .corrupt(let problem): corrupt[stage] = problem
            }
        }
    }

    /// One with records that were read already.
    package init(id: VideoID, folder: VideoFolder, source: FilePath, records: [StageName: StageRecord]) {
        self.id = id
        self.folder = folder
        self.source = source
        self.records = records
    }

    /// A video that the outbox knows, its records read now.
    package init(_ known: KnownVideo) throws(FileError) {
        try self.init(id: known.id, folder: known.folder, source: known.source)
    }

    /// Takes over a record that was written.
    package mutating func set(_ record: StageRecord) {
        records[record.stage] = record
        corrupt[record.stage] = nil
        moments = MomentsReading()
    }

    /// A record that could not be understood is moved aside.
    package mutating func removeCorrupt(_ stage: StageName) { corrupt[stage] = nil }

    // MARK: - Records

    /// What reading a stage's record came to.
    package func record(of stage: StageName) -> VideoFolder.RecordState {
        if let problem = corrupt[stage] { return .corrupt(problem) }
        return records[stage].map { .record($0) } ?? .none
    }

    /// The first stage that has not run to its end; nil where all have.
    package var openStage: StageName? { StageName.allCases.first { records[$0]?.status != .done } }

    /// Whether every stage has run to its end.
    package var isAllDone: Bool { openStage == nil }

    /// How many clips are there.
    package var readyClips: Int {
        guard case .clips(let clips) = records[.clip]?.result else { return 0 }
        return clips.count { $0.file != nil && $0.failure == nil }
    }

    /// Whether some clips of this video, or shapes of them, failed and others are ready, which are then published. A clip stage that
    /// failed as a whole leaves those of before as they are.
    package var isPartial: Bool {
        guard case .clips(let clips) = records[.clip]?.result else { return false }
        return clips.contains { $0.file != nil }
            && clips.contains { clip in
                clip.failure != nil || clip.renditions?.contains { $0.entry.error != nil } == true
            }
    }

    /// Files that a stage's record lists and that are gone or have another size.
    package func damaged(_ stage: StageName) throws(FileError) -> [String] {
        var damaged: [String] = []
        for output in records[stage]?.outputs ?? [] {
            let facts = try folder.file(output.path).factsIfPresent()
            // A person's edit has another size too.
            if output.path == VideoFolder.moments, try folder.holdsMoments { continue }
            if facts?.kind != .regular || facts?.bytes != output.bytes { damaged.append(output.path) }
        }
        return damaged
    }

    // MARK: - What the stages found out

    /// What the probe found; a failure where it has not run.
    package func asset() throws(Failure) -> Asset {
        if case .asset(let asset) = records[.awaitAsset]?.result { return asset }
        throw missing(.awaitAsset)
    }

    /// What the probe found, if it has run.
    package var knownAsset: Asset? {
        if case .asset(let asset) = records[.awaitAsset]?.result { return asset }
        return nil
    }

    /// Where the words come from; a failure where that stage has not run.
    package func transcript() throws(Failure) -> TranscriptResult {
        if case .transcript(let transcript) = records[.fetchVTT]?.result { return transcript }
        throw missing(.fetchVTT)
    }

    /// The digest of a file as the stage that made it recorded it; nil where it made none of that name.
    package func digest(of path: String, from stage: StageName) -> String? {
        records[stage]?.outputs.first { $0.path == path }?.sha256
    }

    private func missing(_ stage: StageName) -> Failure {
        Failure(.config, "\(folder.name): stage \(stage.rawValue) has not run yet; run it first")
    }

    /// The captions of the whole video; nil where there are no words.
    package func captions() throws -> Captions? {
        guard let path = try transcript().info.path else { return nil }
        do {
            return try Captions(parsing: try folder.file(path).read(), format: .webVTT)
        } catch let error as CaptionError {
            throw Failure(.input, "\(folder.name)/\(path): \(error); delete it to have it made again")
        }
    }

    /// What is said in the video; nil where there are no words.
    package func talk() throws -> Talk? {
        guard let captions = try captions() else { return nil }
        return Talk(
            sentences: captions.sentences(),
            events: captions.events(),
            duration: try asset().duration,
            language: try transcript().info.language
        )
    }

    /// The moments whose clips are ready, with the clips' paths.
    package func readyMoments() throws -> [(moment: MomentEntry, file: String)] {
        guard case .clips(let clips) = records[.clip]?.result else { throw missing(.clip) }
        let files = Dictionary(
            clips.compactMap { clip in clip.file.map { (clip.momentId, $0) } }
        ) { first, _ in first }
        return try MomentsEdit(of: self).moments.compactMap { moment in
            files[moment.id].map { (moment, $0) }
        }
    }

    // MARK: - A person's work

    /// Whether there is a clip, or a person's edit, that must not be lost with the video's file.
    package func hasSomethingToShow() throws -> Bool {
        let clips = try folder.manifest()?.clips ?? []
        if isPartial || clips.contains(where: { $0.status == .ready }) { return true }
        if case .clips(let made) = records[.clip]?.result, made.contains(where: { $0.file != nil }) { return true }
        return try isEdited()
    }
}
