import Intake
import Manifest
import Media
import MuxVideo
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import Transcript

/// What Mux hears in the sound of a video that stands there.
struct MuxRecogniser: Recogniser {
    let access: MuxAccess

    let installed: [FilePath] = []
    /// The video is there already.
    let isElsewhere = false

    func identify(_ video: VideoState, in fingerprint: inout Fingerprint) {
        fingerprint.add("asset", video.recorded.muxAssetOnce)
    }

    func obstacle(_ settings: Settings) -> Failure? { nil }

    func hear(_ work: StageWork, _ probe: Probe, duration: Double) async throws -> Heard {
        let transcript = MuxTranscript(
            account: try access.open(),
            asset: try work.video.recorded.muxAsset(),
            remedy: work.video.muxRemedy,
            duration: duration,
            language: work.video.settings.language,
            previous: work.previous
        )
        switch try await transcript.fetch() {
        case .none(let why): return .nothing(Heard.Silence(why: "Mux has no captions of it (\(why))"))
        case .words(let bytes, let language):
            let name = "\(work.input.name) as heard by Mux"
            let captions: Captions
            do {
                captions = try Captions(parsing: bytes, format: .webVTT)
            } catch {
                throw Failure(.transient, "\(name): \(error)")
            }
            return .words(
                Heard.Words(
                    captions: captions,
                    name: name,
                    origin: .host,
                    language: language.flatMap { LanguageTag.normalized($0) },
                    engine: Engine(name: "mux", version: MuxAccount.api),
                    silent: "Mux heard no words"
                )
            )
        }
    }
}
