/// An answer of whatever status: only what gave no whole answer is an error.
public struct HTTPResponse: Sendable {
    /// The status of the last answer, after redirects.
    public var status: Int
    /// Those of the answer itself, without interim ones and trailers.
    public var headers: HTTPHeaders
    /// Empty where a file took it, or whoever was handed the pieces.
    public var body: [UInt8]
    /// Bytes of the body, wherever they went.
    public var received: Int64
    /// "1.1", "2".
    public var version: String
    /// Whether the connection stood already.
    public var reused: Bool

    /// An answer, as a test's stand-in gives one.
    public init(
        status: Int,
        headers: HTTPHeaders = [:],
        body: [UInt8] = [],
        received: Int64 = 0,
        version: String = "1.1",
        reused: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.received = received
        self.version = version
        self.reused = reused
    }

    /// A status of 2xx.
    public var isSuccess: Bool { 200..<300 ~= status }
}

/// Bytes of the bodies of one request so far, as the connection took and gave them.
public struct TransferProgress: Sendable, Equatable {
    /// Of the request's body.
    public var sent: Int64
    /// Of the answer's body.
    public var received: Int64
    /// Where the server said how much will come.
    public var expected: Int64?

    /// So far it is.
    public init(sent: Int64, received: Int64, expected: Int64?) {
        self.sent = sent
        self.received = received
        self.expected = expected
    }
}
