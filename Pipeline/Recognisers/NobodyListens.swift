import Manifest
import Media
import Roles
import Settings
import StateFiles
import SystemPackage

/// Where there is no recogniser that could listen, or none is wanted: moments are chosen by sound.
struct NobodyListens: Recogniser {
    /// Set where somebody would listen who is not whole.
    var trouble: Failure?

    let installed: [FilePath] = []
    let isElsewhere = false

    func identify(_ video: VideoState, in fingerprint: inout Fingerprint) { fingerprint.addHearing(video.settings) }

    func obstacle(_ settings: Settings) -> Failure? { nil }

    func hear(_ work: StageWork, _ probe: Probe, duration: Double) throws -> Heard {
        if let trouble { throw Failure(trouble.class, "\(work.input.name): \(trouble.message)") }
        let others = ", run smartclip setup speech once, or have a server transcribe it (--recogniser server)"
        var silence = Heard.Silence(why: "no captions", others: others)
        let wanted: String? =
            switch work.video.settings.recogniser {
            case .whisper: "whisper is not set up"
            case .whisperCLI: "whisper-cli or its model is not found"
            case .auto, .none, .server: nil
            }
        if let wanted {
            let message = "\(work.input.name): \(wanted); \(work.input.captionsAdvice)\(others)"
            silence.failure = Failure(.config, message)
        }
        return .nothing(silence)
    }
}
