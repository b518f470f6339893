import Intake
package import Manifest
package import Media
package import OpenAIAccess
import OpenAIChat
package import Roles
package import Settings
package import StateFiles
import Synchronization
package import SystemPackage
import Transcript

/// A server that transcribes as OpenAI's does.
package struct ServerRecogniser: Recogniser {
    private let access: OpenAIAccess

    package let installed: [FilePath] = []
    package let isElsewhere = true

    package init(_ access: OpenAIAccess) {
        self.access = access
    }

    package func identify(_ video: VideoState, in fingerprint: inout Fingerprint) {
        fingerprint.addHearing(video.settings)
        fingerprint.add("transcription model", video.settings.transcriptionModel)
    }

    package func obstacle(_ settings: Settings) -> Failure? {
        Failure.thrown { () throws(Failure) in _ = try access.open() }
    }

    package func hear(_ work: StageWork, _ probe: Probe, duration: Double) async throws -> Heard {
        let settings = work.video.settings
        let requests = try PaidRequests(
            work.video,
            .fetchVTT,
            access: access,
            outbox: work.outbox,
            model: settings.transcriptionModel
        )
        let trouble = Mutex<(any Error)?>(nil)
        do {
            return try await Self.hear(
                work,
                probe,
                duration: duration,
                Engine(name: "server", version: requests.model)
            ) { (request) async throws(ChatError) in
                try await requests.transcribe(request) { error in trouble.withLock { $0 = error } }
            }
        } catch {
            // What was met on the way is reported as it is.
            throw trouble.withLock(\.self) ?? error
        }
    }

    /// The words that a server hears. `engine` names its kind and model for the record. `transcribe` asks it; it is called for at
    /// most two pieces at once, and for the same sound with the same bytes, so that it may keep answers and none is paid for twice.
    private static func hear(
        _ work: StageWork,
        _ probe: Probe,
        duration: Double,
        _ engine: Engine,
        transcribe: @escaping @Sendable (TranscriptionRequest) async throws(ChatError) -> Transcription
    ) async throws -> Heard {
        let settings = work.video.settings
        let track = try probe.audioTrack(settings.audioTrack, of: work.input)
        let input = try await work.probe.input()
        let curve = try await media { () throws(MediaError) in
            try await work.tools.levelCurve(input, track: track)
        }
        let listener = ServerListener(
            language: spoken(settings.language, track.language),
            sound: { piece in
                try await media { () throws(MediaError) in
                    try await work.tools.sound(piece, of: input, track: track, probe: probe, in: work.attempt)
                }
            },
            transcribe: transcribe
        )
        let hearing = SpeechHearing(
            speech: SpeechMap(curve, until: duration),
            duration: duration,
            listener: listener,
            progress: work.progress
        )
        let heard = try await hearing.run()
        return .words(
            Heard.Words(
                captions: heard.captions,
                name: "\(work.input.name) as heard by \(engine.name)",
                origin: .recogniser,
                language: heard.language ?? settings.spoken(in: track),
                engine: engine,
                notes: heard.notes,
                silent: "the server heard no words"
            )
        )
    }

    /// The language to tell the server: the user's as it is, a track's where it is one of ISO 639-1, as the API wants it. Any other
    /// would be refused, though the server can find out by itself.
    package static func spoken(_ wanted: String?, _ track: String?) -> String? {
        if let wanted { return wanted.primaryLanguage }
        let language = track.flatMap { LanguageTag.normalized($0) }?.primaryLanguage
        return language?.utf8.count == 2 ? language : nil
    }
}
