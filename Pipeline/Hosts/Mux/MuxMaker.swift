import Concurrency
import FoundationEssentials
import Intake
import Manifest
import MuxVideo
import Roles

/// Makes each thing at Mux once, whatever happens between a request and its answer.
///
/// Mux has no idempotency keys: a request that is sent again may make a second asset, which is paid for. So the intent stands on
/// disk before the request goes out, with a key that Mux is told to remember. Wherever it is not known what became of a
/// request (a cut connection, a kill, a power cut), it is looked for by that key before another is sent.
struct MuxMaker: Sendable {
    let ledger: Ledger

    /// What was just made may not be listed yet. It is looked for this long, counted from when its making was known to be in doubt.
    static let settling = 10.0
    /// A request may do its work this long after it was sent: so long its answer is waited for.
    static let answering = 60.0

    /// Makes an object, or finds the one that an earlier request made.
    func make<Made>(
        _ object: inout RemoteObject,
        create: () async throws(MuxError) -> Made,
        find: () async throws(MuxError) -> Made?
    ) async throws -> Made {
        var last: any Error = Failure(.transient, "Mux did not say whether it made what was asked for")
        for _ in 0..<4 {
            if let asked = object.askedAt {
                if let found = try await look(since: asked, find) { return found }
            } else if ledger.misses(object.purpose), let found = try await muxCall(find) {
                return found
            }
            object.askedAt = .now
            try await ledger.set(object)
            do throws(MuxError) {
                return try await create()
            } catch {
                last = Failure.of(error)
                // What may have been made is looked for, now or by the next run.
                if error.reach == .unknown && !error.isCancelled { continue }
                if error.reach != .unknown {
                    object.askedAt = nil
                    try await ledger.set(object)
                }
                throw last
            }
        }
        throw last
    }

    /// Looks for what a request may have made, as long as it may still come to light; one look does where the request is old.
    func look<Made>(since asked: Timestamp, _ find: () async throws(MuxError) -> Made?) async throws -> Made? {
        let clock = ContinuousClock()
        let end = clock.now + Self.patience(age: Date().timeIntervalSince(asked.date))
        while true {
            // Read before the look: what is listed while it goes on is seen by the next one.
            let left = end - clock.now
            if let found = try await muxCall(find) { return found }
            if left <= .zero { return nil }
            try await Ending.sleep(for: min(.seconds(2), left))
        }
    }

    /// Whether an object was made so lately that not all of Mux need know of it.
    static func isFresh(_ object: RemoteObject, now: Date = Date()) -> Bool {
        guard let made = object.madeAt else { return false }
        return abs(now.timeIntervalSince(made.date)) < answering
    }

    /// How long to look for what was asked for so many seconds ago.
    static func patience(age: Double) -> Duration {
        // A clock that was set back tells no age: it may have been just now.
        if age < 0 { return .seconds(settling) }
        return .seconds(max(0, min(settling, answering + settling - age)))
    }
}
