import Concurrency
import Media
import Synchronization

/// Has a sound of any length written down by a listener, piece by piece.
///
/// The same sound and the same answers lead to the same questions; so one who keeps answers is asked each once.
struct SpeechHearing: Sendable {
    /// Where there is sound.
    let speech: SpeechMap
    /// The length of the video in seconds: nothing is said after it.
    let duration: Double
    /// Who writes it down.
    let listener: any SoundListener
    /// Told the part done, 0 to 1.
    var progress: @Sendable (Double) -> Void = { _ in }

    /// Seconds of a piece: ten minutes of 16 kHz FLAC stay below 20 MB, whatever is in them.
    static let longest = 600.0
    /// Where the listener gives no times, they are known as well as the pieces are short.
    static let longestWithoutTimes = 45.0
    /// The first piece, by which a listener is got to know; each that tells nothing makes the next twice as long.
    static let firstLongest = 60.0

    /// Hears all of it. Throws a failure, or a cancellation.
    func run() async throws -> HeardSpeech {
        var heard: [HeardPiece] = []
        var offersTimes = listener.givesTimes
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
        var result = HeardSpeech(heard, speech: speech, duration: duration, listener: listener.name)
        let again = result.askAgain(atMost: listener.repeatable)
        let pieces = again.map { speech.piece(around: $0.stretch) }
        result.add(try await hear(pieces, again: true, progress: part(position)...0.98), for: again)
        let opinions = result.askForOpinions()
        let second = try await hear(opinions.map(\.piece), again: true, progress: 0.98...1)
        result.compare(second, with: opinions.map(\.words))
        progress(1)
        return result
    }

    /// How far the hearing is at a time of the sound; some is left for what is asked again.
    private func part(_ time: Double) -> Double { 0.95 * min(1, time / max(speech.end, 1)) }

    /// What was heard in some pieces, in their order. Where one fails no other is begun, but those that are being heard are
    /// waited for: a server's answers are paid for.
    private func hear(
        _ pieces: [SoundPiece],
        again: Bool = false,
        progress span: ClosedRange<Double>
    ) async throws -> [HeardPiece] {
        let total = pieces.reduce(0) { $0 + $1.seconds }
        let sum = PartSum(of: total) { [progress] in
            progress(span.lowerBound + (span.upperBound - span.lowerBound) * $0)
        }
        return try await pieces.mapAtOnce(listener.width, others: .awaited) { piece in
            try Task.checkCancellation()
            let answer = try await listener.hear(piece, again: again) { sum.set($0 * piece.seconds, of: piece) }
            return HeardPiece(answer, of: piece, again: again, speech: speech)
        } done: { _, heard in
            sum.set(heard.piece.seconds, of: heard.piece)
        }
    }
}

/// How much of several pieces is done, which are heard at the same time.
private final class PartSum: Sendable {
    private let total: Double
    private let report: @Sendable (Double) -> Void
    private let done = Mutex<[SoundPiece: Double]>([:])

    init(of total: Double, report: @escaping @Sendable (Double) -> Void) {
        self.total = total
        self.report = report
    }

    /// Says how many seconds of a piece are done; told under the lock, so that it never goes back.
    func set(_ seconds: Double, of piece: SoundPiece) {
        done.withLock { done in
            guard seconds > done[piece] ?? 0 else { return }
            done[piece] = seconds
            report(min(1, done.values.reduce(0, +) / total))
        }
    }
}
