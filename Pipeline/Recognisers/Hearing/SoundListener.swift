import Media
import OpenAIChat

/// Writes down pieces of a sound: a server, or a program on this machine.
///
/// How a sound is cut into pieces, what of an answer is believed, and what is heard again is the same for all
/// (`SpeechHearing`).
protocol SoundListener: Sendable {
    /// What notes call it: `the server`.
    var name: String { get }
    /// How many pieces it is given at once.
    var width: Int { get }
    /// Whether it says when a word is said; nil where only its answers tell.
    var givesTimes: Bool? { get }
    /// The most of the sound that it may be asked to hear again, as a part of the whole.
    var repeatable: Double { get }

    /// Writes down a piece. With `again`, it heard this stretch before and gave nothing that could be believed.
    /// `progress` is told the part done, 0 to 1. Throws a failure or a cancellation.
    func hear(_ piece: SoundPiece, again: Bool, progress: @escaping @Sendable (Double) -> Void) async throws -> Answer

    /// What it makes of a piece; times in seconds from the beginning of the piece.
    typealias Answer = ListenerAnswer
}

/// What a listener makes of a piece; times in seconds from the beginning of the piece.
struct ListenerAnswer: Sendable, Equatable {
    var transcription: Transcription
    /// Where somebody speaks, in order; nil where the listener does not tell speech from other sound.
    var voices: [Range<Double>]?
}
