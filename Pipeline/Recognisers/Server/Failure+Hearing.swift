import Manifest
import Media
import OpenAIChat
import Roles
import TalkTime

extension Failure {
    /// What went wrong with a server of the OpenAI kind, in its own words, and what to do about it. Cancellation is passed on
    /// as it is.
    static func of(_ error: ChatError, hearing piece: SoundPiece) -> any Error {
        if error.isCancelled { return CancellationError() }
        let place = "the sound from \(TalkTime.text(piece.start)) to \(TalkTime.text(piece.end))"
        switch error.kind {
        case .badKey: return Failure(.config, "\(error); give the key of an account of this server")
        case .noPermission: return Failure(.config, "\(error); give a key that may transcribe")
        case .modelNotFound: return Failure(.config, "\(error); name a model that transcribes and that the server has")
        case .notFound: return Failure(.config, "\(error); mend the base URL, or take a server that transcribes")
        case .quotaExhausted:
            return Failure(
                .config,
                "\(error); raise the limit or top up the account, and run again: what is paid for is kept"
            )
        case .withheld:
            return Failure(.config, "\(error.words); raise the budget or, where it is a day's, wait for the next")
        case .rateLimited, .serverTrouble, .badAnswer: return Failure(.transient, error.description)
        case .transfer(let transfer): return of(transfer)
        case .contextTooLong, .invalid, .truncated, .filtered, .refused, .unusable:
            return Failure(.input, "\(place) cannot be transcribed: \(error)")
        }
    }
}
