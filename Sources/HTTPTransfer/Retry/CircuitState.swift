/// Whether a host is asked at all. Times are those of `RetryClock`.
struct CircuitState {
    private let rules: CircuitRules
    private var state = State.closed(failures: 0)
    private var pauses = 0
    private var probes = 0
    /// When it was first found to be down, where it is.
    private var downSince: Duration = .zero

    private enum State: Equatable {
        case closed(failures: Int)
        case open(until: Duration)
        /// One request is on its way to find out. It has a number: there may be an earlier one that was overtaken.
        case probing(Int)
    }

    /// What a caller is to do.
    enum Verdict: Equatable {
        case go
        /// The one request that finds out, and its number.
        case probe(Int)
        case wait(until: Duration)
        /// Until the probe is back, but no longer than this.
        case waitForProbe(until: Duration)
        /// It is down for so long that nobody waits for it.
        case giveUp
    }

    init(_ rules: CircuitRules) { self.rules = rules }

    /// What a caller would be told, without being it.
    func look(now: Duration) -> Verdict {
        let end = downSince + rules.patience
        switch state {
        case .closed: return .go
        case .open(let until):
            if until <= now { return .probe(probes + 1) }
            return end <= now ? .giveUp : .wait(until: min(until, end))
        case .probing: return end <= now ? .giveUp : .waitForProbe(until: end)
        }
    }

    /// Lets a caller through, or not.
    mutating func admit(now: Duration) -> Verdict {
        let verdict = look(now: now)
        if case .probe(let number) = verdict {
            probes = number
            state = .probing(number)
        }
        return verdict
    }

    /// A request ended, a probe with its number. True where others have reason to look again.
    mutating func learn(_ sign: CircuitSign, probe: Int?, now: Duration) -> Bool {
        switch (sign, state) {
        case (.alive, .closed):
            state = .closed(failures: 0)
            return false
        case (.alive, _):
            // Also of one that was sent before it opened: an answer is an answer.
            state = .closed(failures: 0)
            pauses = 0
            return true
        case (.dead, .closed(let failures)):
            if failures + 1 < rules.failures {
                state = .closed(failures: failures + 1)
                return false
            }
            downSince = now
            open(now)
            return true
        case (.dead, .probing(let number)) where number == probe:
            open(now)
            return true
        case (.nothing, .probing(let number)) where number == probe:
            // It was given up, say: the next one asks.
            state = .open(until: now)
            return true
        case (.dead, _), (.nothing, _): return false
        }
    }

    private mutating func open(_ now: Duration) {
        state = .open(until: now + min(rules.cap, rules.pause * (1 << min(pauses, 20))))
        pauses += 1
    }
}

/// What the end of a request says of its host.
enum CircuitSign: Equatable {
    case alive, dead, nothing

    init(_ outcome: Result<HTTPResponse, HTTPError>) {
        switch outcome {
        case .success(let response): self = response.status >= 500 ? .dead : .alive
        case .failure(let error):
            switch error.kind {
            case .nameNotFound, .refused, .connectTimeout, .stalled, .cut, .notHTTP: self = .dead
            case .tooManyRedirects, .tooLarge, .sink: self = .alive
            case .badURL, .tls, .sourceChanged, .cancelled, .hostIsDown, .other: self = .nothing
            }
        }
    }
}
