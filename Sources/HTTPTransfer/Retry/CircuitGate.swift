import Synchronization

/// Keeps all callers away from hosts that are down.
final class CircuitGate: Sendable {
    private let rules: CircuitRules
    private let time: RetryClock
    private let bell = Bell()
    private let hosts = Mutex<[String: Host]>([:])

    private struct Host {
        var state: CircuitState
        /// What was last found wrong with it.
        var trouble: String?
    }

    init(_ rules: CircuitRules, _ time: RetryClock) {
        self.rules = rules
        self.time = time
    }

    /// Waits until a host may be asked; false where that is after the deadline or longer than the rules' patience lasts, or the
    /// task is cancelled.
    func wait(_ host: String, deadline: Duration) async -> Bool {
        while !Task.isCancelled {
            let count = bell.count
            let now = time.now()
            switch change(host, { $0.look(now: now) }) {
            case .go, .probe: return true
            case .wait(let until):
                guard until <= deadline else { return false }
                await time.wait(until: until, or: bell, since: count)
            case .waitForProbe(let until):
                guard now < deadline else { return false }
                await time.wait(until: min(until, deadline), or: bell, since: count)
            case .giveUp: return false
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
        case .wait, .waitForProbe, .giveUp: nil
        }
    }

    func learn(_ host: String, _ outcome: Result<HTTPResponse, HTTPError>, _ pass: Pass) {
        let sign = CircuitSign(outcome)
        if sign != .nothing { hosts.withLock { $0[host]?.trouble = sign == .dead ? Self.trouble(outcome) : nil } }
        if change(host, { $0.learn(sign, probe: pass.probe, now: time.now()) }) { bell.ring() }
    }

    private static func trouble(_ outcome: Result<HTTPResponse, HTTPError>) -> String {
        switch outcome {
        case .success(let response): "HTTP \(response.status)"
        case .failure(let error): error.message
        }
    }

    /// The error of one that was not let through in time.
    func isDown(_ host: String) -> HTTPError {
        let trouble = hosts.withLock { $0[host]?.trouble }
        let why = trouble.map { "it is down (\($0))" } ?? "it wants to be left alone for longer than there is time"
        return HTTPError(kind: .hostIsDown, host: host, message: "not asked, since \(why)", reach: .notSent)
    }

    private func change<Value>(_ host: String, _ body: (inout CircuitState) -> Value) -> Value {
        hosts.withLock { body(&$0[host, default: Host(state: CircuitState(rules))].state) }
    }
}
