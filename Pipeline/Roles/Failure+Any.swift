import FoundationEssentials
package import HTTPTransfer
import Intake
public import Manifest
package import Media
import StateFiles
import SystemPackage

extension Failure {
    /// What went wrong with a media file, for the record. Cancellation is not a failure and is passed on as it is.
    package static func of(_ error: MediaError) -> any Error {
        let kind: Failure.Class
        switch error.kind {
        case .input: kind = .input
        case .transient: kind = .transient
        case .config: kind = .config
        case .bug: kind = .bug
        case .cancelled: return CancellationError()
        }
        return Failure(kind, error.description, detail: error.detail)
    }

    /// What went wrong on the way to a server.
    package static func of(_ error: HTTPError) -> any Error {
        switch error.kind {
        case .cancelled: return CancellationError()
        case .badURL: return Failure(.config, "\(error); mend the base URL")
        case .tls:
            return Failure(.config, "\(error); CURL_CA_BUNDLE or SSL_CERT_FILE names other certificates to trust")
        case .sink(let number):
            return of(
                FileError("write what comes from \(error.host) to", "a file of the outbox", Errno(rawValue: number))
            )
        case .sourceChanged: return Failure(.transient, "the file changed while it was sent; it is done anew next time")
        default: return Failure(error.isTransient ? .transient : .bug, error.description)
        }
    }

    /// The failure that something ends with; nil where it ends well.
    package static func thrown(by body: () throws(Failure) -> Void) -> Failure? {
        do throws(Failure) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    /// Any error as a failure; nil for a cancellation.
    public static func of(_ error: any Error) -> Failure? {
        switch error {
        case is CancellationError: nil
        case let failure as Failure: failure
        case let error as FileError: of(error)
        case let error as MediaError: of(error) as? Failure
        default: Failure(.bug, "unexpected error: \(error)")
        }
    }
}

/// Runs a media operation, its errors turned into failures.
package func media<Value>(_ body: () async throws(MediaError) -> Value) async throws -> Value {
    do {
        return try await body()
    } catch {
        throw Failure.of(error)
    }
}
