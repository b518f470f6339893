import HTTPTransfer
package import Manifest
package import OpenAIChat
import Roles

/// Why a language model gave nothing that can be used. What it was asked for can be had otherwise.
package struct ModelSilence: Error {
    /// In one line.
    package let reason: String
    /// What becomes of the stage where nothing else may do the work.
    package let failure: Failure
    /// Whether the server would answer if it were asked about something else.
    package var isOfThisTextOnly = false
    /// Where the text was too long for the model: the tokens that it may be able to read.
    package var mostTokens: Int?
    /// The same as a part of what was shown, where the server said how much it reads.
    package var share: Double?

    package init(reason: String, failure: Failure, isOfThisTextOnly: Bool = false, mostTokens: Int? = nil) {
        self.reason = reason
        self.failure = failure
        self.isOfThisTextOnly = isOfThisTextOnly
        self.mostTokens = mostTokens
    }

    /// The text was too long for the model.
    package init(tooLong reason: String, mostTokens: Int) {
        self.init(
            reason: reason,
            failure: Failure(.config, "\(reason); choose a model with a longer context, or set --window-tokens"),
            mostTokens: mostTokens
        )
    }
}

extension Failure {
    /// What went wrong with a language model: a failure of class `config` where nothing helps but a person, a `ModelSilence` where
    /// the work can be done without it, or a cancellation.
    package static func of(_ error: ChatError) -> any Error {
        if error.isCancelled { return CancellationError() }
        let line = error.description
        switch error.kind {
        case .badKey: return Failure(.config, "\(line); set OPENAI_API_KEY to a key of this server")
        case .noPermission:
            return Failure(.config, "\(line); give the key the right to this model, or choose another by --model")
        case .quotaExhausted:
            return Failure(
                .config,
                "\(line); add credit or raise the limit at the provider, or use --analyst extractive"
            )
        case .modelNotFound: return Failure(.config, "\(line); choose one that the server has: --model or OPENAI_MODEL")
        case .notFound: return Failure(.config, "\(line); set OPENAI_BASE_URL to the address before /chat/completions")
        case .transfer(let cause):
            switch cause.kind {
            case .badURL, .tls: return of(cause)
            default: return ModelSilence(reason: line, failure: Failure(cause.isTransient ? .transient : .bug, line))
            }
        case .rateLimited, .serverTrouble, .badAnswer:
            return ModelSilence(reason: line, failure: Failure(.transient, line))
        case .withheld:
            return ModelSilence(
                reason: error.words,
                failure: Failure(
                    .config,
                    "\(error.words); raise the budget or, where it is a day's, wait for the next, or use --analyst extractive"
                )
            )
        case .invalid: return ModelSilence(reason: line, failure: Failure(.config, line))
        case .contextTooLong: return ModelSilence(tooLong: line, mostTokens: .max)
        case .truncated, .filtered, .refused, .unusable:
            return ModelSilence(
                reason: line,
                failure: Failure(.config, "\(line); choose another model, or use --analyst extractive"),
                isOfThisTextOnly: true
            )
        }
    }

    /// Whether every other request to the server would fail alike.
    package static func refusesAll(_ error: ChatError) -> Bool {
        switch error.kind {
        case .badKey, .quotaExhausted: true
        default: false
        }
    }
}
