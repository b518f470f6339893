import FoundationEssentials
public import Intake
public import Manifest
public import Media
import Outbox
package import Roles
public import Settings
import StateFiles
public import SystemPackage

/// What a run would do for one video.
public struct PlannedVideo: Sendable {
    /// A stage that would run, and why.
    public struct Step: Sendable, Equatable {
        /// The stage.
        public let stage: StageName
        /// Why it would run.
        public let reason: Reason
    }

    /// A clip that would be cut, and how.
    public struct Cut: Sendable, Equatable {
        /// The identifier of its moment.
        public let moment: String
        /// The title of its moment.
        public let title: String
        /// How its picture would be made.
        public let way: CutForecast
    }

    /// The video's folder below the outbox.
    public let video: String
    /// Where the source stands.
    public let source: FilePath
    /// The inbox that it lies in: what was named, or the folder of a file that was.
    public let inbox: FilePath
    /// Who would make the clips; nil where that cannot be determined.
    public let host: Settings.Host?
    /// The stages that would run, in order.
    public internal(set) var steps: [Step] = []
    /// How many clips would be cut; nil where the moments are not chosen yet, or no clip would be.
    public internal(set) var clips: Int?
    /// How the picture of each clip that would be cut here would be made; empty where that is not known beforehand.
    public internal(set) var cuts: [Cut] = []
    /// How many of the clips' other shapes would be made; nil as `clips`.
    public internal(set) var shapes: Int?
    /// What its analyst would ask of services; nil where it would ask nothing.
    package internal(set) var estimate: AnalystEstimate?
    /// Whether a server would be sent its sound, unless there are captions inside it.
    public internal(set) var isTranscribed = false
    /// What it would be at its host, and what that costs; nil where it would not be sent there, or nothing could look at it.
    package internal(set) var hostEstimate: (any HostEstimate)?
    /// Which captions beside it would be read, and why; nil where none would be.
    public internal(set) var captions: String?
    /// A failure that stands for as long as its cause does; nothing runs for it.
    public internal(set) var failure: Failure?
    /// The video that has the same content and stands for this one.
    public let duplicateOf: String?
    /// What would be read from its host first; nil where the video is here.
    public private(set) var fetched: AssetName?
    /// Whether its source is the outbox's own copy of a video that stands at a host.
    public var isCopy: Bool { FetchedCopy.asset(of: source) != nil }

    init(
        _ found: FoundVideo,
        video: String,
        host: Settings.Host? = nil,
        failure: Failure? = nil,
        duplicateOf: String? = nil
    ) {
        self.video = video
        source = found.path
        inbox = found.root
        self.host = host
        self.failure = failure
        self.duplicateOf = duplicateOf
    }

    /// One of which nothing is known here yet.
    init(
        _ asset: AssetName,
        in outbox: Outbox,
        host: Settings.Host?,
        failure: Failure?,
        duplicateOf: String? = nil
    ) {
        video = FetchedCopy.name(of: asset)
        source = FilePath(asset.description)
        inbox = outbox.fetched.path
        self.host = host
        self.failure = failure
        self.duplicateOf = duplicateOf
        fetched = duplicateOf == nil ? asset : nil
        if failure == nil, duplicateOf == nil { steps = Stages.all.map { Step(stage: $0.name, reason: .new) } }
    }
}

/// Says beforehand what a run would do. It reads and decides exactly as the run does, and writes nothing.
public struct Planner: Sendable {
    private let outbox: Outbox
    private let services: Services
    private let tools: MediaTools?
    private let settle: Int

    /// Makes a planner; the outbox need not be there yet. No service is asked. Without tools nothing is said of what is in a file.
    public init(
        outbox root: FilePath,
        services: Services,
        tools: MediaTools?,
        settle: Int
    ) {
        self.tools = tools
        outbox = Outbox(at: root)
        self.services = services
        self.settle = settle
    }

