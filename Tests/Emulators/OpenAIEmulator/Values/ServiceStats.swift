import EmulatorKit
import Synchronization

/// What happened: of every distinct request, and in all.
final class ServiceStats: Sendable {
    /// What became of one request.
    enum End: Sendable {
        /// The work was done and the answer sent whole.
        case answered
        /// The work was done and the answer lost.
        case lost
        /// No work was done: a refusal, or a fault before it.
        case failed
    }

    /// What a piece of work comes to.
    struct Work: Sendable {
        var promptTokens = 0
        var completionTokens = 0
        /// Of sound.
        var secondsHeard = 0.0
    }

    private struct Count {
        var route: String
        var received = 0
        var answered = 0
        var lost = 0
        var failed = 0
        var work = Work()

        mutating func add(_ end: End, _ work: Work) {
            received += 1
            switch end {
            case .answered: answered += 1
            case .lost: lost += 1
            case .failed: failed += 1
            }
            guard end != .failed else { return }
            self.work.promptTokens += work.promptTokens
            self.work.completionTokens += work.completionTokens
            self.work.secondsHeard += work.secondsHeard
        }

        var json: [String: JSON] {
            [
                "route": .string(route), "received": .int(received), "answered": .int(answered), "lost": .int(lost),
                "failed": .int(failed), "prompt_tokens": .int(work.promptTokens),
                "completion_tokens": .int(work.completionTokens), "seconds_heard": .number(work.secondsHeard),
            ]
        }
    }

    private struct State {
        var requests: [String: Count] = [:]
        var order: [String] = []
        var total = Count(route: "all")
        var spent = Duration.zero
        var log: [JSON] = []
    }

    private let state = Mutex(State())
    /// Requests the log keeps.
    private static let kept = 2000

    /// One request done. `spent` is the time from its last byte to its answer.
    func record(
        _ digest: String,
        route: String,
        end: End,
        work: Work,
        spent: Duration,
        status: Int?,
        fault: ServiceFault?
    ) {
        state.withLock { state in
            if state.requests[digest] == nil { state.order.append(digest) }
            state.requests[digest, default: Count(route: route)].add(end, work)
            state.total.add(end, work)
            state.spent += spent
            if state.log.count >= Self.kept { state.log.removeFirst(Self.kept / 4) }
            state.log.append([
                "route": .string(route), "digest": .string(digest), "status": status.map { .int($0) } ?? .null,
                "fault": fault.map { .string($0.rawValue) } ?? .null, "seconds": .number(spent / .seconds(1)),
            ])
        }
    }

    /// Distinct requests in the order of their first time, the sums, and the seconds spent here.
    func json(faults: [ServiceFault: Int]) -> JSON {
        state.withLock { state in
            var members = state.total.json
            members["route"] = nil
            members["seconds"] = .number(state.spent / .seconds(1))
            members["faults"] = .object(Dictionary(faults.map { ($0.key.rawValue, .int($0.value)) }) { $1 })
            members["requests"] = .array(
                state.order.map { digest in
                    .object((state.requests[digest]?.json ?? [:]).merging(["digest": .string(digest)]) { $1 })
                }
            )
            return .object(members)
        }
    }

    var log: JSON { .array(state.withLock { $0.log }) }
}
