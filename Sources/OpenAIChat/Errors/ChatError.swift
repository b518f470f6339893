public import HTTPTransfer

/// Why a call gave no usable answer.
public struct ChatError: Error, Sendable, Equatable {
    /// What went wrong.
    public var kind: Kind
    /// "POST api.openai.com/v1/chat/completions".
    public var call: String
    /// The server's own words, or what cannot be asked: one line without control characters and without the key.
    public var words: String
    /// `x-request-id`: what a service's support asks for.
    public var requestID: String?
    /// Whether any of the requests of the call may have been billed.
    public var mayBeBilled: Bool
    /// What the call took in vain.
    public var cost: ChatCost
    /// Of `contextTooLong`: how much the model reads, where the server says so.
    public var room: ContextRoom?

    /// An error of a call; the words must hold no secret.
    public init(
        _ kind: Kind,
        call: String,
        words: String = "",
        requestID: String? = nil,
        mayBeBilled: Bool,
        cost: ChatCost = ChatCost()
    ) {
        self.kind = kind
        self.call = call
        self.words = words
        self.requestID = requestID
        self.mayBeBilled = mayBeBilled
        self.cost = cost
    }

    /// What went wrong, as far as a caller can act on it.
    public enum Kind: Sendable, Equatable {
        /// The server does not know the key, or wants one.
        case badKey
        /// The key may not do this.
        case noPermission
        case modelNotFound
        /// The address has no such API: the base is wrong, or the server cannot do it.
        case notFound
        /// What was paid for, or may be spent, is used up: waiting does not help.
        case quotaExhausted
        /// Seconds, where the server said how many.
        case rateLimited(retryAfter: Double?)
        /// More than the model, or the limit of tokens a minute, takes at once.
        case contextTooLong
        /// It cannot be asked like this; `words` says what is wrong.
        case invalid
        case serverTrouble(status: Int)
        /// An answer that is not what the API's description says; what and where.
        case badAnswer(String)
        /// The cap of tokens or the context ended it.
        case truncated
        /// The server's filter held the answer, or the question, back.
        case filtered
        /// The model declined, as `words` says.
        case refused
        /// What came could not be read or was not valid, after the repair too: why, for each answer.
        case unusable([String])
        /// The caller's own hooks did not let it be asked; `words` says why.
        case withheld
        case transfer(HTTPError)
    }

    /// Whether the same may go well at another time, with nothing changed by anybody.
    public var isTransient: Bool {
        switch kind {
        case .rateLimited, .serverTrouble, .badAnswer: true
        case .transfer(let error): error.isTransient
        case .badKey, .noPermission, .modelNotFound, .notFound, .quotaExhausted, .contextTooLong, .invalid, .truncated,
            .filtered, .refused, .unusable, .withheld:
            false
        }
    }

    /// Whether the caller itself ended the call.
    public var isCancelled: Bool {
        if case .transfer(let error) = kind { error.kind == .cancelled } else { false }
    }
}
