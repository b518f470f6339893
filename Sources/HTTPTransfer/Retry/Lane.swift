/// Requests that share a rate: one host's, of one kind.
public struct Lane: Sendable, Hashable {
    /// For people; lanes with another rate are other lanes.
    public var name: String
    /// Sustained requests a second.
    public var rate: Double
    /// How many may go at once after a rest.
    public var burst: Int

    /// A lane.
    public init(_ name: String, rate: Double, burst: Int) {
        self.name = name
        self.rate = rate
        self.burst = burst
    }
}
