import Synchronization

/// Counts tokens that were wrong, by who gave them: after a few, more are not looked at for a while.
final class FailedTokens: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// So many may be wrong at once.
    static let burst = 10.0
    /// One more may be wrong after so many seconds.
    static let pause = 3.0
    /// More addresses than this are not remembered: the oldest give way.
    private static let limit = 1000

    private struct Count {
        var failures: Double
        var at: Instant
    }

    private let counts = Mutex<[String: Count]>([:])

    /// How many seconds to wait before another is looked at; nil where it is looked at now.
    func wait(for address: String, at now: Instant = .now) -> Int? {
        counts.withLock { counts in
            guard let count = counts[address] else { return nil }
            let left = Self.left(count, now)
            if left == 0 { counts[address] = nil }
            // A failure begins to be forgotten at once, so the last of a burst counts until all of it is.
            return left <= Self.burst - 1 ? nil : Int(((left - Self.burst + 1) * Self.pause).rounded(.up))
        }
    }

    /// One was wrong.
    func failed(_ address: String, at now: Instant = .now) {
        counts.withLock { counts in
            let left = counts[address].map { Self.left($0, now) } ?? 0
            if counts.count >= Self.limit, counts[address] == nil,
                let oldest = counts.min(by: { $0.value.at < $1.value.at })?.key
            {
                counts[oldest] = nil
            }
            counts[address] = Count(failures: min(left + 1, Self.burst), at: now)
        }
    }

    private static func left(_ count: Count, _ now: Instant) -> Double {
        let passed = count.at.duration(to: now) / .seconds(1)
        return max(0, count.failures - passed / pause)
    }
}