    /// Plans every video at or below the paths, and those that stand at a host already, in the order in which a run takes them.
    public func plan(
        _ paths: [FilePath],
        _ settings: SettingsResolver,
        assets: [AssetName] = []
    ) async throws -> (videos: [PlannedVideo], refused: [Refused], skipped: [Skipped]) {
        var scan = FolderScan(
            .ready(settle: settle, now: Int(Date().timeIntervalSince1970)),
            outbox: outbox.root,
            settings
        )
        for path in paths { scan.look(at: path) }
        try Task.checkCancellation()
        var admitter = Admitter(
            keeper: SealKeeper(outbox: outbox, services: services),
            resolver: settings,
            keys: SealKeys(services)
        )
        let answers = try await admitter.look(at: scan.found)
        var names = PlannedNames(outbox: outbox)
        var (copies, videos) = try look(at: assets, settings)
        copies += zip(scan.found, answers)
        for (found, answer) in copies {
            do {
                switch answer {
                case .finished(let outcome, let id):
                    let other = names.claim(id, outcome.video)
                    videos.append(PlannedVideo(found, video: other ?? outcome.video, duplicateOf: other))
                case .failed(let outcome):
                    let failure = outcome.failure.map { Failure($0.class, $0.message) }
                    videos.append(PlannedVideo(found, video: outcome.video, failure: failure))
                case .open(let candidate):
                    let id = try await identify(candidate)
                    if let other = names.claimed(id) {
                        videos.append(PlannedVideo(found, video: other, duplicateOf: other))
                    } else {
                        let name = try names.name(of: id, found)
                        let file = found.path.shownName
                        if let verdict = try Suspicion(id, in: outbox).verdict(on: file, named: name) {
                            videos.append(PlannedVideo(found, video: name, failure: verdict.failure))
                        } else {
                            videos.append(try await plan(found, id, name, candidate.settings))
                        }
                    }
                }
            } catch {
                guard let failure = Failure.of(error) else { throw error }
                videos.append(PlannedVideo(found, video: found.preferredFolder, failure: failure))
            }
        }
        return (videos, scan.refused, scan.skipped)
    }

    /// Videos that stand at a host: those whose copies are here are as others, of the others nothing is known.
    private func look(
        at assets: [AssetName],
        _ settings: SettingsResolver
    ) throws -> (copies: [(FoundVideo, Admitter.Answer)], others: [PlannedVideo]) {
        var copies: [(FoundVideo, Admitter.Answer)] = []
        var others: [PlannedVideo] = []
        for asset in assets {
            let copy = FetchedCopy(of: asset, in: outbox)
            let making = try outbox.making(of: asset)
            if case .upload(_, let folder) = making {
                others.append(PlannedVideo(asset, in: outbox, host: nil, failure: nil, duplicateOf: folder))
            } else if let obstacle = making?.obstacle(to: asset) {
                others.append(PlannedVideo(asset, in: outbox, host: nil, failure: obstacle))
            } else if let note = try copy.remembered()?.note, try copy.isWhole(by: note) {
                let resolver = try settings.after([SettingKey: String](byName: note.flags))
                var admitter = Admitter(
                    keeper: SealKeeper(outbox: outbox, services: services),
                    resolver: resolver,
                    keys: SealKeys(services)
                )
                let found = try copy.found()
                copies.append((found, admitter.look(at: found)))
            } else {
                let wanted = try settings.after([.host: Settings.Host.mux.rawValue]).defaults()
                let obstacle = services.assetHost.obstacle(to: .upload, wanted)
                others.append(PlannedVideo(asset, in: outbox, host: wanted.host, failure: obstacle))
            }
        }
        return (copies, others)
    }

    private func identify(_ candidate: Admitter.Candidate) async throws -> VideoID {
        if let seal = candidate.seal { return VideoID(sha256: seal.sha256) }
        if let known = try ContentIndex(outbox: outbox).content(of: candidate.found) { return known }
        let file = try candidate.found.open()
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        return VideoID(sha256: try await Digest.of(file, name: candidate.found.path))
    }

