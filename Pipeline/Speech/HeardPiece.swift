import Media
import OpenAIChat
import Transcript

/// What was heard in a piece of a sound: an answer joined to the video's clock.
struct HeardPiece: Sendable {
    let piece: SoundPiece
    /// In order of time, within the piece.
    var parts: [HeardPart]
    /// A language tag.
    let language: String?
    /// How many segments were left out as nothing that anybody said.
    let invented: Int
    /// How the server answered; nil where the answer has no words to tell it by.
    let offersTimes: Bool?

    /// Whisper's own bounds: what is under the first probably and surely over the second is silence to it, and what is
    /// over the last is a loop.
    private static let (surelySilent, doubtful, loop) = (0.6, -1.0, 2.4)

    init(_ answer: Transcription, of piece: SoundPiece, speech: SpeechMap) {
        self.piece = piece
        language = answer.language.flatMap { LanguageTag.heard($0) }
        guard !answer.segments.isEmpty || !answer.words.isEmpty else {
            invented = 0
            offersTimes = answer.text.contains { !$0.isWhitespace } ? false : nil
            parts = EstimatedTimes(piece, speech: speech).parts(of: answer.text)
            return
        }
        offersTimes = true
        var segments = answer.segments
        if segments.isEmpty, let first = answer.words.first, let last = answer.words.last {
            segments = [Transcription.Segment(start: first.start, end: max(first.start, last.end), text: answer.text)]
        }
        let aligned = WordAlignment(segments: segments, words: answer.words).segments
        var parts: [HeardPart] = []
        var dropped = 0
        for (index, segment) in segments.enumerated() {
            let before = index > 0 ? segments[index - 1] : nil
            if Self.isInvented(segment, after: before, at: piece.start, speech) {
                dropped += 1
            } else {
                parts += aligned[index]
            }
        }
        invented = dropped
        self.parts = Self.joined(parts, to: piece)
    }

    private static func isInvented(
        _ segment: Transcription.Segment,
        after before: Transcription.Segment?,
        at offset: Double,
        _ speech: SpeechMap
    ) -> Bool {
        if let silent = segment.noSpeech, silent > surelySilent,
            let probability = segment.logProbability, probability < doubtful
        {
            let sound = speech.seconds(from: offset + segment.start, to: offset + segment.end)
            // The ends of words beside it may reach into it.
            if sound < min(0.5, (segment.end - segment.start) / 2) { return true }
        }
        guard let before, let ratio = segment.compressionRatio, ratio > loop else { return false }
        return before.text == segment.text
    }

    /// Times counted from the video's beginning, in order and within the piece.
    private static func joined(_ parts: [HeardPart], to piece: SoundPiece) -> [HeardPart] {
        var joined: [HeardPart] = []
        var earliest = piece.start
        for var part in parts {
            part.start = min(max(part.start + piece.start, earliest), piece.end)
            part.end = min(max(part.end + piece.start, part.start), piece.end)
            if let last = joined.indices.last { joined[last].end = min(joined[last].end, part.start) }
            earliest = part.start
            joined.append(part)
        }
        return joined
    }
}
