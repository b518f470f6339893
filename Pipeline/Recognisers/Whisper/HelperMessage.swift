import FoundationEssentials
import Media
import OpenAIChat

/// What the helper `hear.py` is asked, a line of JSON each. The sound is raw 16-bit samples of 16 kHz, mono, in a file.
struct HelperRequest: Encodable, Sendable {
    /// What is asked.
    enum Deed: Sendable {
        /// Load a model; the first request of all.
        case open(model: String, threads: Int)
        /// Which language is spoken in some pieces.
        case language(sound: String, pieces: [SoundPiece])
        /// Where somebody speaks in a piece, and how many windows that fills.
        case speech(sound: String, piece: SoundPiece)
        /// Write down some windows of a piece.
        case hear(sound: String, piece: SoundPiece, windows: Range<Int>, Manner)
    }

    /// How it is to listen.
    struct Manner: Sendable, Hashable {
        /// ISO 639-1; nil where it changes: it is found out for each window.
        var language: String?
        /// Names that may be said, with commas.
        var hotwords: String?
        /// With the settings for what was heard before and could not be believed: slower.
        var isCareful = false
    }

    let id: Int
    let deed: Deed

    private enum Key: String, CodingKey {
        case id, `do`, model, threads, sound, spans, first, samples, windows, language, hotwords, careful
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        switch deed {
        case .open(let model, let threads):
            try fields.encode("open", forKey: .do)
            try fields.encode(model, forKey: .model)
            try fields.encode(threads, forKey: .threads)
        case .language(let sound, let pieces):
            try fields.encode("language", forKey: .do)
            try fields.encode(sound, forKey: .sound)
            try fields.encode(pieces.map { [$0.firstSample, $0.samples] }, forKey: .spans)
        case .speech(let sound, let piece):
            try fields.encode("speech", forKey: .do)
            try encode(sound, piece, &fields)
        case .hear(let sound, let piece, let windows, let manner):
            try fields.encode("hear", forKey: .do)
            try encode(sound, piece, &fields)
            try fields.encode([windows.lowerBound, windows.upperBound], forKey: .windows)
            try fields.encode(manner.language, forKey: .language)
            try fields.encode(manner.hotwords, forKey: .hotwords)
            try fields.encode(manner.isCareful, forKey: .careful)
        }
    }

    private func encode(_ sound: String, _ piece: SoundPiece, _ fields: inout KeyedEncodingContainer<Key>) throws {
        try fields.encode(sound, forKey: .sound)
        try fields.encode(piece.firstSample, forKey: .first)
        try fields.encode(piece.samples, forKey: .samples)
    }
}

/// What the helper answers, a line of JSON each.
struct HelperLine: Decodable, Sendable {
    let id: Int?
    /// How much of the request is done, 0 to 1. More comes.
    let part: Double?
    let opened: Opened?
    /// For each piece the likeliest languages, the likeliest first; none where nobody speaks.
    let languages: [[LanguageGuess]]?
    let speech: Speech?
    let heard: HeardWindows?
    let error: Trouble?

    struct Opened: Codable, Sendable {
        /// `faster-whisper 1.2.1`
        let engine: String
        let multilingual: Bool
    }

    /// Where somebody speaks in a piece.
    struct Speech: Codable, Sendable, Equatable {
        /// Seconds from the beginning of the piece.
        let stretches: [[Double]]
        /// How many windows the model hears of it.
        let windows: Int
    }

    struct Trouble: Codable, Sendable, Equatable {
        enum Kind: String, Codable, Sendable {
            case sound, language, model, memory, bug
        }

        let kind: Kind
        let message: String
    }
}

/// A language that may be spoken: ISO 639-1, and how likely it is, 0 to 1.
struct LanguageGuess: Codable, Sendable, Equatable {
    let language: String
    let probability: Double
}

/// What the helper heard in some windows of a piece. Times are seconds from the beginning of the piece.
struct HeardWindows: Codable, Sendable, Equatable {
    struct Segment: Codable, Sendable, Equatable {
        let start: Double
        let end: Double
        let text: String
        let logProbability: Double
        let noSpeech: Double
        let compressionRatio: Double

        private enum CodingKeys: String, CodingKey {
            case start, end, text
            case logProbability = "avg_logprob"
            case noSpeech = "no_speech_prob"
            case compressionRatio = "compression_ratio"
        }
    }

    struct Word: Codable, Sendable, Equatable {
        let word: String
        let start: Double
        let end: Double
    }

    let language: String
    let segments: [Segment]
    let words: [Word]

    /// All of a piece, of its windows in their order.
    static func transcription(_ parts: [HeardWindows]) -> Transcription {
        let segments = parts.flatMap(\.segments)
        return Transcription(
            text: segments.map(\.text).joined(),
            language: parts.first?.language,
            segments: segments.map {
                Transcription.Segment(
                    start: $0.start,
                    end: $0.end,
                    text: $0.text,
                    noSpeech: $0.noSpeech,
                    logProbability: $0.logProbability,
                    compressionRatio: $0.compressionRatio
                )
            },
            words: parts.flatMap(\.words).map { Transcription.Word(text: $0.word, start: $0.start, end: $0.end) }
        )
    }
}
