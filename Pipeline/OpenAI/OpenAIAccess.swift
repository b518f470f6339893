import HTTPTransfer
package import Manifest
package import OpenAIChat
package import Outbox
import Roles
package import Settings
import StateFiles
import Synchronization

/// The way to a server that speaks the OpenAI API, opened when the first video asks for it and shared by all: they share its
/// connections, what was learned of it, and the patience with it.
///
/// Where it is and who asks comes from variables, as OpenAI's own clients have them: OPENAI_API_KEY, OPENAI_BASE_URL, and
/// OPENAI_ORG_ID and OPENAI_PROJECT_ID where a key belongs to several. OPENAI_PATIENCE says for how many seconds a server that sends
/// nothing is waited for.
public final class OpenAIAccess: Sendable {
    private let environment: [String: String]
    private let state = Mutex(State())

    private struct State {
        var opened: Result<OpenAIChat, Failure>?
        var spending: Spending?
        /// What every request will be answered, until somebody does something about it, and until when that is believed.
        var refusal: (failure: Failure, until: ContinuousClock.Instant)?
        /// By model, how many tokens of a transcript it was found to take at once.
        var windows: [String: Int] = [:]
    }

    /// Remembers the variables; nothing is opened, nor looked at, before a video asks for it.
    public init(environment: [String: String]) {
        self.environment = environment.filter { $0.key.hasPrefix("OPENAI_") && !$0.value.isEmpty }
    }

    /// OpenAI's own server.
    package static let usualBase = "https://api.openai.com/v1"

    /// The server's address, which may hold a password where somebody wrote one into it.
    private var base: String {
        var base = (environment["OPENAI_BASE_URL"] ?? Self.usualBase)[...]
        while base.last == "/" { base.removeLast() }
        return String(base)
    }

    /// Whether the server is OpenAI's own, whose prices are known.
    package var isOpenAI: Bool { base == Self.usualBase }

    /// The server's address for a reader.
    public var place: String {
        if base.contains("@") { return "an address with a password, which is refused" }
        // A query, which is refused too, may hold a key.
        return String(base.prefix { $0 != "?" && $0 != "#" }).oneLine
    }

    /// Whether there is a key for a server that wants one.
    public var hasCredentials: Bool { environment["OPENAI_API_KEY"] != nil || !isOpenAI }

    /// The client; a failure of class `config` where a variable is missing or is nonsense, or where the server has just refused the
    /// key or says that its quota is used up.
    package func open() throws(Failure) -> OpenAIChat {
        let result = state.withLock { state -> Result<OpenAIChat, Failure> in
            if let refusal = state.refusal, refusal.until > .now { return .failure(refusal.failure) }
            let result = state.opened ?? Result { () throws(Failure) in try make() }
            state.opened = result
            return result
        }
        return try result.get()
    }

    /// Remembers for a minute that the server refuses all requests: a hundred videos need not each ask.
    package func remember(_ refusal: Failure) {
        state.withLock { $0.refusal = (refusal, .now + .seconds(60)) }
    }

    /// How many tokens of a transcript a model was found to take at once; nil where it took all that it was shown.
    package func knownWindow(of model: String) -> Int? { state.withLock { $0.windows[model] } }

    /// Remembers that a model takes no more at once.
    package func rememberWindow(_ tokens: Int, of model: String) { state.withLock { $0.windows[model] = tokens } }

    /// What was and may be spent; one for all videos of an outbox.
    package func spending(_ outbox: Outbox) -> Spending {
        state.withLock { state in
            let spending = state.spending ?? Spending(outbox)
            state.spending = spending
            return spending
        }
    }

    /// The model to ask: the one chosen, or a small one of OpenAI's where the server is theirs.
    package func model(_ settings: Settings) throws(Failure) -> String {
        if let model = settings.model { return model }
        if isOpenAI { return "gpt-5-mini" }
        throw Failure(.config, "analyst openai needs the name of a model at \(place); set OPENAI_MODEL or --model")
    }

    private func make() throws(Failure) -> OpenAIChat {
        let key = environment["OPENAI_API_KEY"]
        if key == nil, isOpenAI {
            throw Failure(
                .config,
                "OpenAI needs a key; set OPENAI_API_KEY in the environment or in .env, or OPENAI_BASE_URL to a server of your own "
                    + "(http://127.0.0.1:11434/v1 for Ollama)"
            )
        }
        if base.contains("@") {
            throw Failure(.config, "OPENAI_BASE_URL must hold no name and no password; set OPENAI_API_KEY instead")
        }
        if base.contains(where: { $0 == "?" || $0 == "#" }) {
            throw Failure(.config, "OPENAI_BASE_URL must have no query and no fragment (nothing from a ? or # on)")
        }
        let scheme = base.lowercased()
        guard
            scheme.hasPrefix("https://")
                || (scheme.hasPrefix("http://") && (key == nil || Loopback.isAddressed(by: scheme)))
        else {
            throw Failure(
                .config,
                "OPENAI_BASE_URL must begin with https:// (http:// is for this machine, and for servers that need no OPENAI_API_KEY)"
            )
        }
        var options = OpenAIChat.Options()
        if let text = environment["OPENAI_PATIENCE"] {
            guard let seconds = Int(text), 1...3600 ~= seconds else {
                throw Failure(.config, "OPENAI_PATIENCE must be a whole number of seconds from 1 to 3600")
            }
            options.stall = .seconds(seconds)
            options.silence = .seconds(seconds)
        }
        var policy = RetryPolicy()
        policy.attempts = 6
        policy.time = .seconds(180)
        return OpenAIChat(
            ChatServer(
                base: base,
                key: key.map { Secret($0) },
                organization: environment["OPENAI_ORG_ID"],
                project: environment["OPENAI_PROJECT_ID"],
                model: ""
            ),
            client: RetryingClient(MeteredClient(HTTPTransfer()), policy: policy),
            options: options
        )
    }
}
