import FoundationEssentials
import Highlights
import Intake
import Manifest
import Media
import Outbox
import Roles
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
        fingerprint.add("analyst", video.analyst.name.rawValue)
        fingerprint.add("clips", settings.clips)
        fingerprint.add("shortest", settings.minLength)
        fingerprint.add("longest", settings.maxLength)
        fingerprint.add("duration", try video.recorded.asset().duration)
        let transcript = try video.recorded.transcript()
        fingerprint.add("language", transcript.info.language)
        fingerprint.add("transcript", video.recorded.digest(of: VideoFolder.transcript, from: .fetchVTT))
        if transcript.info.origin == .sound {
            fingerprint.add("source", video.id.sha256)
            fingerprint.add("audio track", settings.audioTrack)
        }
        try video.analyst.identify(name, settings, in: &fingerprint)
        // What was chosen in its place is not what a strict run is to give.
        video.analyst.identifySubstitute(settings, in: &fingerprint)
        return fingerprint.digest()
    }

    func obstacle(_ video: VideoState) -> Failure? { video.analyst.obstacle(to: name, video.settings) }

    func run(_ work: StageWork) async throws -> StageOutcome {
        let (choice, engine) = try await choose(work)
        let bySound = try work.video.recorded.transcript().info.origin == .sound
        // Where a person wrote moments, it does not matter that none were found.
        let byHand = try work.video.folder.holdsMoments
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
            rejected: choice.rejected.map {
                RejectedEntry($0.moment, bySound: bySound, passedOver: $0.passedOver)
            },
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

    private func choose(_ work: StageWork) async throws -> (Choice, Engine) {
        let rules = Rules(work.video.settings)
        guard let talk = try work.video.recorded.talk() else { return (try await bySound(work, rules), .extractive) }
        let picker = MomentPicker(talk: talk, rules: rules)
        // Of a short video, and of one without a span to choose, there is nothing to ask.
        guard picker.hasCandidates else { return (picker.choose(), .extractive) }
        let (choice, engine) = try await work.video.analyst.choose(picker, talk, work)
        let edges = EdgesInPauses(
            probe: work.probe,
            input: work.input,
            tools: work.tools,
            settings: work.video.settings,
            jobs: work.jobs,
            duration: try work.video.recorded.asset().duration
        )
        return (try await edges.laid(choice, rules: rules), engine)
    }

    private func bySound(_ work: StageWork, _ rules: Rules) async throws -> Choice {
        let probe = try await work.probe.get()
        let track = try probe.audioTrack(work.video.settings.audioTrack, of: work.input)
        let input = try await work.probe.input()
        let curve = try await media { () throws(MediaError) in
            try await work.tools.loudnessCurve(input, track: track)
        }
        let sound = Sound(
            step: curve.step,
            loudness: curve.values.map(Double.init),
            duration: try work.video.recorded.asset().duration
        )
        var choice = SoundPicker(sound: sound, rules: rules).choose()
        if choice.moments.isEmpty, probe.audio.count > 1 {
            choice.notes.append("the video has \(probe.audio.count) sound tracks; audio_track chooses another")
        }
        return choice
    }

    private func entry(_ moment: Moment, id: VideoID, bySound: Bool) -> MomentEntry {
        MomentEntry(
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
            boundary: MomentEntry.Boundary(moment.boundary, bySound: bySound)
        )
    }
}
