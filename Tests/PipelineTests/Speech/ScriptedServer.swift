import HTTPTransfer
import Media
import OpenAIChat
import Synchronization
import TestSupport

@testable import Pipeline
@testable import Recognisers

/// A server that knows what is said in a sound, and the sound itself: bytes that only name the piece.
final class ScriptedServer: Sendable {
    /// What is said, in order of time.
    let words: [Transcription.Word]
    /// Makes an answer of the words of a piece, whose times count from its beginning.
    let form: @Sendable ([Transcription.Word], SoundPiece) throws(ChatError) -> Transcription

    private struct State {
        var pieces: [SoundPiece] = []
        var atOnce = 0
        var most = 0
    }

    private let state = Mutex(State())

    init(
        _ words: [Transcription.Word],
        form: @escaping @Sendable ([Transcription.Word], SoundPiece) throws(ChatError) -> Transcription = ScriptedServer
            .timed
    ) {
        self.words = words
        self.form = form
    }

    /// The pieces that were sent, in the order of their beginning.
    var pieces: [SoundPiece] {
        state.withLock { $0.pieces.sorted { ($0.firstSample, $0.samples) < ($1.firstSample, $1.samples) } }
    }
    /// How many were with the server at the same time.
    var mostAtOnce: Int { state.withLock(\.most) }

    /// How loud the words are: sound wherever one is said, else of a quiet room, or silence.
    func speech(until end: Double, noise: Float = -80) -> SpeechMap {
        var values = [Float](repeating: noise, count: Int((end / LevelCurve.step).rounded(.up)))
        for word in words {
            for index in Int(word.start / LevelCurve.step)...Int(word.end / LevelCurve.step) where index < values.count
            {
                values[index] = -20
            }
        }
        return SpeechMap(LevelCurve(values: values), until: end)
    }

    /// A hearing of the whole.
    func hearing(until end: Double, noise: Float = -80) -> SpeechHearing {
        SpeechHearing(speech: speech(until: end, noise: noise), duration: end, listener: listener)
    }

    /// The server as a listener.
    var listener: ServerListener {
        ServerListener(
            sound: { Array("\($0.firstSample) \($0.samples)".utf8) },
            transcribe: { request async throws(ChatError) in try await self.answer(request) }
        )
    }

    /// Answers with the words that lie in the piece; one that is cut through is not understood.
    func answer(_ request: TranscriptionRequest) async throws(ChatError) -> Transcription {
        guard case .bytes(let bytes) = request.audio else { return Transcription(text: "") }
        let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        let piece = SoundPiece(firstSample: numbers[0], samples: numbers[1])
        state.withLock { state in
            state.pieces.append(piece)
            state.atOnce += 1
            state.most = max(state.most, state.atOnce)
        }
        defer { state.withLock { $0.atOnce -= 1 } }
        await Task.yield()
        let inside = words.filter { $0.start >= piece.start && $0.end <= piece.end }
        return try form(
            inside.map { .init(text: $0.text, start: $0.start - piece.start, end: $0.end - piece.start) },
            piece
        )
    }

    /// As Whisper answers: segments with signs, words without.
    static let timed: @Sendable ([Transcription.Word], SoundPiece) throws(ChatError) -> Transcription = { words, _ in
        var segments: [Transcription.Segment] = []
        for start in stride(from: 0, to: words.count, by: 8) {
            let some = words[start..<min(words.count, start + 8)]
            guard let first = some.first, let last = some.last else { continue }
            let text = " " + some.map(\.text).joined(separator: " ") + "."
            segments.append(.init(start: first.start, end: last.end, text: text))
        }
        return Transcription(text: segments.map(\.text).joined(), language: "english", segments: segments, words: words)
    }

    /// As servers answer that know no times.
    static let untimed: @Sendable ([Transcription.Word], SoundPiece) throws(ChatError) -> Transcription = { words, _ in
        Transcription(text: words.map(\.text).joined(separator: " "))
    }

    /// A talk at random: words of 0.1 to 0.6 s, pauses between them, longer ones now and then.
    static func talk(seed: UInt64, seconds: Double) -> [Transcription.Word] {
        var random = RandomNumbers(seed: seed)
        var words: [Transcription.Word] = []
        var time = 0.3
        while true {
            let length = Double(Int.random(in: 100...600, using: &random)) / 1000
            guard time + length < seconds else { return words }
            words.append(.init(text: "w\(words.count)", start: time, end: time + length))
            let pause = Int.random(in: 0..<12, using: &random) == 0 ? 400...1500 : 80...200
            time += length + Double(Int.random(in: pause, using: &random)) / 1000
        }
    }
}
