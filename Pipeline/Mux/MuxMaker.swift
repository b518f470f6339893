import FoundationEssentials
import Manifest
import MuxVideo

/// Makes each thing at Mux once, whatever happens between a request and its answer.
///
/// Mux has no idempotency keys: a request that is sent again may make a second asset, which is paid for. So the intent stands on
/// disk before the request goes out, with a key that Mux is told to remember. Wherever it is not known what became of a
/// request (a cut connection, a kill, a power cut), it is looked for by that key before another is sent.
struct MuxMaker: Sendable {
    let ledger: Ledger

    /// What was just made may not be listed yet. It is looked for until this long after the request.
    static let settling = 10.0

    /// Makes an object, or finds the one that an earlier request made.
    func make<Made>(
        _ object: inout RemoteObject,
        create: () async throws(MuxError) -> Made,
        find: () async throws(MuxError) -> Made?
    ) async throws -> Made {
        var last: any Error = Failure(.transient, "Mux did not say whether it made what was asked for")
        for _ in 0..<4 {
            if let asked = object.askedAt, let found = try await look(since: asked, find) { return found }
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

    private func look<Made>(since asked: Timestamp, _ find: () async throws(MuxError) -> Made?) async throws -> Made? {
        while true {
            let age = Date().timeIntervalSince(asked.date)
            // A clock that was set back gives no age; then one look must do.
            let isLast = age >= Self.settling || age < 0
            if let found = try await muxCall(find) { return found }
            if isLast { return nil }
            try await ContinuousClock().sleep(for: .seconds(min(2, Self.settling - age)))
        }
    }
}
