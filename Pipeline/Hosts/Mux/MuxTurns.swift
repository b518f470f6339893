import HTTPTransfer
import Outbox
import StateFiles
import Synchronization
import SystemPackage

/// The requests a second that one account may send, which all who work on an outbox share, on whichever machines.
final class MuxTurns: SharedLanes {
    private let outbox = Mutex<Outbox?>(nil)
    /// What tells the account from others; it says nothing of its token.
    private let account: String

    init(account: String) {
        self.account = String(Digest.of(Array(account.utf8)).prefix(8))
    }

    /// Shares them with all who work on an outbox; before, they are this process's alone.
    func share(in outbox: Outbox) { self.outbox.withLock { $0 = outbox } }

    func take(_ lane: Lane, within limit: Duration) async throws(SharedLaneError) -> Duration? {
        guard let turns = turns(of: lane) else { return .zero }
        do {
            return try await turns.take(within: limit)
        } catch {
            throw Self.error(error)
        }
    }

    func rest(_ lane: Lane, for time: Duration) async throws(SharedLaneError) {
        do {
            try await turns(of: lane)?.rest(for: time)
        } catch {
            throw Self.error(error)
        }
    }

    private func turns(of lane: Lane) -> SharedTurns? {
        outbox.withLock(\.self).map {
            SharedTurns("\(lane.name)-\(account)", rate: lane.rate, burst: lane.burst, in: $0)
        }
    }

    private static func error(_ error: any Error) -> SharedLaneError {
        switch error {
        case is CancellationError: .cancelled
        case let error as FileError: .files(errno: error.errno.rawValue, message: error.description)
        default: .files(errno: 0, message: "\(error)")
        }
    }
}
