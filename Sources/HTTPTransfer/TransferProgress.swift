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