    private func plan(
        _ found: FoundVideo,
        _ id: VideoID,
        _ name: String,
        _ settings: Settings
    ) async throws -> PlannedVideo {
        let state = try services.state(
            try RecordedVideo(id: id, folder: outbox.folder(name), source: found.path),
            found,
            settings
        )
        var planned = PlannedVideo(found, video: name, host: state.host.name)
        var walk = StageWalk()
        var shelf: CaptionShelf?
        for stage in Stages.all {
            let step = try walk.step(stage, of: state) { facts in
                // Moments that an earlier step makes again will be what they were when this stage last read them.
                let restored = planned.steps.contains { $0.stage == .analyze && !$0.reason.spreads(from: .analyze) }
                if restored || facts.fingerprint == nil, case .record(let record) = facts.record {
                    facts.fingerprint = record.fingerprint
                }
            }
            switch step {
            case .pass(let failure): planned.failure = failure ?? planned.failure
            case .stop(let failure):
                planned.failure = failure
                return planned
            case .run(let reason):
                do {
                    if stage.name == .fetchVTT { shelf = try CaptionShelf(state) }
                    if let obstacle = try stage.obstacle(state) { throw obstacle }
                    if stage.name == .upload { planned.hostEstimate = try await look(found, state) }
                } catch {
                    guard let failure = Failure.of(error) else { throw error }
                    planned.failure = failure
                    return planned
                }
                planned.steps.append(PlannedVideo.Step(stage: stage.name, reason: reason))
            }
        }
        let stages = planned.steps.map(\.stage)
        if stages.contains(.clip), !stages.contains(where: { $0 <= .analyze }) {
            let pending = try Clip.pending(state)
            planned.clips = pending.uncut.count
            planned.shapes = pending.shapes
            planned.cuts = try await cuts(pending.uncut, found, state)
        }
        planned.estimate = try state.analyst.estimate(state, stages)
        planned.isTranscribed =
            stages.contains(.fetchVTT) && state.recogniser.isElsewhere && shelf?.chosen == nil
        planned.captions = shelf?.remark(isFinal: state.recorded.knownAsset != nil)
        return planned
    }

    /// How clips would be made that are cut on this machine. Of a source that cannot be read nothing is said: the run will.
    private func cuts(_ moments: [MomentEntry], _ found: FoundVideo, _ state: VideoState) async throws
        -> [PlannedVideo.Cut]
    {
        guard let tools, state.host.name == .local, !moments.isEmpty else { return [] }
        let file = try found.open()
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        let input = MediaInput(descriptor: file, name: found.path.shownName)
        do {
            let probe = try await media { () throws(MediaError) in try await tools.probe(input) }
            // A source whose clock starts again is cut from a copy, which a plan does not make.
            guard probe.video != nil, !probe.clockMayRestart else { return [] }
            let tightening = ClipTightening(state.settings, nil)
            var cuts: [PlannedVideo.Cut] = []
            for moment in moments {
                var request = try ClipRequest(moment, state.settings, probe, of: input)
                request.tightening = tightening?.wish(moment)
                let way = try await media { [request] () throws(MediaError) in
                    try await tools.forecast(request, from: input, probe: probe)
                }
                cuts.append(PlannedVideo.Cut(moment: moment.id, title: moment.title, way: way))
            }
            return cuts
        } catch {
            guard Failure.of(error) != nil else { throw error }
            return []
        }
    }

    /// Looks at what would be sent to the host, as the run does before it sends it.
    private func look(_ found: FoundVideo, _ state: VideoState) async throws -> (any HostEstimate)? {
        guard let tools else { return nil }
        let file = try found.open()
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        let input = MediaInput(descriptor: file, name: found.path.shownName)
        return try await state.host.estimate(input, SourceProbe(input, tools, copies: nil), state) {
            try CaptionShelf.holdsWords(of: state, duration: $0)
        }
    }
}
