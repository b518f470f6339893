import FoundationEssentials
public import Intake
public import Manifest
public import Media
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

    /// The video's folder below the outbox.
    public let video: String
    /// Where the source stands.
    public let source: FilePath
    /// Who would make the clips; nil where that cannot be told.
    public let host: Settings.Host?
    /// The stages that would run, in order.
    public let steps: [Step]
    /// How many clips would be cut; nil where the moments are not chosen yet, or no clip would be.
    public let clips: Int?
    /// What language models would be asked; nil where none would be.
    public let estimate: ModelEstimate?
    /// Whether a server would be sent its sound, unless there are captions inside it.
    public let isTranscribed: Bool
    /// What it would be at Mux, and what that costs; nil where it would not be sent there, or nothing could look at it.
    public let mux: MuxEstimate?
    /// Which captions beside it would be read, and why; nil where none would be.
    public let captions: String?
    /// A failure that stands for as long as its cause does; nothing runs for it.
    public let failure: Failure?
    /// The video that has the same content and stands for this one.
    public let duplicateOf: String?
}

/// Says beforehand what a run would do. It reads and decides exactly as the run does, and writes nothing.
public struct Planner: Sendable {
    private let outbox: Outbox
    private let recognisers: RecogniserFinder
    private let services: Services
    private let tools: MediaTools?
    private let settle: Int

    /// Makes a planner; the outbox need not be there yet. No service is asked. Without tools nothing is said of what is in a file.
    public init(
        outbox root: FilePath,
        recognisers: RecogniserFinder,
        services: Services,
        tools: MediaTools?,
        settle: Int
    ) {
        self.tools = tools
        outbox = Outbox(at: root)
        self.recognisers = recognisers
        self.services = services
        self.settle = settle
    }

    /// Plans every video at or below the paths, in the order in which a run takes them.
    public func plan(
        _ paths: [FilePath],
        _ settings: SettingsResolver
    ) async throws -> (videos: [PlannedVideo], refused: [Refused], skipped: [Skipped]) {
        var scan = FolderScan(
            .ready(settle: settle, now: Int(Date().timeIntervalSince1970)),
            outbox: outbox.root,
            settings
        )
        for path in paths { scan.look(at: path) }
        try Task.checkCancellation()
        var admitter = Admitter(
            keeper: SealKeeper(outbox: outbox, recognisers: recognisers),
            resolver: settings,
            keys: SealKeys(recognisers: recognisers)
        )
        let answers = try await admitter.look(at: scan.found)
        var names = PlannedNames(outbox: outbox)
        var videos: [PlannedVideo] = []
        for (found, answer) in zip(scan.found, answers) {
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
                        let file = found.path.lastComponent?.shown.oneLine ?? found.path.shown
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
        let state = try VideoState(
            id: id,
            folder: outbox.folder(name),
            source: found.path,
            captions: found.captions,
            inbox: found.inbox,
            settings: settings,
            recogniser: try recognisers.find(for: settings)
        )
        var steps: [PlannedVideo.Step] = []
        var upstream: StageName?
        var failure: Failure?
        var mux: MuxEstimate?
        var shelf: CaptionShelf?
        for stage in Stages.all {
            var facts = try state.facts(of: stage, upstream: upstream)
            // Moments that an earlier step makes again will be what they were when this stage last read them.
            let restored = steps.contains { $0.stage == .analyze && !$0.reason.spreads(from: .analyze) }
            if restored || facts.fingerprint == nil, case .record(let record) = facts.record {
                facts.fingerprint = record.fingerprint
            }
            switch Decision(facts) {
            case .keep: continue
            case .stuck(let stuck):
                failure = stuck
                if stage.name == .clip, state.isPartial { continue }
                return PlannedVideo(found, video: name, host: settings.host, steps: steps, failure: failure)
            case .run(let reason):
                do {
                    if stage.name == .fetchVTT { shelf = try CaptionShelf(state) }
                } catch let failure as Failure {
                    return PlannedVideo(found, video: name, host: settings.host, steps: steps, failure: failure)
                }
                if let failure = obstacle(to: stage.name, settings, hasCaptions: shelf?.chosen != nil) {
                    return PlannedVideo(found, video: name, host: settings.host, steps: steps, failure: failure)
                }
                if stage.name == .upload, settings.host == .mux {
                    do {
                        mux = try await look(found, state)
                    } catch {
                        guard let failure = Failure.of(error) else { throw error }
                        return PlannedVideo(found, video: name, host: settings.host, steps: steps, failure: failure)
                    }
                }
                steps.append(PlannedVideo.Step(stage: stage.name, reason: reason))
                if reason.spreads(from: stage.name), upstream == nil { upstream = stage.name }
            }
        }
        let stages = steps.map(\.stage)
        let isKnown = stages.contains(.clip) && !stages.contains { $0 <= .analyze }
        let clips = isKnown ? try Clip.pending(state) : nil
        return PlannedVideo(
            found,
            video: name,
            host: settings.host,
            steps: steps,
            clips: clips,
            estimate: try ModelEstimate(state, stages, services.chat),
            mux: mux,
            isTranscribed: stages.contains(.fetchVTT) && settings.isHeardByServer && shelf?.chosen == nil,
            captions: shelf?.remark(isFinal: state.knownAsset != nil),
            failure: failure
        )
    }
}

extension Planner {
    /// Looks at what would be sent to Mux, as the run does before it sends it.
    private func look(_ found: FoundVideo, _ state: VideoState) async throws -> MuxEstimate? {
        guard let tools else { return nil }
        let file = try found.open()
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        let input = MediaInput(descriptor: file, name: found.path.lastComponent?.shown.oneLine ?? found.path.shown)
        let look = try await MuxIntake.look(input, SourceProbe(input, tools, copies: nil), state)
        return MuxEstimate(
            seconds: look.reading.probe.duration,
            width: look.picture.width,
            height: look.picture.height,
            state.settings
        )
    }

    /// Why a stage that asks a service could not even begin to: a token, a key, a model's name or a prompt is missing.
    private func obstacle(to stage: StageName, _ settings: Settings, hasCaptions: Bool) -> Failure? {
        if stage == .fetchVTT, settings.isHeardByServer, !hasCaptions {
            do throws(Failure) {
                _ = try services.chat.open()
                return nil
            } catch {
                return error
            }
        }
        if settings.analyst == .openai, [.analyze, .caption].contains(stage) {
            do throws(Failure) {
                _ = try services.chat.open()
                _ = try services.chat.model(settings)
                _ = try Prompts(folder: settings.prompts)
                _ = try Prices(file: settings.prices, isOpenAI: services.chat.isOpenAI)
                return nil
            } catch {
                return error
            }
        }
        guard settings.host == .mux, [.upload, .awaitAsset, .clip].contains(stage) else { return nil }
        do throws(Failure) {
            let account = try services.mux.open()
            if stage == .upload { try account.require(settings) }
            return nil
        } catch {
            return error
        }
    }
}

extension PlannedVideo {
    init(
        _ found: FoundVideo,
        video: String,
        host: Settings.Host? = nil,
        steps: [Step] = [],
        clips: Int? = nil,
        estimate: ModelEstimate? = nil,
        mux: MuxEstimate? = nil,
        isTranscribed: Bool = false,
        captions: String? = nil,
        failure: Failure? = nil,
        duplicateOf: String? = nil
    ) {
        self.video = video
        source = found.path
        self.host = host
        self.steps = steps
        self.clips = clips
        self.estimate = estimate
        self.mux = mux
        self.isTranscribed = isTranscribed
        self.captions = captions
        self.failure = failure
        self.duplicateOf = duplicateOf
    }
}
