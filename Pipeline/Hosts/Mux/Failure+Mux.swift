import HTTPTransfer
import Intake
import Manifest
import MuxVideo
import Roles
import StateFiles
import SystemPackage

extension Failure {
    /// What went wrong with Mux, in Mux's own words, and what to do about it. Cancellation is passed on as it is.
    static func of(_ error: MuxError) -> any Error {
        if error.isCancelled { return CancellationError() }
        switch error.kind {
        case .unauthorized:
            return Failure(.config, "\(error); set MUX_TOKEN_ID and MUX_TOKEN_SECRET to a token of the account")
        case .forbidden: return Failure(.config, "\(error); give the token Mux Video read and write")
        case .planLimit(.assets):
            return Failure(
                .config,
                "\(error); make room (smartclip clean --all --remote --unused deletes what no clip needs any more, without "
                    + "--unused all that this outbox made) or choose another plan, and run again"
            )
        case .planLimit(.staticRenditions):
            return Failure(.config, "\(error); clips are downloaded as static renditions: choose a plan that has them")
        case .planLimit(.resolution):
            return Failure(
                .config,
                "\(error); set mux_max_resolution to 1080p, or to source to have what the account allows, or choose another plan"
            )
        case .planLimit(.other): return Failure(.config, error.description)
        case .invalid, .clipTooShort: return Failure(.input, error.description)
        case .notFound: return Failure(.config, error.description)
        case .cannotSign: return Failure(.config, "\(error); set MUX_SIGNING_KEY and MUX_PRIVATE_KEY")
        case .rateLimited, .serverTrouble, .badAnswer: return Failure(.transient, error.description)
        case .transfer(let error): return of(error)
        }
    }
}

/// Calls Mux, its errors turned into failures.
func muxCall<Value>(_ body: () async throws(MuxError) -> Value) async throws -> Value {
    do {
        return try await body()
    } catch {
        throw Failure.of(error)
    }
}
