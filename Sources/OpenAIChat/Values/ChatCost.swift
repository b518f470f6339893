/// What a call took, whether it went well or not.
public struct ChatCost: Sendable, Equatable {
    /// The sum of what the servers told; nil where they told nothing.
    public var usage: Usage?
    /// How many answers may have been billed without a count: lost ones, and those of servers that do not count.
    public var uncounted = 0
    /// Requests that reached the server or may have, refused ones too.
    public var requests = 0
    /// From beginning to end, with all waits.
    public var seconds = 0.0

    /// Nothing.
    public init() {}

    /// Adds what a part took, of which the seconds are counted from the same beginning.
    mutating func add(_ part: ChatCost) {
        if let usage = part.usage { add(usage) }
        uncounted += part.uncounted
        requests += part.requests
        seconds = max(seconds, part.seconds)
    }

    mutating func add(_ usage: Usage?) {
        guard let usage else {
            uncounted += 1
            return
        }
        self.usage = self.usage.map { $0 + usage } ?? usage
    }
}
