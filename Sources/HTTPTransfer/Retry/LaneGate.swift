import Synchronization

/// Lets requests of lanes through, each in its turn.
final class LaneGate: Sendable {
    private let time: RetryClock
    private let bell = Bell()
    private let state = Mutex(State())

    private struct State {
        var lanes: [Lane: LaneState] = [:]
        var lastID: UInt64 = 0
    }

    init(_ time: RetryClock) { self.time = time }

    /// Waits for a turn; false where it would come after the deadline, or the task is cancelled.
    func pass(_ lane: Lane, deadline: Duration) async -> Bool {
        let id = state.withLock { state in
            state.lastID += 1
            state.lanes[lane, default: LaneState(lane, now: time.now())].join(state.lastID, deadline: deadline)
            return state.lastID
        }
        while true {
            let count = bell.count
            let turn: LaneState.Turn = Task.isCancelled ? .late : change(lane) { $0.ask(id, now: time.now()) }
            switch turn {
            case .go:
                bell.ring()
                return true
            case .late:
                change(lane) { $0.leave(id) }
                bell.ring()
                return false
            case .wait(let until): await time.wait(until: until, or: bell, since: count)
            }
        }
    }

    func giveBack(_ lane: Lane) {
        change(lane) { $0.giveBack() }
        bell.ring()
    }

    /// Learns from an answer to a request that was sent at a time.
    func learn(_ lane: Lane, _ outcome: Result<HTTPResponse, HTTPError>, sentAt: Duration) {
        guard case .success(let response) = outcome else { return }
        if response.status == 429 {
            let asked = RetryAfter.wait(response.headers, now: RetryClock.systemSeconds())
            change(lane) { $0.pause(asked: asked, sentAt: sentAt, now: time.now()) }
            bell.ring()
        } else {
            change(lane) { $0.thank(sentAt: sentAt) }
        }
    }

    private func change<Value>(_ lane: Lane, _ body: (inout LaneState) -> Value) -> Value {
        state.withLock { body(&$0.lanes[lane, default: LaneState(lane, now: time.now())]) }
    }
}
