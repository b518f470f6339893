import FoundationEssentials
import Manifest
import StateFiles

/// Turns at a rate that all processes which work on an outbox keep together, on whichever machines: how many requests a second one
/// account may send, say.
///
/// What is left stands in `.smartclip/turns/NAME.json`. It is locked for as long as it takes to change it, and not while anybody waits
/// for a turn.
package struct SharedTurns: Sendable {
    private let outbox: Outbox
    private let place: Place
    private let lock: SharedLock
    private let pace: TurnAccount.Pace

    /// Names those of an outbox. `name` is a name of a file.
    package init(_ name: String, rate: Double, burst: Int, in outbox: Outbox) {
        self.outbox = outbox
        place = outbox.ownFolder.appending("turns").appending("\(name).json")
        pace = TurnAccount.Pace(rate: rate, burst: burst)
        lock = outbox.lock(named: "turns-\(name)") { [outbox] in
            try outbox.workshop.removeTemporaries(of: "\(name).json")
        }
    }

    /// Takes the next turn and says how long it is until then; nil where that is longer than the limit, and then none is taken.
    package func take(within limit: Duration) async throws -> Duration? {
        let wait = try await change { $0.take(on: ThisHost.clockName, at: $1, pace, within: limit / .seconds(1)) }
        return wait.map { .seconds($0) }
    }

    /// Has everybody wait for so long.
    package func rest(for time: Duration) async throws {
        try await change { $0.rest(on: ThisHost.clockName, at: $1, pace, seconds: time / .seconds(1)) }
    }

    private func change<Value: Sendable>(_ body: (inout TurnAccount, _ clock: Double) -> Value) async throws -> Value {
        try await lock.holding {
            let old = try read()
            var account = old
            let value = body(&account, ThisHost.clock())
            if account != old {
                try place.parent.makeDirectory()
                // Not synced: after a power cut there was a rest.
                try outbox.write(JSONText.line(account), to: place, isSynced: false)
            }
            return value
        }
    }

    /// What is left. What cannot be understood is as if nobody had ever taken a turn.
    private func read() throws -> TurnAccount {
        guard let bytes = try place.readIfPresent(atMost: 1 << 20),
            let account = try? JSONText.decode(TurnAccount.self, from: Data(bytes))
        else { return TurnAccount() }
        return account
    }
}
