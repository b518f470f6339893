/// A line of `.smartclip/spending/DAY.ndjson`: a request to a language model or a recogniser, before it was sent or after.
public struct SpendingLine: Codable, Sendable, Equatable {
    /// Whether the amount is the most that it may be, or what it was.
    public enum State: String, Codable, Sendable {
        case asked, answered
    }

    /// What a request takes.
    public struct Amount: Codable, Sendable, Equatable {
        /// Tries that failed among them.
        public var requests = 0
        /// Tokens that the model is asked with.
        public var promptTokens = 0
        /// Tokens that it answers.
        public var completionTokens = 0
        /// Of the first, those that the server still knew.
        public var cachedTokens = 0
        /// Of sound that is transcribed.
        public var audioSeconds = 0.0
        /// US dollars; nil where the model's price is not known.
        @OrNull public var usd: Double?

        /// Nothing.
        public init() {}

        /// In and out.
        public var tokens: Int { promptTokens + completionTokens }

        private enum CodingKeys: String, CodingKey {
            case requests, usd
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
            case cachedTokens = "cached_tokens"
            case audioSeconds = "audio_seconds"
        }
    }

    /// The version of this layout.
    public var schemaVersion = 1
    /// The request, of which there are one or two lines.
    public var id: String
    /// When this was written down.
    public var at: Timestamp
    /// Before it was sent, or after.
    public var state: State
    /// The video's id.
    public var video: String
    /// The stage that asked.
    public var stage: StageName
    /// The model that was asked.
    public var model: String
    /// What it takes.
    public var amount: Amount

    /// Describes a request.
    public init(
        id: String,
        at: Timestamp,
        state: State,
        video: String,
        stage: StageName,
        model: String,
        amount: Amount
    ) {
        self.id = id
        self.at = at
        self.state = state
        self.video = video
        self.stage = stage
        self.model = model
        self.amount = amount
    }

    private enum CodingKeys: String, CodingKey {
        case id, at, state, video, stage, model, amount
        case schemaVersion = "schema_version"
    }
}
