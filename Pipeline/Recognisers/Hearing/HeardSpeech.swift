import Manifest
import Media
import OpenAIAccess
import TalkTime
import Transcript

/// All that was heard of a video, and what is to be said of it.
struct HeardSpeech: Sendable {
    /// In order of time, within the video.
    private(set) var parts: [HeardPart]
    private let speech: SpeechMap
    private let duration: Double
    private let listener: String
    private var pieces: [HeardPiece]
    /// Seconds that were sent.
    private let sent: Double
    /// How often words were asked for again, and for how many seconds it would have cost too much.
    private var again = 0
    private var given = 0
    private var tooMuch = 0.0
    /// The part of the sound that may be heard again.
    private var share = 0.0
    /// Seconds that may still be sent again.
    private var left = 0.0
    /// Words that stand alone, or that recognisers like to invent, and that nothing speaks against yet.
    private var lonely: [LonelyWords] = []
    /// Words that stand alone and were left out, or are kept with a doubt, and why.
    private var dropped: [(words: LonelyWords, why: String)] = []
    private var doubtful: [(words: LonelyWords, why: String)] = []

    /// Seconds of speech that are asked for again at once.
    private static let longestAgain = 120.0

    /// `listener` is what notes call the one who heard it.
    init(_ pieces: [HeardPiece], speech: SpeechMap, duration: Double, listener: String) {
        let voices = pieces.compactMap(\.voices)
        // Music and noise are sound too; one who tells voices apart knows better where words can be missing.
        self.speech =
            voices.count == pieces.count && !pieces.isEmpty ? speech.limited(to: voices.flatMap(\.self)) : speech
        self.listener = listener
        self.duration = duration
        self.pieces = pieces
        sent = pieces.reduce(0) { $0 + $1.piece.seconds }
        parts = pieces.flatMap(\.parts).compactMap { $0.within(duration) }
        lonely = StockPhrase.all(in: parts).map(LonelyWords.init)
    }

    /// Whether the times are taken from the places of the words in a text, at least in part.
    var isEstimated: Bool { parts.contains { $0.timing == .estimate } }

