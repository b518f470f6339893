import Concurrency
import Intake
import Manifest
import Media
import OpenAIAccess
import OpenAIChat
import Roles
import Transcript

/// Has a sound of any length written down by a server, piece by piece.
///
/// The same sound and the same answers lead to the same requests, byte for byte; so one that keeps answers is asked for each
/// once.
struct ServerHearing: Sendable {
    /// Where there is speech.
    let speech: SpeechMap
    /// The length of the video in seconds: nothing is said after it.
    let duration: Double
    /// What is asked besides the sound: the language (ISO 639-1), a prompt, a model.
    var language: String?
    var prompt: String?
    var model: String?
    /// Gives a piece of the sound as a FLAC file.
    let sound: @Sendable (SoundPiece) async throws -> [UInt8]
    /// Asks the server.
    let transcribe: @Sendable (TranscriptionRequest) async throws(ChatError) -> Transcription
    /// Told the part done, 0 to 1.
    var progress: @Sendable (Double) -> Void = { _ in }

    /// Seconds of a piece: ten minutes of 16 kHz FLAC stay below 20 MB, whatever is in them.
    static let longest = 600.0
    /// Where the server gives no times, they are known as well as the pieces are short.
    static let longestWithoutTimes = 45.0
    /// The first piece, by which the server is got to know; each that tells nothing makes the next twice as long.
    static let firstLongest = 60.0
    /// How many pieces are with the server at once.
    static let width = 2
    /// The part of what was sent that may be sent again.
    static let repeatable = 0.2

    /// Hears all of it. Throws a failure, or a cancellation.
    func run() async throws -> HeardSpeech {
        var heard: [HeardPiece] = []
        var offersTimes: Bool?
        var longest = Self.firstLongest
        var position = 0.0
        while offersTimes == nil, let piece = speech.piece(after: position, atMost: longest) {
            heard += try await hear([piece], progress: part(position)...part(piece.end))
            offersTimes = heard.last?.offersTimes
            position = piece.end
            longest = min(2 * longest, Self.longest)
        }
        longest = offersTimes == false ? Self.longestWithoutTimes : Self.longest
        var rest: [SoundPiece] = []
        while let piece = speech.piece(after: position, atMost: longest) {
            rest.append(piece)
            position = piece.end
        }
        heard += try await hear(rest, progress: part(rest.first?.start ?? position)...part(position))
        var result = HeardSpeech(heard, speech: speech, duration: duration)
        let again = result.askAgain(atMost: Self.repeatable)
        let pieces = again.map { speech.piece(around: $0.stretch) }
        result.add(try await hear(pieces, progress: part(position)...0.98), for: again)
        let opinions = result.askForOpinions()
        let second = try await hear(opinions.map(\.piece), progress: 0.98...1)
        result.compare(second, with: opinions.map(\.words))
        progress(1)
        return result
    }

    /// How far the hearing is at a time of the sound; some is left for what is asked again.
    private func part(_ time: Double) -> Double { 0.95 * min(1, time / max(speech.end, 1)) }

    /// What was heard in some pieces, in their order. Where one fails no other is begun, but those that are with the server are
    /// waited for: their answers are paid for.
    private func hear(_ pieces: [SoundPiece], progress span: ClosedRange<Double>) async throws -> [HeardPiece] {
        let total = pieces.reduce(0) { $0 + $1.seconds }
        var seconds = 0.0
        return try await pieces.mapAtOnce(Self.width, others: .awaited) { piece in
            try await hear(piece)
        } done: { _, heard in
            seconds += heard.piece.seconds
            progress(span.lowerBound + (span.upperBound - span.lowerBound) * seconds / total)
        }
    }

    private func hear(_ piece: SoundPiece) async throws -> HeardPiece {
        try Task.checkCancellation()
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
            return HeardPiece(try await transcribe(request), of: piece, speech: speech)
        } catch {
            throw Failure.of(error, hearing: piece)
        }
    }
}
