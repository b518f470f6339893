import Synchronization

/// How far the desk's own work on videos is, as the program tells it.
final class WorkProgress: Sendable {
    private struct State {
        var fractions: [String: Double] = [:]
        var failures: [String: String] = [:]
        var queued: Set<String> = []
        var active: String?
    }

    private let state = Mutex(State())

    /// 0 to 1 of the stage that runs; nil where nobody says.
    func of(_ id: String) -> Double? { state.withLock { $0.fractions[id] } }

    func set(_ id: String, _ fraction: Double?) { state.withLock { $0.fractions[id] = fraction } }

    /// Why the last work on a video came to nothing; nil where it did not.
    func failure(of id: String) -> String? { state.withLock { $0.failures[id] } }

    func setFailure(_ id: String, _ text: String?) { state.withLock { $0.failures[id] = text } }

    /// Whether the desk has a video worked on now.
    func isAtWork(_ id: String) -> Bool { state.withLock { $0.active == id } }

    func setActive(_ id: String?) { state.withLock { $0.active = id } }

    /// Whether work on a video waits for its turn.
    func isQueued(_ id: String) -> Bool { state.withLock { $0.queued.contains(id) } }

    func setQueued(_ ids: Set<String>) { state.withLock { $0.queued = ids } }
}
