import Media
import OpenAIChat
import Transcript

/// What was heard in a piece of a sound: an answer joined to the video's clock.
struct HeardPiece: Sendable {
    let piece: SoundPiece
    /// In order of time, within the piece.
    var parts: [HeardPart]
    /// Where somebody speaks, on the video's clock; nil where the listener does not tell.
    let voices: [Range<Double>]?
    /// A language tag.
    let language: String?
    /// How many segments were left out as nothing that anybody said.
    let invented: Int
    /// Whether the answer has times; nil where the answer has no words to tell it by.
    let offersTimes: Bool?

    /// Whisper's own bounds: what is under the first probably and surely over the second is silence to it, and what is
    /// over the last is a loop.
    private static let (surelySilent, doubtful, loop) = (0.6, -1.0, 2.4)

    /// With `again` the listener was asked to be careful: what it says over and over then, where there are voices, was said.
    init(_ answer: ListenerAnswer, of piece: SoundPiece, again: Bool = false, speech: SpeechMap) {
        let voices = answer.voices?.map { $0.lowerBound + piece.start..<$0.upperBound + piece.start }
        let speech = voices.map { speech.limited(to: $0) } ?? speech
        self.init(answer.transcription, of: piece, again: again, voices: voices, speech: speech)
    }

    /// `speech` is where there are voices, as far as that is known.
    init(
        _ answer: Transcription,
        of piece: SoundPiece,
        again: Bool = false,
        voices: [Range<Double>]? = nil,
        speech: SpeechMap
    ) {
        self.piece = piece
        self.voices = voices
        language = answer.language.flatMap { LanguageTag.heard($0) }
        guard !answer.isTooMuch(for: piece.seconds) else {
            (invented, offersTimes, parts) = (1, nil, [])
            return
        }
        let answer = answer.withoutNonsense.credible(for: piece.seconds)
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
        let isSaidAgain = again && voices != nil
        for (index, segment) in segments.enumerated() {
            let before = index > 0 && !isSaidAgain ? segments[index - 1] : nil
            let isInvented =
                Self.isInvented(segment, after: before, at: piece.start, speech)
                || (voices != nil && Self.isBesideVoices(segment, aligned[index], at: piece.start, speech))
            if isInvented {
                dropped += 1
            } else {
                let isDoubted = Self.isDoubted(segment)
                parts += aligned[index].map { part in
                    var part = part
                    part.isDoubted = isDoubted
                    return part
                }
            }
        }
        let loops = WordLoops(parts, longestPhrase: isSaidAgain ? 3 : 12)
        invented = dropped + loops.count
        self.parts = Self.joined(loops.rest, to: piece)
    }

    /// Whether words are given for a stretch in which nobody speaks, or faster than anybody speaks.
    private static func isBesideVoices(
        _ segment: Transcription.Segment,
        _ parts: [HeardPart],
        at offset: Double,
        _ speech: SpeechMap
    ) -> Bool {
        guard let start = parts.map(\.start).min(), let end = parts.map(\.end).max() else { return false }
        let voiced = speech.seconds(from: offset + start - 0.2, to: offset + end + 0.2)
        if voiced < min(0.2, (end - start) / 4) { return true }
        let words = segment.text.split(whereSeparator: \.isWhitespace).count
        return words >= 10 && Double(words) > fastest * max(voiced, 0.1)
    }

    /// Nobody says more words in a second for longer than a few.
    private static let fastest = 9.0

    /// Whether the listener thinks that nobody speaks there, or that the words are likely others.
    private static func isDoubted(_ segment: Transcription.Segment) -> Bool {
        (segment.noSpeech ?? 0) > surelySilent || (segment.logProbability ?? 0) < doubtful
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

    /// Times counted from the video's beginning, in order and within the piece. One that is far ahead or behind is taken for wrong,
    /// not those after it: what is out of order is put between those that are in order.
    private static func joined(_ parts: [HeardPart], to piece: SoundPiece) -> [HeardPart] {
        let steady = steady(parts.map(\.start), until: piece.seconds)
        // For each part the first start of a steady one that is not before it.
        var latest = [Double](repeating: piece.end, count: parts.count)
        for index in parts.indices.reversed() {
            let next = index + 1 < parts.count ? latest[index + 1] : piece.end
            latest[index] = steady[index] ? min(next, parts[index].start + piece.start) : next
        }
        var joined: [HeardPart] = []
        var earliest = piece.start
        for (index, var part) in parts.enumerated() {
            part.start = min(max(part.start + piece.start, earliest), latest[index])
            part.end = min(max(part.end + piece.start, part.start), piece.end)
            if let last = joined.indices.last { joined[last].end = min(joined[last].end, part.start) }
            earliest = part.start
            joined.append(part)
        }
        return joined
    }

    /// Which times are of the longest row that never goes back, up to `end`. O(n log n).
    private static func steady(_ times: [Double], until end: Double) -> [Bool] {
        // From the end: for each length of a row the place where the one that begins latest begins.
        var starts: [Int] = []
        var next = [Int?](repeating: nil, count: times.count)
        for index in times.indices.reversed() where times[index] <= end {
            var (low, high) = (0, starts.count)
            while low < high {
                let middle = (low + high) / 2
                if times[starts[middle]] >= times[index] { low = middle + 1 } else { high = middle }
            }
            next[index] = low > 0 ? starts[low - 1] : nil
            if low < starts.count { starts[low] = index } else { starts.append(index) }
        }
        var steady = [Bool](repeating: false, count: times.count)
        var place = starts.last
        while let index = place {
            steady[index] = true
            place = next[index]
        }
        return steady
    }
}
