import Intake
import Manifest
import Media
import Roles
import Settings
import StateFiles
import SystemPackage
import Transcript

/// whisper.cpp's `whisper-cli` and a model, on this machine.
struct WhisperCLIRecogniser: Recogniser {
    let program: WhisperCLI

    var installed: [FilePath] { [program.path, program.model] }
    let isElsewhere = false

    func identify(_ video: VideoState, in fingerprint: inout Fingerprint) {
        fingerprint.addHearing(video.settings, program: program.path, model: program.model)
    }

    func obstacle(_ settings: Settings) -> Failure? { nil }

    func hear(_ work: StageWork, _ probe: Probe, duration: Double) async throws -> Heard {
        let track = try probe.audioTrack(work.video.settings.audioTrack, of: work.input)
        let wanted = work.video.settings.spoken(in: track)
        let input = try await work.probe.input()
        let bytes = try await media { () throws(MediaError) in
            try await work.tools.recognise(
                input,
                track: track,
                language: wanted?.primaryLanguage,
                with: program,
                in: work.attempt,
                progress: work.progress
            )
        }
        let name = program.path.lastComponent?.shown ?? "the recogniser"
        let captions: Captions
        do {
            captions = try Captions(parsing: bytes, format: .webVTT)
        } catch {
            throw Failure(.bug, "\(program.path.shown): its answer is not WebVTT: \(error)")
        }
        return .words(
            Heard.Words(
                captions: captions,
                name: "\(work.input.name) as heard by \(name)",
                origin: .recogniser,
                language: wanted,
                engine: Engine(name: "whisper-cli", version: program.model.lastComponent?.shown ?? "unknown"),
                silent: "\(name) heard no words"
            )
        )
    }
}

extension Fingerprint {
    /// Adds what every recogniser of the settings' choice depends on.
    mutating func addHearing(_ settings: Settings, program: FilePath? = nil, model: FilePath? = nil) {
        add("audio track", settings.audioTrack)
        add("recogniser", settings.recogniser.rawValue)
        add("program", program?.shown)
        add("model", model?.shown)
    }
}
