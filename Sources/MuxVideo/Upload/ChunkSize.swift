/// How much goes in one request: multiples of 262144 bytes, as the session wants; more on a link that is quick, less on one that
/// fails.
struct ChunkSize: Sendable, Equatable {
    static let unit: Int64 = 262_144
    static let largest: Int64 = 256 << 20
    private(set) var bytes: Int64 = 8 << 20

    /// A whole chunk of this size went through.
    mutating func went(in time: Duration) {
        if time < .seconds(5) { bytes = min(bytes * 2, Self.largest) }
        if time > .seconds(30) { shrink() }
    }

    mutating func shrink() {
        bytes = max(bytes / 2, Self.unit)
    }
}
