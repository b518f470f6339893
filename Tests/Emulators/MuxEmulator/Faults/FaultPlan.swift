import EmulatorKit
import Synchronization

/// Which requests fail and how: drawn from a seed, so that the same requests in the same order fail the same way.
final class FaultPlan: Sendable {
    struct Settings: Sendable {
        /// Of how many requests one fails: 0 none, 1 all.
        var rate: Double
        var seed: UInt64
        var kinds: [FaultKind]
        /// Only requests whose path begins so; all where empty.
        var paths: [String]
        /// What the next requests meet, in order, before any drawing; nil lets one pass.
        var next: [FaultKind?] = []
    }

    private struct State {
        var settings: Settings
        var requests: SeededGenerator
        var events: SeededGenerator
        var counts: [FaultKind: Int] = [:]
    }

    private let state: Mutex<State>

    init(_ settings: Settings) {
        state = Mutex(Self.start(settings))
    }

    private static func start(_ settings: Settings) -> State {
        State(
            settings: settings,
            requests: SeededGenerator(seed: settings.seed),
            events: SeededGenerator(seed: ~settings.seed)
        )
    }

    var settings: Settings { state.withLock { $0.settings } }

    /// Begins anew with other settings. The counts go on.
    func change(to settings: Settings) {
        state.withLock { state in
            let counts = state.counts
            state = Self.start(settings)
            state.counts = counts
        }
    }

    /// What becomes of the next request.
    func draw(method: String, path: String) -> FaultKind? {
        state.withLock { state in
            let settings = state.settings
            guard settings.paths.isEmpty || settings.paths.contains(where: { path.hasPrefix($0) }) else { return nil }
            let fault: FaultKind?
            if settings.next.isEmpty {
                let kinds = settings.kinds.filter { $0 != .duplicateWebhook && ($0 != .stale || method == "GET") }
                // Two draws a request whatever comes of them, so that one request never shifts the fate of the next.
                let (chance, choice) = (state.requests.unit(), state.requests.unit())
                fault = chance < settings.rate && !kinds.isEmpty ? kinds[Int(choice * Double(kinds.count))] : nil
            } else {
                fault = state.settings.next.removeFirst()
            }
            if let fault { state.counts[fault, default: 0] += 1 }
            return fault
        }
    }

    /// Whether the next event is delivered twice.
    func drawDuplicate() -> Bool {
        state.withLock { state in
            let isTwice =
                state.events.unit() < state.settings.rate && state.settings.kinds.contains(.duplicateWebhook)
            if isTwice { state.counts[.duplicateWebhook, default: 0] += 1 }
            return isTwice
        }
    }

    var counts: [FaultKind: Int] { state.withLock { $0.counts } }
}
