import Manifest
import Media
import OpenAIChat
import Settings
import Synchronization
import Transcript

extension FetchVTT {
    /// The words that a server hears in the sound; where it hears none, the moments are chosen by sound.
    ///
    /// `engine` names the server's kind and model for the record. `transcribe` asks it; it is called for at most two pieces at
    /// once, and for the same sound with the same bytes, so that it may keep answers and none is paid for twice.
    func heardByServer(
        _ engine: Engine,
        prompt: String? = nil,
        _ probe: Probe,
        _ search: WordSearch,
        _ asset: Manifest.Asset,
        _ work: Work,
        transcribe: @escaping @Sendable (TranscriptionRequest) async throws(ChatError) -> Transcription
    ) async throws -> StageOutcome {
        let track = try probe.audioTrack(work.video.settings.audioTrack, of: work.input)
        let input = try await work.probe.input()
        let wanted = work.video.settings.language ?? track.language.flatMap { LanguageTag.normalized($0) }
        let curve = try await media { () throws(MediaError) in
            try await work.tools.levelCurve(input, track: track)
        }
        let hearing = ServerHearing(
            speech: SpeechMap(curve, until: asset.duration),
            duration: asset.duration,
            language: Self.spoken(work.video.settings.language, track.language),
            prompt: prompt,
            sound: { piece in
                try await media { () throws(MediaError) in
                    try await work.tools.sound(piece, of: input, track: track, probe: probe, in: work.attempt)
                }
            },
            transcribe: transcribe,
            progress: work.progress
        )
        let heard = try await hearing.run()
        return try self.heard(
            heard.captions,
            name: "\(work.input.name) as heard by \(engine.name)",
            origin: .recogniser,
            language: heard.language ?? wanted,
            engine: engine,
            notes: heard.notes,
            silent: "the server heard no words",
            search,
            asset,
            work
        )
    }

    /// The language to tell the server: the user's as it is, a track's where it is one of ISO 639-1, as the API wants it. Any other
    /// would be refused, though the server can find out by itself.
    static func spoken(_ wanted: String?, _ track: String?) -> String? {
        if let wanted { return wanted.primaryLanguage }
        let language = track.flatMap { LanguageTag.normalized($0) }?.primaryLanguage
        return language?.utf8.count == 2 ? language : nil
    }

    /// The words that the server of the user's choice hears.
    func heardByServer(
        _ probe: Probe,
        _ search: WordSearch,
        _ asset: Manifest.Asset,
        _ work: Work
    ) async throws -> StageOutcome {
        let desk = try ChatDesk(work, name, model: work.video.settings.transcriptionModel)
        let trouble = Mutex<(any Error)?>(nil)
        do {
            return try await heardByServer(
                Engine(name: "server", version: desk.model),
                probe,
                search,
                asset,
                work,
                transcribe: { (request) async throws(ChatError) in
                    try await desk.transcribe(request) { error in trouble.withLock { $0 = error } }
                }
            )
        } catch {
            // What the desk met on the way is told as it is.
            throw trouble.withLock(\.self) ?? error
        }
    }
}
