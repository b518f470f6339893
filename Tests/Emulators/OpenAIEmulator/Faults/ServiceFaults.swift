import EmulatorKit
import Synchronization

/// Which requests fail and how: by the seed, by what is asked and by how often it was asked before, so that the same requests
/// fail the same way in whatever order they come.
final class ServiceFaults: Sendable {
    struct Settings: Sendable {
        /// Of how many requests one meets each; together at most 1.
        var rates: [ServiceFault: Double]
        var seed: UInt64
        /// In a row for the same request.
        var atMost: Int?
        /// What the next requests meet, in order, before any drawing; nil lets one pass.
        var next: [ServiceFault?] = []
    }

    struct Fate {
        var fault: ServiceFault?
        /// For what the fault leaves open.
        var draw: Draw
    }

    private struct State {
        var settings: Settings
        var counts: [ServiceFault: Int] = [:]
        /// By digest: how often it was asked, and faults in a row.
        var asked: [String: (times: Int, inRow: Int)] = [:]
    }

    private let state: Mutex<State>

    init(_ settings: Settings) { state = Mutex(State(settings: settings)) }

    var settings: Settings { state.withLock { $0.settings } }

    var counts: [ServiceFault: Int] { state.withLock { $0.counts } }

    /// Goes on with other settings, as if nothing had been asked yet.
    func change(to settings: Settings) {
        state.withLock { state in
            state.settings = settings
            state.asked = [:]
        }
    }

    /// What becomes of a request.
    func draw(_ digest: String, isChat: Bool) -> Fate {
        state.withLock { state in
            var asked = state.asked[digest] ?? (0, 0)
            var draw = Draw(seed: state.settings.seed, "fault", digest, String(asked.times))
            asked.times += 1
            var fault: ServiceFault?
            if state.settings.next.isEmpty {
                let chance = draw.unit()
                var sum = 0.0
                for (kind, rate) in state.settings.rates.sorted(by: { $0.key < $1.key }) {
                    sum += rate
                    if chance < sum {
                        fault = kind.isOfChat && !isChat ? nil : kind
                        break
                    }
                }
                if let most = state.settings.atMost, asked.inRow >= most { fault = nil }
            } else {
                fault = state.settings.next.removeFirst()
            }
            asked.inRow = fault == nil ? 0 : asked.inRow + 1
            state.asked[digest] = asked
            if let fault { state.counts[fault, default: 0] += 1 }
            return Fate(fault: fault, draw: draw)
        }
    }
}

extension ServiceFaults.Settings {
    /// Reads `{rates, seed, at_most, next}`; what is not there stays as it is, but for `next`, which is gone.
    init(_ body: JSON, after old: ServiceFaults.Settings) throws(Refusal) {
        self = old
        if let seed = body["seed"]?.integer { self.seed = UInt64(bitPattern: Int64(seed)) }
        if let most = body["at_most"]?.integer { atMost = most }
        if let members = body["rates"]?.members {
            rates = [:]
            for (name, value) in members {
                guard let rate = value.double, (0...1).contains(rate) else { throw .invalid("a rate is from 0 to 1") }
                rates[try Self.kind(.string(name))] = rate
            }
        }
        next = []
        for item in body["next"]?.items ?? [] { next.append(item == .null ? nil : try Self.kind(item)) }
    }

    private static func kind(_ json: JSON) throws(Refusal) -> ServiceFault {
        guard let kind = json.text.flatMap({ ServiceFault(rawValue: $0) }) else {
            throw .invalid("a fault is one of \(ServiceFault.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
    }
}
