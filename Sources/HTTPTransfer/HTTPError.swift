/// Why a request gave no whole answer.
public struct HTTPError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong.
    public var kind: Kind
    /// "api.mux.com:443", never the path nor the query.
    public var host: String
    /// One line, without any secret: what curl or the system said.
    public var message: String
    /// What the server can know of the request: decides whether a call that makes something may be sent again.
    public var reach: Reach

    /// An error; the message must hold no secret.
    public init(kind: Kind, host: String, message: String, reach: Reach) {
        self.kind = kind
        self.host = host
        self.message = message
        self.reach = reach
    }

    /// What went wrong, as far as a caller can act on it.
    public enum Kind: Sendable, Equatable {
        /// The URL is not one that can be asked: not http(s), no host, ill-formed.
        case badURL
        case nameNotFound
        case refused
        case connectTimeout
        /// The certificate is not trusted, or the handshake failed.
        case tls
        /// Too slow for too long, or no answer.
        case stalled
        /// Closed or reset before the answer was whole.
        case cut
        /// Not HTTP, or against its rules.
        case notHTTP
        case tooManyRedirects
        case tooLarge(limit: Int64)
        /// The file that is sent ended early or could not be read.
        case sourceChanged
        /// The file that receives could not be written: the disk is full, say. The errno.
        case sink(errno: Int32)
        case cancelled
        /// The circuit of this host is open: nothing was sent.
        case hostIsDown
        case other
    }

    /// What the server can know of a request.
    public enum Reach: Sendable, Equatable {
        /// Nothing of the request was sent.
        case notSent
        /// Some or all of it was: the server may have acted on it.
        case unknown
    }

    /// Whether the same may go well at another time, with nothing changed by anybody.
    public var isTransient: Bool {
        switch kind {
        case .nameNotFound, .refused, .connectTimeout, .stalled, .cut, .hostIsDown, .notHTTP: true
        case .badURL, .tls, .tooManyRedirects, .tooLarge, .sourceChanged, .sink, .cancelled, .other: false
        }
    }

    /// The host and the message.
    public var description: String { "\(host): \(message)" }
}