    /// The language most words are in, as far as the listener says.
    var language: String? {
        var words: [String: Int] = [:]
        for piece in pieces {
            if let language = piece.language { words[language, default: 0] += piece.parts.count + 1 }
        }
        return words.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    // MARK: - What is missing

    private var missed: [MissedSpeech] {
        // A text without times is laid over all of the speech: there is nothing to be seen.
        isEstimated ? [] : MissedSpeech.all(in: speech, between: parts, until: min(duration, speech.end))
    }

    /// The stretches to ask for again, in order: those with most speech first, as long as they are not more than a part of
    /// what was sent.
    mutating func askAgain(atMost part: Double) -> [MissedSpeech] {
        left = sent * part
        share = part
        var chosen: [MissedSpeech] = []
        let parts = missed.flatMap { $0.parts(in: speech, atMost: Self.longestAgain) }
        for missed in parts.sorted(by: { ($1.seconds, $0.stretch.lowerBound) < ($0.seconds, $1.stretch.lowerBound) }) {
            let seconds = speech.piece(around: missed.stretch).seconds
            if seconds <= left {
                left -= seconds
                chosen.append(missed)
            } else {
                tooMuch += missed.seconds
            }
        }
        return chosen.sorted { $0.stretch.lowerBound < $1.stretch.lowerBound }
    }

    /// Puts in what was heard of stretches that were asked for again: of each what lies between the words that were there.
    mutating func add(_ pieces: [HeardPiece], for stretches: [MissedSpeech]) {
        self.pieces += pieces
        again = stretches.count
        let others = parts
        var added: [HeardPart] = []
        for (piece, missed) in zip(pieces, stretches) {
            let new: [HeardPart] = piece.parts.compactMap { part in
                guard missed.between.contains((part.start + part.end) / 2) else { return nil }
                var part = part
                part.start = max(part.start, missed.between.lowerBound)
                part.end = min(part.end, missed.between.upperBound)
                return part.within(duration)
            }
            if !new.isEmpty { given += 1 }
            added += new
            parts =
                parts.filter { $0.start < missed.between.upperBound } + new
                + parts.filter { $0.start >= missed.between.upperBound }
        }
        // A word that was stretched over what is in its place now ends where that begins.
        for index in parts.indices.dropLast() { parts[index].end = min(parts[index].end, parts[index + 1].start) }
        for words in LonelyWords.all(in: added, among: others) {
            if let why = words.objection(speech) { drop(words, why) } else { lonely.append(words) }
        }
    }

    // MARK: - What needs a second opinion

    /// The pieces to hear once more for the words that stand alone, the shortest first, as far as they may be sent.
    mutating func askForOpinions() -> [(words: LonelyWords, piece: SoundPiece)] {
        var sent = pieces.map(\.piece)
        var asked: [(words: LonelyWords, piece: SoundPiece)] = []
        let length = { (words: LonelyWords) in words.span.upperBound - words.span.lowerBound }
        for words in lonely.sorted(by: { length($0) < length($1) }) {
            guard let piece = words.piece(in: speech, otherThan: sent), piece.seconds <= left else {
                doubtful.append((words, "not heard a second time"))
                continue
            }
            left -= piece.seconds
            sent.append(piece)
            asked.append((words, piece))
        }
        lonely = []
        return asked
    }

    /// Leaves out the words that a second hearing gives as others.
    mutating func compare(_ second: [HeardPiece], with words: [LonelyWords]) {
        for (piece, words) in zip(second, words) {
            switch words.opinion(piece) {
            case .same: continue
            case .doubtful: doubtful.append((words, "a second hearing gives them in part"))
            case .others: drop(words, "a second hearing gives others")
            }
        }
    }

    private mutating func drop(_ words: LonelyWords, _ why: String) {
        dropped.append((words, why))
        parts.removeAll { part in words.parts.contains { $0.start == part.start && $0.text == part.text } }
    }

    // MARK: - What comes of it

    /// As captions: in cues of two lines, with the time of each word where the listener gave it.
    var captions: Captions {
        var cues: [Cue] = []
        var index = 0
        while index < parts.count {
            let timing = parts[index].timing
            var stop = index + 1
            while stop < parts.count, parts[stop].timing == timing { stop += 1 }
            defer { index = stop }
            let words = parts[index..<stop].flatMap(\.words)
            cues += Captions.cues(of: words, stamped: timing == .word)
        }
        return Captions(cues: cues, language: language)
    }

    /// What a reader of the record is to know.
    var notes: [String] {
        var notes: [String] = []
        if isEstimated {
            notes.append(
                "\(listener) gives no times of words; they are estimated from where there is speech, "
                    + "and whether it left something out cannot be seen"
            )
        }
        let invented = pieces.reduce(0) { $0 + $1.invented }
        if invented > 0 {
            notes.append("left out what nobody said, or \(listener) said over and over: \(invented.times)")
        }
        if again > 0 {
            notes.append("asked again for speech without words: \(again.times), with an answer \(given.times)")
        }
        if let told = Self.told(dropped) {
            notes.append("left out words that stand alone and that nobody seems to have said: \(told)")
        }
        if let told = Self.told(doubtful) { notes.append("doubtful words that stand alone: \(told)") }
        if tooMuch > 0 {
            notes.append(
                "\(Int(tooMuch.rounded(.up))) s of speech without words were not asked for again: "
                    + "that would have been more than \(Int(share * 100)) % of the sound"
            )
        }
        let missed = missed
        if !missed.isEmpty {
            let shown = missed.prefix(5).map { missed in
                let stretch = missed.stretch
                return "\(TalkTime.text(stretch.lowerBound)) to \(TalkTime.text(stretch.upperBound))"
            }
            let more = missed.count > shown.count ? " and \(missed.count - shown.count) more" : ""
            notes.append("no words were heard in \(shown.joined(separator: ", "))\(more), though there is sound")
        }
        return notes
    }

    private static func told(_ all: [(words: LonelyWords, why: String)]) -> String? {
        if all.isEmpty { return nil }
        let sorted = all.sorted { $0.words.span.lowerBound < $1.words.span.lowerBound }
        let shown = sorted.prefix(5).map { words, why in
            "\"\(words.text)\" at \(TalkTime.text(words.span.lowerBound)) (\(why))"
        }
        return shown.joined(separator: ", ") + (all.count > shown.count ? " and \(all.count - shown.count) more" : "")
    }
}

extension Int {
    fileprivate var times: String { self == 1 ? "once" : "\(self) times" }
}

extension HeardPart {
    /// The words that cues are made of: what fits one cue is not parted.
    fileprivate var words: [Word] {
        let whole = Word(text: text, start: start, end: end)
        guard timing == .phrase, end - start > Captions.longestCue || text.count > Captions.mostCharacters else {
            return [whole]
        }
        return EstimatedTimes(start..<end).parts(of: text).map { Word(text: $0.text, start: $0.start, end: $0.end) }
    }

    /// Cut off at the end of the video; nil for what begins after it.
    fileprivate func within(_ duration: Double) -> HeardPart? {
        guard start < duration else { return nil }
        var part = self
        part.end = min(part.end, duration)
        return part
    }
}
