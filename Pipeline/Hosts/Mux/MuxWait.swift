import Concurrency
import FoundationEssentials
import Manifest
import MuxVideo

/// Waiting for what Mux makes. Nothing calls back: it is looked at, at a pace that Mux asks for. Where the process is to end, so does
/// the wait, by a `CancellationError`: the next process goes on from here.
enum MuxWait {
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
            if let value = try await look() { return value }
            let elapsed = clock.now - began
            if elapsed >= limit { break }
            try await Ending.sleep(for: pace.wait(afterLook: number, elapsed: elapsed))
        }
        return nil
    }
}
