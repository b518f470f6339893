import Synchronization

/// Keeps all callers away from hosts that are down.
final class CircuitGate: Sendable {
    private let rules: CircuitRules
    private let time: RetryTime
    private let bell = Bell()
    private let hosts = Mutex<[String: CircuitState]>([:])

    init(_ rules: CircuitRules, _ time: RetryTime) {
        self.rules = rules
        self.time = time
    }

    /// Waits until a host may be asked; false where that is after the deadline, or the task is cancelled.
    func wait(_ host: String, deadline: Duration) async -> Bool {
        while !Task.isCancelled {
            let count = bell.count
            let now = time.now()
            switch change(host, { $0.look(now: now) }) {
            case .go, .probe: return true
            case .wait(let until):
                guard until <= deadline else { return false }
                await time.wait(until: until, or: bell, since: count)
            case .waitForProbe:
                guard now < deadline else { return false }
                await time.wait(until: deadline, or: bell, since: count)
            }
        }
        return false
    }

    /// How a caller was let through, of which `learn` must be told.
    struct Pass {
        fileprivate let probe: Int?
    }

    /// Lets a caller through; nil where it is to wait.
    func admit(_ host: String) -> Pass? {
        switch change(host, { $0.admit(now: time.now()) }) {
        case .go: Pass(probe: nil)
        case .probe(let number): Pass(probe: number)
        case .wait, .waitForProbe: nil
        }
    }

    func learn(_ host: String, _ outcome: Result<HTTPResponse, HTTPError>, _ pass: Pass) {
        let sign = CircuitSign(outcome)
        if change(host, { $0.learn(sign, probe: pass.probe, now: time.now()) }) { bell.ring() }
    }

    private func change<Value>(_ host: String, _ body: (inout CircuitState) -> Value) -> Value {
        hosts.withLock { body(&$0[host, default: CircuitState(rules)]) }
    }
}
