/// When a host is left alone, for all callers together.
public struct CircuitRules: Sendable {
    /// So many failures in a row, of connections or with a 5xx. More than one request's tries, so that one address that always
    /// fails does not close the host to all; few enough that a dead host is not asked by each of a hundred videos six times.
    public var failures = 10
    /// The pause before a request is let through to find out; doubled each time that it fails too.
    public var pause: Duration = .seconds(2)
    /// The longest pause: who waits for a host to come back is to notice within a minute.
    public var cap: Duration = .seconds(60)
    /// How long callers wait for a host to come back, counted from when it was found to be down. After that they are told at
    /// once, but for the one that finds out after each pause: whoever has better to do than wait comes again later.
    public var patience: Duration = .seconds(60)

    /// The rules that suit a service on the net.
    public init() {}
}
