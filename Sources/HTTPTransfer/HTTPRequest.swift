public import SystemPackage

/// One request. What is sent and what is received may each be a file, streamed in constant memory.
public struct HTTPRequest: Sendable {
    /// What is asked of the server.
    public var method: Method
    /// Where to: http or https, whole.
    public var url: Address
    /// Beside those that follow from the body, the authorization and the client.
    public var headers: HTTPHeaders
    /// Sent to this request's host only, never to another that a redirect names.
    public var authorization: Authorization?
    /// What is sent.
    public var body: Body
    /// Where the answer goes.
    public var sink: Sink
    /// How long it may take to connect and to stand still.
    public var limits: Limits

    /// A request; nothing of it is checked before it is sent.
    public init(
        _ method: Method,
        _ url: Address,
        headers: HTTPHeaders = [:],
        authorization: Authorization? = nil,
        body: Body = .none,
        sink: Sink = .memory(limit: 8 << 20),
        limits: Limits = Limits()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.body = body
        self.sink = sink
        self.limits = limits
    }

    /// The methods that the services know.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
        case head = "HEAD"
    }

    /// A URL; a secret one (a signed upload session, a signed playback) is its own credential and is told by its host only.
    public enum Address: Sendable, Equatable {
        case plain(String)
        case secret(Secret)
    }

    /// Who asks.
    public enum Authorization: Sendable {
        case basic(user: Secret, password: Secret)
        case bearer(Secret)
    }

    /// What is sent.
    public enum Body: Sendable {
        case none
        case bytes([UInt8], type: String)
        /// `length` bytes of an open file from `offset`, read by pread: the descriptor's own place is not moved, and it
        /// must stay open until the call returns. A file that ends early is `HTTPError.Kind.sourceChanged`.
        case file(FileDescriptor, offset: Int64, length: Int64, type: String?)
    }

    /// Where an answer's body goes.
    public enum Sink: Sendable {
        /// More than `limit` bytes is `HTTPError.Kind.tooLarge`.
        case memory(limit: Int)
        /// The bytes of a 2xx answer are written to the open file by pwrite from `offset`; any other answer's go to memory, up
        /// to 64 KiB, so that an error's text does not become a file.
        case file(FileDescriptor, offset: Int64, limit: Int64)
        /// The bytes of a 2xx answer are handed out as they come, on the client's thread, in any pieces: `take` must return at
        /// once. Where it wants no more it returns false; the connection is closed then, and the answer is a success with what
        /// came. More than `limit` bytes is `tooLarge`. Any other answer's go to memory, up to 64 KiB.
        case pieces(limit: Int, take: @Sendable (UnsafeRawBufferPointer) -> Bool)
    }

    /// There is no limit to the whole time of a transfer: a long one that moves is a healthy one.
    public struct Limits: Sendable {
        /// Name look-up, connection, TLS.
        public var connect: Duration = .seconds(15)
        /// Slower than `slowRate` bytes a second, both ways together, for this long is a stall. It also bounds the wait for the
        /// first byte of an answer.
        public var stall: Duration = .seconds(60)
        /// The same once the answer's body has begun, where that is shorter: whoever writes as it goes may be slow to begin, and
        /// has no reason to stop.
        public var silence: Duration?
        /// Bytes a second.
        public var slowRate: Int = 1
        /// How many are followed; with 0 the redirect is the answer.
        public var redirects: Int = 5

        /// Limits for services on the net.
        public init() {}
    }
}
