/// What was said in a recording.
public struct Transcription: Sendable, Equatable {
    /// All of it.
    public var text: String
    /// As the server says it: "en", or "english".
    public var language: String?
    /// Of the recording, in seconds.
    public var duration: Double?
    /// Empty where the server gives no times.
    public var segments: [Segment]
    /// Empty where the server gives no times of words.
    public var words: [Word]
    /// Tokens, where the server bills and tells those.
    public var usage: Usage?
    /// Seconds of sound, where the server bills and tells those.
    public var billedSeconds: Double?
    /// `x-request-id`.
    public var requestID: String?
    /// What it took to get it.
    public var cost: ChatCost

    /// Makes an answer from its parts.
    public init(
        text: String,
        language: String? = nil,
        duration: Double? = nil,
        segments: [Segment] = [],
        words: [Word] = [],
        usage: Usage? = nil,
        billedSeconds: Double? = nil,
        requestID: String? = nil,
        cost: ChatCost = ChatCost()
    ) {
        self.text = text
        self.language = language
        self.duration = duration
        self.segments = segments
        self.words = words
        self.usage = usage
        self.billedSeconds = billedSeconds
        self.requestID = requestID
        self.cost = cost
    }

    /// About a sentence. Times are seconds from the beginning; the end is not before the start.
    public struct Segment: Codable, Sendable, Equatable {
        /// Seconds.
        public var start: Double
        /// Seconds.
        public var end: Double
        /// Its words, as the server writes them.
        public var text: String
        /// How likely it is that nobody speaks, 0 to 1.
        public var noSpeech: Double?
        /// The mean logarithm of the tokens' probabilities; under -1 the words are doubtful.
        public var logProbability: Double?
        /// Over 2.4 the model repeats itself.
        public var compressionRatio: Double?

        /// Makes a segment from its parts.
        public init(
            start: Double,
            end: Double,
            text: String,
            noSpeech: Double? = nil,
            logProbability: Double? = nil,
            compressionRatio: Double? = nil
        ) {
            self.start = start
            self.end = end
            self.text = text
            self.noSpeech = noSpeech
            self.logProbability = logProbability
            self.compressionRatio = compressionRatio
        }
    }

    /// A word. Times are seconds from the beginning; the end is not before the start.
    public struct Word: Codable, Sendable, Equatable {
        /// As the server writes it, blanks and signs included.
        public var text: String
        /// Seconds.
        public var start: Double
        /// Seconds.
        public var end: Double

        /// Makes a word from its parts.
        public init(text: String, start: Double, end: Double) {
            self.text = text
            self.start = start
            self.end = end
        }
    }
}

/// A transcription as it can be kept in a file.
public struct KeptTranscription: Codable, Sendable, Equatable {
    /// All of it.
    public var text: String
    /// As the server says it.
    public var language: String?
    /// Of the recording, in seconds.
    public var duration: Double?
    /// With their times.
    public var segments: [Transcription.Segment]
    /// With their times.
    public var words: [Transcription.Word]

    /// What is worth keeping.
    public init(_ transcription: Transcription) {
        text = transcription.text
        language = transcription.language
        duration = transcription.duration
        segments = transcription.segments
        words = transcription.words
    }

    /// The same again; it cost nothing.
    public var transcription: Transcription {
        Transcription(
            text: text,
            language: language,
            duration: duration,
            segments: segments,
            words: words,
            usage: nil,
            billedSeconds: nil,
            requestID: nil,
            cost: ChatCost()
        )
    }
}
