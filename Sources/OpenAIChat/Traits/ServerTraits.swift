/// What was found out about a server. Worth keeping in a file: each thing that is known saves a request that is refused.
public struct ServerTraits: Codable, Sendable, Equatable {
    /// Which server: `ChatServer.base`.
    public var base: String
    /// By model: one server's models differ.
    public var models: [String: ModelTraits] = [:]

    /// Nothing is known yet.
    public init(base: String) { self.base = base }
}

/// What one model of a server takes; nil is what nobody asked yet.
public struct ModelTraits: Codable, Sendable, Equatable {
    /// How it is told how long an answer may be.
    public var tokenCap: TokenCap?
    /// Models that reason take the default only.
    public var takesTemperature: Bool?
    /// The strictest form that it takes.
    public var responseFormat: ResponseFormat?
    /// Whether its answers count tokens.
    public var tellsUsage: Bool?
    /// The bounds that it takes in a schema.
    public var schemaBounds: SchemaBounds?
    /// Whether it writes an answer as it goes.
    public var stream: Stream?
    /// Whether it thinks before it answers, which takes tokens of the answer's cap.
    public var thinks: Bool?
    /// The richest form of a transcription that it gives.
    public var transcription: TranscriptionFormat?

    /// Nothing is known yet.
    public init() {}

    /// A parameter that caps the tokens of an answer.
    public enum TokenCap: String, Codable, Sendable {
        /// Harmless where it is taken: servers that know one only ignore the other.
        case both
        /// OpenAI's newer one, the only one that its reasoning models take; Ollama and older llama.cpp ignore it.
        case maxCompletionTokens = "max_completion_tokens"
        /// The older one.
        case maxTokens = "max_tokens"
    }

    /// How an answer comes.
    public enum Stream: String, Codable, Sendable {
        /// As it is written, and at the end how many tokens it took.
        case counted
        /// As it is written.
        case uncounted
        /// In one piece.
        case none
    }

    /// How a server is told of what an answer is to be, beside the words.
    public enum ResponseFormat: String, Codable, Sendable {
        case jsonSchema = "json_schema"
        case jsonObject = "json_object"
        case none
    }

    /// How a transcription comes.
    public enum TranscriptionFormat: String, Codable, Sendable {
        /// With the times of segments and, where offered, of words.
        case verbose = "verbose_json"
        case json
        case text
    }
}
