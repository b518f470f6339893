public import HTTPTransfer
import Synchronization

/// The chat and transcription API of OpenAI and of the servers that speak the same: Ollama, llama.cpp, vLLM and others.
///
/// What a server can do is found out by asking it, once for each model, and kept in `traits`. A request that a server refuses
/// for a parameter it does not know is sent again without it: such a refusal is a 400 and costs nothing.
///
/// Asking costs money and has no other effect. A request that was turned away (429, 503 with `Retry-After`, no connection) is
/// repeated as the client's policy says. One whose answer was lost on its way may have been billed; since without an answer
/// there is nothing, it is asked again too, but at most `Options.lostAnswers` times, and the cost of each answer says how many
/// requests there were.
public final class OpenAIChat: Sendable {
    /// Who is asked.
    public let server: ChatServer
    let client: RetryingClient
    let options: Options
    let time: RetryClock
    let onRetry: (@Sendable (_ attempt: Int, _ reason: RetryReason, _ wait: Duration) -> Void)?
    private let learned: Mutex<ServerTraits>
    /// Bodies, by their hashes, that were refused as too long, and how: what is too long is so again.
    private let tooLong = Mutex<[Int: ChatError]>([:])

    /// What is the same for all calls.
    public struct Options: Sendable {
        /// How long nothing may come: the first byte comes when the question is read, and where a server does not stream when all
        /// of the answer is written, for which a small machine with a large model needs minutes.
        public var stall: Duration = .seconds(600)
        /// How long nothing may come once the answer has begun.
        public var silence: Duration = .seconds(120)
        /// How often a request is repeated that may have been billed already.
        public var lostAnswers = 2
        /// What shares a rate with these calls.
        public var lane: Lane?
        /// The longest answer, in bytes.
        public var answerLimit = 8 << 20

        /// The usual.
        public init() {}
    }

    /// A client of one server.
    ///
    /// - Parameters:
    ///   - client: Its lanes and circuits are used, and its policy says how often and how long is tried.
    ///   - traits: What an earlier client learned of this server; that of another server is not used.
    ///   - clock: What waits go by; the same as the client's.
    ///   - onRetry: Called before each wait for another try, with the number of the try that failed.
    public init(
        _ server: ChatServer,
        client: RetryingClient,
        traits: ServerTraits? = nil,
        options: Options = Options(),
        clock: any Clock<Duration> = SuspendingClock(),
        onRetry: (@Sendable (_ attempt: Int, _ reason: RetryReason, _ wait: Duration) -> Void)? = nil
    ) {
        self.server = server
        self.client = client
        self.options = options
        self.onRetry = onRetry
        time = RetryClock(clock)
        let known = traits.flatMap { $0.base == server.base ? $0 : nil }
        learned = Mutex(known ?? ServerTraits(base: server.base))
    }

    /// What is known of the server by now: worth keeping for the next time.
    public var traits: ServerTraits { learned.withLock(\.self) }

    /// How a body was refused that was too long; nil where it was not.
    func refusal(of body: String) -> ChatError? { tooLong.withLock { $0[body.hashValue] } }

    /// Remembers that a body is too long.
    func remember(_ body: String, _ refusal: ChatError) {
        tooLong.withLock { known in
            // More than anybody meets; it only saves requests.
            if known.count >= 4096 { known = [:] }
            known[body.hashValue] = refusal
        }
    }

    /// Remembers something of a model.
    func learn(_ model: String, _ change: (inout ModelTraits) -> Void) {
        learned.withLock { change(&$0.models[model, default: ModelTraits()]) }
    }
}
