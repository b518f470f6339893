/// A value and what it was before: a replica that lags behind answers from here.
struct Versioned<Value: Sendable>: Sendable {
    /// What it is; nil after its deletion.
    private(set) var current: Value?
    /// What it was, oldest first, each with the moment it was replaced.
    private var past: [(until: ContinuousClock.Instant, value: Value)] = []

    /// Old values beyond this count are of no use to any reader.
    private static var kept: Int { 16 }

    let since: ContinuousClock.Instant

    init(_ value: Value) {
        current = value
        since = .now
    }

    mutating func set(_ value: Value?) {
        if let current { past.append((.now, current)) }
        if past.count > Self.kept { past.removeFirst() }
        current = value
    }

    /// The value as it was `lag` ago; its first where it is younger, so that a reply once given does not turn into 404.
    func value(lag: Duration) -> Value? {
        guard lag > .zero else { return current }
        let moment = ContinuousClock.now - lag
        for version in past where version.until > moment { return version.value }
        return current
    }

    /// Whether a list made `lag` ago would hold it.
    func isListed(lag: Duration) -> Bool { lag == .zero || since <= .now - lag }
}
