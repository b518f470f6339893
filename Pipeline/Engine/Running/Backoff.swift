import FoundationEssentials
import Manifest

/// How long to wait before another try of what failed in a way that may pass by itself.
enum Backoff {
    /// After so many failures in a row, over most of a day, a person is needed: `smartclip retry`, or another input.
    static let limit = 10

    /// Seconds to wait after so many failures in a row: one minute, doubled with each, up to 20 % more or less, so that
    /// videos that failed together are not tried together. Nil where it was tried often enough. `jitter` is from -1 to 1.
    static func delay(_ tries: Int, jitter: Double) -> Double? {
        guard tries < limit else { return nil }
        return 60 * Double(1 << max(tries - 1, 0)) * (1 + 0.2 * jitter)
    }

    /// The longest that a wait can be, in seconds. A time that is farther off comes from a clock that was wrong.
    static let longest = delay(limit - 1, jitter: 1) ?? 0

    /// When what is to be tried again at a time is tried: now, where that time cannot be meant.
    static func due(_ time: Timestamp, at now: Timestamp) -> Timestamp {
        time.date.timeIntervalSince(now.date) > longest ? now : time
    }

    /// How many tries in a row have failed, after one more did. Another input begins a new count.
    static func count(after previous: StageRecord?, _ record: StageRecord) -> Int {
        guard let previous, previous.fingerprint == record.fingerprint else { return 1 }
        return (record.failedTries ?? 0) + 1
    }
}

extension Failure {
    /// The same with a time for the next try, where it may pass and no record could be written that says one.
    func triedAgain() -> Failure {
        guard self.class == .transient, retryAt == nil else { return self }
        var failure = self
        failure.retryAt = Backoff.delay(1, jitter: .random(in: -1...1)).map {
            Timestamp(Date(timeIntervalSinceNow: $0))
        }
        return failure
    }
}
