import Intake
import Manifest
import Media
import OpenAIChat
import Roles

/// A server that transcribes, as a listener. It is asked for the same sound with the same bytes.
struct ServerListener: SoundListener {
    /// What is asked besides the sound: the language (ISO 639-1), a prompt, a model.
    var language: String?
    var prompt: String?
    var model: String?
    /// Gives a piece of the sound as a FLAC file.
    let sound: @Sendable (SoundPiece) async throws -> [UInt8]
    /// Asks the server.
    let transcribe: @Sendable (TranscriptionRequest) async throws(ChatError) -> Transcription

    let name = "the server"
    let width = 2
    let givesTimes: Bool? = nil
    let repeatable = 0.2

    func hear(
        _ piece: SoundPiece,
        again: Bool,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> ListenerAnswer {
        let bytes = try await sound(piece)
        let request = TranscriptionRequest(
            .bytes(bytes),
            name: "sound.flac",
            model: model,
            language: language,
            prompt: prompt,
            seconds: piece.seconds
        )
        do throws(ChatError) {
            return ListenerAnswer(transcription: try await transcribe(request), voices: nil)
        } catch {
            throw Failure.of(error, hearing: piece)
        }
    }
}
