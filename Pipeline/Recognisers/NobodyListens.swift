import Manifest
import Media
import Roles
import Settings
import StateFiles
import SystemPackage

/// Where there is no recogniser, or none is wanted: moments are chosen by sound.
struct NobodyListens: Recogniser {
    let installed: [FilePath] = []
    let isElsewhere = false

    func identify(_ video: VideoState, in fingerprint: inout Fingerprint) { fingerprint.addHearing(video.settings) }

    func obstacle(_ settings: Settings) -> Failure? { nil }

    func hear(_ work: StageWork, _ probe: Probe, duration: Double) -> Heard {
        let others = ", install whisper-cli and a model, or have a server transcribe it (--recogniser server)"
        var silence = Heard.Silence(why: "no captions", others: others)
        if work.video.settings.recogniser == .whisperCLI {
            silence.failure = Failure(
                .config,
                "\(work.input.name): whisper-cli or its model is not found; \(work.input.captionsAdvice)\(others)"
            )
        }
        return .nothing(silence)
    }
}
