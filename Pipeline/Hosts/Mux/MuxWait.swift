import Concurrency
import FoundationEssentials
import Manifest
import MuxVideo

/// Waiting for what Mux makes. It is looked at, at a pace that Mux asks for, and at once when a webhook came (`WakeUps`). Where the
/// process is to end, so does the wait, by a `CancellationError`: the next process goes on from here.
enum MuxWait {
    /// The shortest pause between two looks, also where somebody wakes it.
    private static let leastPause = Duration.milliseconds(250)

    /// Looks until `look` returns a value; after `limit` it is a transient failure, so that the next try goes on from here.
    static func until<Value>(
        _ what: String,
        pace: PollPace,
        limit: Duration = .seconds(1800),
        look: () async throws -> Value?
    ) async throws -> Value {
        if let value = try await within(limit, pace: pace, look: look) { return value }
        throw Failure(
            .transient,
            "Mux is not done with \(what) after \(Int(limit.inSeconds)) s; it is looked at again later"
        )
    }

    /// Looks until `look` returns a value, or the time is over.
    static func within<Value>(
        _ limit: Duration,
        pace: PollPace,
        look: () async throws -> Value?
    ) async throws -> Value? {
        let clock = ContinuousClock()
        let began = clock.now
        for number in 0... {
            let mark = WakeUps.mark
            if let value = try await look() { return value }
            let elapsed = clock.now - began
            if elapsed >= limit { break }
            let wait = pace.wait(afterLook: number, elapsed: elapsed)
            // Webhooks of many objects come at once, and each of them wakes all: not more looks than this for that.
            let least = min(wait, leastPause)
            try await Ending.sleep(for: least)
            try await WakeUps.sleep(for: wait - least, after: mark)
        }
        return nil
    }
}
