import Installation
import StateFiles
import Synchronization

/// Shows on standard error what is set up: lines, and on a terminal a bar for what is on its way.
final class SetupDisplay: Sendable {
    private struct State {
        var bar: CountBar?
        var name: String?
        var tenth = 0
    }

    private let state = Mutex(State())

    func show(_ event: SetupEvent) {
        state.withLock { state in
            switch event {
            case .plan(let line), .step(let line):
                Self.end(&state)
                Console.error(line.oneLine, prefixed: false)
            case .progress(let name, let bytes, let all):
                guard all > 1 << 20 else { return }
                if state.name != name { Self.end(&state) }
                state.name = name
                let part = min(1, Double(bytes) / Double(all))
                guard !Console.isTerminal else {
                    let bar = state.bar ?? CountBar(name)
                    state.bar = bar
                    return bar.show(part)
                }
                // A line a tenth, for logs.
                guard Int(part * 10) > state.tenth else { return }
                state.tenth = Int(part * 10)
                Console.error("\(name): \(state.tenth * 10) % of \(DiskUse.text(all))", prefixed: false)
            }
        }
    }

    /// Takes the bar away.
    func end() { state.withLock { Self.end(&$0) } }

    private static func end(_ state: inout State) {
        state.bar?.clear()
        state = State()
    }
}
