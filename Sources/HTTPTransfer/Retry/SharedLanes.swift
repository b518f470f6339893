/// The turns of lanes that more than this process takes: others of the machine, and of other machines.
///
/// A request first passes its own process's lane, which keeps those of one process in order; then it takes its turn here.
public protocol SharedLanes: Sendable {
    /// Takes the next turn and says how long it is until then; nil where that would be longer than the limit, and then none is taken.
    func take(_ lane: Lane, within limit: Duration) async throws(SharedLaneError) -> Duration?

    /// Has all wait for so long who share a lane: its server said "too many".
    func rest(_ lane: Lane, for time: Duration) async throws(SharedLaneError)
}

/// Why a turn could neither be had nor refused.
public enum SharedLaneError: Error, Sendable, Equatable {
    case cancelled
    /// The errno, and one line.
    case files(errno: Int32, message: String)

    func error(of host: String) -> HTTPError {
        switch self {
        case .cancelled: HTTPError(kind: .cancelled, host: host, message: "cancelled", reach: .notSent)
        case .files(let errno, let message):
            HTTPError(
                kind: .sink(errno: errno),
                host: host,
                message: "its turn cannot be written down: \(message)",
                reach: .notSent
            )
        }
    }
}
