import FoundationEssentials
import Highlights
import Manifest
import Media
import Settings
import StateFiles
import SystemPackage
import Transcript

/// Stage 4. Chooses the moments and writes them down for a person to change.
struct Analyze: Stage {
    let name = StageName.analyze

    func fingerprint(_ video: VideoState) throws -> String {
        var fingerprint = Fingerprint("analyze", version: 1)
        let settings = video.settings
        fingerprint.add("analyst", settings.analyst.rawValue)
        fingerprint.add("clips", settings.clips)
        fingerprint.add("shortest", settings.minLength)
        fingerprint.add("longest", settings.maxLength)
        fingerprint.add("duration", try video.asset().duration)
        let transcript = try video.transcript()
        fingerprint.add("language", transcript.info.language)
        fingerprint.add("transcript", video.digest(of: VideoFolder.transcript, from: .fetchVTT))
        if transcript.info.origin == .sound {
            fingerprint.add("source", video.id.sha256)
            fingerprint.add("audio track", settings.audioTrack)
        }
        if settings.analyst == .openai {
            let prompts = try Prompts(folder: settings.prompts)
            fingerprint.add("model", settings.model)
            fingerprint.add("choose", prompts.digest(.choose))
            fingerprint.add("rank", prompts.digest(.rank))
            fingerprint.add("looking for", settings.lookingFor)
            fingerprint.add("window", settings.windowTokens)
            // What was chosen in the model's place is not what a strict run is to give.
            fingerprint.add("strict", settings.strict ? "strict" : nil)
        }
        return fingerprint.digest()
    }

    func run(_ work: Work) async throws -> StageOutcome {
        let (choice, engine) = try await choose(work)
        let bySound = try work.video.transcript().info.origin == .sound
        // Where a person wrote moments, it does not matter that none were found.
        let byHand = try work.video.folder.file(VideoFolder.moments).factsIfPresent().map { $0.bytes > 0 } ?? false
        guard !choice.moments.isEmpty || byHand else {
            let why = choice.notes.isEmpty ? "" : " (\(choice.notes.joined(separator: "; ")))"
            throw Failure(
                .input,
                "\(work.input.name): no moment in it is worth a clip\(why); set other lengths, put better captions beside "
                    + "it, or write moments into \(work.video.folder.name)/\(VideoFolder.moments)"
            )
        }
        let moments = choice.moments.map { entry($0, id: work.video.id, bySound: bySound) }
        let file = MomentsFile(
            videoId: work.video.id.short,
            analyst: engine,
            moments: moments,
            rejected: choice.rejected.map(entry),
            notes: choice.notes
        )
        return StageOutcome(
            engine: engine,
            result: .analysis(
                AnalysisResult(
                    chosen: moments.map { .init(id: $0.id, startTime: $0.startTime, endTime: $0.endTime) },
                    scoreCurve: choice.curve.map(\.roundedToThousandth)
                )
            ),
            outputs: [try work.make(VideoFolder.moments, try JSONText.file(file))],
            notes: choice.notes
        )
    }

    private static let extractive = Engine(name: Settings.Analyst.extractive.rawValue, version: Version.current)

    private func choose(_ work: Work) async throws -> (Choice, Engine) {
        let rules = Rules(work.video.settings)
        guard let talk = try work.video.talk() else { return (try await bySound(work, rules), Self.extractive) }
        let picker = MomentPicker(talk: talk, rules: rules)
        // Of a short video, and of one without a span to choose, there is nothing to ask.
        guard work.video.settings.analyst == .openai, picker.hasCandidates else {
            return (picker.choose(), Self.extractive)
        }
        do {
            let chooser = ModelChooser(
                desk: try ChatDesk(work, name),
                picker: picker,
                settings: work.video.settings,
                language: talk.language,
                progress: work.progress
            )
            let result = try await chooser.choose()
            return (result.choice, Engine(name: Settings.Analyst.openai.rawValue, version: result.model))
        } catch let silence as ModelSilence {
            if work.video.settings.strict { throw silence.failure }
            var choice = picker.choose()
            choice.notes.append(
                "The moments are chosen by the extractive analyst, since the model could not: \(silence.reason)."
            )
            return (choice, Self.extractive)
        }
    }

    private func bySound(_ work: Work, _ rules: Rules) async throws -> Choice {
        let probe = try await work.probe.get()
        let track = try probe.audioTrack(work.video.settings.audioTrack, of: work.input)
        let input = try await work.probe.input()
        let curve = try await media { () throws(MediaError) in
            try await work.tools.loudnessCurve(input, track: track)
        }
        let sound = Sound(
            step: curve.step,
            loudness: curve.values.map(Double.init),
            duration: try work.video.asset().duration
        )
        var choice = SoundPicker(sound: sound, rules: rules).choose()
        if choice.moments.isEmpty, probe.audio.count > 1 {
            choice.notes.append("the video has \(probe.audio.count) sound tracks; audio_track chooses another")
        }
        return choice
    }

    private func entry(_ moment: Moment, id: VideoID, bySound: Bool) -> MomentEntry {
        let boundary: MomentEntry.Boundary
        switch moment.boundary {
        case .sentence: boundary = .sentence
        case .pause: boundary = bySound ? .sound : .pause
        case .whole: boundary = .whole
        }
        return MomentEntry(
            id: MomentEntry.id(startingAt: moment.start),
            videoId: id.short,
            startTime: moment.start.roundedToThousandth,
            endTime: moment.end.roundedToThousandth,
            title: moment.title,
            description: moment.description,
            reason: moment.reason,
            score: moment.score.roundedToThousandth,
            scoreParts: moment.scoreParts.mapValues(\.roundedToThousandth),
            quote: moment.quote,
            boundary: boundary
        )
    }

    private func entry(_ rejected: Rejected) -> RejectedEntry {
        RejectedEntry(
            startTime: rejected.start.roundedToThousandth,
            endTime: rejected.end.roundedToThousandth,
            score: rejected.score.roundedToThousandth,
            quote: rejected.quote,
            reason: rejected.reason
        )
    }
}

extension MomentEntry {
    /// `m83450` for a moment that begins 83.45 s into the video: unique, since moments do not overlap.
    static func id(startingAt time: Double) -> String { "m\(Int((time * 1000).rounded()))" }
}

extension Rules {
    /// The rules that a user's settings come to. The best lengths are the usual ones as far as they are allowed.
    init(_ settings: Settings) {
        let length = settings.minLength...settings.maxLength
        self.init(length: length, ideal: Rules().ideal.clamped(to: length), count: settings.clips)
    }
}

extension VideoState {
    /// What is said in the video; nil where there are no words.
    func talk() throws -> Talk? {
        let info = try transcript().info
        guard let path = info.path else { return nil }
        let captions: Captions
        do {
            captions = try Captions(parsing: try folder.file(path).read(), format: .webVTT)
        } catch let error as CaptionError {
            throw Failure(.input, "\(folder.name)/\(path): \(error); delete it to have it made again")
        }
        return Talk(
            sentences: captions.sentences(),
            events: captions.events(),
            duration: try asset().duration,
            language: info.language
        )
    }
}
