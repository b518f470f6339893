public import SystemPackage

/// How an emulator behaves.
public struct OpenAIOptions: Sendable {
    /// Who answers.
    public enum ModelKind: String, Sendable, CaseIterable {
        /// Keeps to the questions' rules.
        case good
        /// Breaks them in a fifth of what it says.
        case mediocre
        /// Keeps to what a schema bounds, and to nothing else: lists that may be empty are, texts without an end repeat
        /// themselves until the cap, and numbers are any.
        case weak
        /// Says what a file tells.
        case scripted
    }

    /// What becomes of a chat that asks for a stream.
    public enum Streaming: String, Sendable, CaseIterable {
        /// It is streamed.
        case events
        /// It is streamed, without the `[DONE]` at the end.
        case unended
        /// It is answered in one piece.
        case ignored
        /// It is refused: OpenAI does so to organisations that are not verified.
        case refused
        /// `stream_options` are refused, as older servers do that forbid what they do not know.
        case uncounted
    }

    /// The port on 127.0.0.1; 0 takes a free one.
    public var port = 0
    /// What `Authorization: Bearer` must bring; nil asks for none.
    public var key: String?
    /// Whose words it speaks.
    public var dialect = ServiceDialect.openai
    /// The models that there are; any name is taken where there is none.
    public var models: [String] = []
    /// The models reason: they take no `max_tokens` and no temperature, and spend tokens on it. OpenAI only.
    public var isReasoning = false
    /// llama.cpp of before 2026: it ignores `max_completion_tokens` and transcribes nothing.
    public var isOld = false
    /// Answers count their tokens.
    public var tellsUsage = true
    /// Tokens of the context; nil for no limit.
    public var context: Int?
    /// How a chat is answered that asks for a stream.
    public var streaming = Streaming.events
    /// The time between the events of a stream.
    public var pace = Duration.zero
    /// Answers are prose, with the JSON in a fence.
    public var ignoresSchema = false
    /// Who answers.
    public var kind = ModelKind.good
    /// Where all chance comes from.
    public var seed: UInt64 = 1
    /// What a scripted model says: a JSON array.
    public var script: FilePath?
    /// The time to the first byte of every answer.
    public var think = Duration.zero
    /// Of how many requests one meets each fault.
    public var faults: [ServiceFault: Double] = [:]
    /// Faults in a row for the same request; nil for no limit.
    public var atMost: Int?
    /// Seconds a slow answer comes late.
    public var slow = 1.0
    /// Seconds that a rate limit asks to wait for; `Retry-After` says whole ones.
    public var retryAfter = 1.0
    /// Whether there are transcriptions.
    public var hasTranscriptions = true
    /// Of how many recordings one is heard in parts only.
    public var deafness = 0.0
    /// Silence is filled with what was said before.
    public var hallucinates = false
    /// In sound without words, such as applause, a sentence is heard that nobody says, where it is sent by itself.
    public var invents = false

    /// Options with their defaults.
    public init() {}
}
