import Testing

@testable import HTTPTransfer

@Suite struct CircuitStateTests {
    private static let rules: CircuitRules = {
        var rules = CircuitRules()
        rules.failures = 3
        return rules
    }()

    private func expect(
        _ verdict: CircuitState.Verdict,
        _ expected: CircuitState.Verdict,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(verdict == expected, sourceLocation: place)
    }

    private func expect(_ isTrue: Bool, at place: SourceLocation = #_sourceLocation) {
        #expect(isTrue, sourceLocation: place)
    }

    private static func opened(_ rules: CircuitRules = rules) -> CircuitState {
        var state = CircuitState(rules)
        for _ in 0..<3 { _ = state.learn(.dead, probe: nil, now: .zero) }
        return state
    }

    @Test func failuresInARowOpenIt() {
        var state = CircuitState(Self.rules)
        for sign in [CircuitSign.dead, .dead, .alive, .dead, .nothing, .dead] {
            expect(!state.learn(sign, probe: nil, now: .zero))
            #expect(state.look(now: .zero) == .go)
        }
        expect(state.learn(.dead, probe: nil, now: .zero))
        #expect(state.look(now: .zero) == .wait(until: .seconds(2)))
    }

    @Test func oneFindsOut() {
        var state = Self.opened()
        expect(state.admit(now: .seconds(2)), .probe(1))
        expect(state.admit(now: .seconds(2)), .waitForProbe(until: .seconds(60)))
        expect(state.learn(.alive, probe: 1, now: .seconds(3)))
        expect(state.admit(now: .seconds(3)), .go)
    }

    @Test func pausesGrow() {
        var rules = Self.rules
        rules.patience = .seconds(1000)
        var state = Self.opened(rules)
        var now = Duration.zero
        var pauses: [Duration] = []
        for number in 1...7 {
            guard case .wait(let until) = state.look(now: now) else { break }
            pauses.append(until - now)
            now = until
            expect(state.admit(now: now), .probe(number))
            expect(state.learn(.dead, probe: number, now: now))
        }
        #expect(pauses == [2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
    }

    @Test func aProbeThatIsGivenUpLetsTheNextOneAsk() {
        var state = Self.opened()
        expect(state.admit(now: .seconds(2)), .probe(1))
        expect(state.learn(.nothing, probe: 1, now: .seconds(3)))
        expect(state.admit(now: .seconds(3)), .probe(2))
    }

    @Test func lateFailuresDoNotLengthenThePause() {
        var state = Self.opened()
        expect(!state.learn(.dead, probe: nil, now: .seconds(1)))
        #expect(state.look(now: .seconds(2)) == .probe(1))
    }

    @Test func anAnswerIsLife() {
        for status in [200, 308, 400, 404, 429] {
            #expect(CircuitSign(.success(HTTPResponse(status: status))) == .alive)
        }
        for status in [500, 502, 503] { #expect(CircuitSign(.success(HTTPResponse(status: status))) == .dead) }
        func sign(_ kind: HTTPError.Kind) -> CircuitSign {
            CircuitSign(.failure(HTTPError(kind: kind, host: "", message: "", reach: .unknown)))
        }
        #expect(sign(.refused) == .dead)
        #expect(sign(.cancelled) == .nothing)
        #expect(sign(.tooLarge(limit: 1)) == .alive)
    }

    /// However it goes: at most one probe at a time, none while a pause lasts, and a live host is asked again.
    @Test(arguments: 0..<50)
    func aDeadHostIsLeftAlone(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        var state = CircuitState(Self.rules)
        var now = Duration.zero
        var isAlive = true
        var underway: [(probe: Int?, sign: CircuitSign)] = []
        for _ in 0..<2000 {
            now += .milliseconds(Int.random(in: 0...400, using: &random))
            if Int.random(in: 0..<100, using: &random) == 0 { isAlive.toggle() }
            if Bool.random(using: &random) {
                let isGivenUp = Int.random(in: 0..<10, using: &random) == 0
                let sign: CircuitSign = isGivenUp ? .nothing : isAlive ? .alive : .dead
                let before = state.look(now: now)
                let verdict = state.admit(now: now)
                #expect(before == verdict)
                switch verdict {
                case .go: underway.append((nil, sign))
                case .probe(let number):
                    underway.append((number, sign))
                    // Until it is back, nobody else goes, however long that takes.
                    #expect(state.look(now: now + .seconds(1000)) == .giveUp)
                case .wait(let until): #expect(until > now && until <= now + .seconds(60))
                case .waitForProbe(let until):
                    #expect(until > now && until <= now + .seconds(60))
                    #expect(underway.contains { $0.probe != nil })
                case .giveUp: break
                }
            } else if let index = underway.indices.randomElement(using: &random) {
                let one = underway.remove(at: index)
                _ = state.learn(one.sign, probe: one.probe, now: now)
            }
        }
        for one in underway { _ = state.learn(one.sign, probe: one.probe, now: now) }
        let verdict = state.admit(now: now + .seconds(60))
        switch verdict {
        case .go, .probe: break
        case .wait, .waitForProbe, .giveUp: Issue.record("\(verdict)")
        }
    }

    /// One that was overtaken says nothing about the pause that came after it.
    @Test func anOldProbeIsNoProbe() {
        var state = Self.opened()
        expect(state.admit(now: .seconds(2)), .probe(1))
        expect(state.learn(.alive, probe: nil, now: .seconds(3)))
        for _ in 0..<3 { _ = state.learn(.dead, probe: nil, now: .seconds(4)) }
        expect(state.admit(now: .seconds(6)), .probe(2))
        expect(!state.learn(.dead, probe: 1, now: .seconds(7)))
        #expect(state.look(now: .seconds(7)) == .waitForProbe(until: .seconds(64)))
    }

    @Test func nobodyWaitsForLongerThanPatienceLasts() {
        var state = Self.opened()
        for (number, time) in [2, 6, 14, 30].enumerated() {
            expect(state.admit(now: .seconds(time)), .probe(number + 1))
            expect(state.learn(.dead, probe: number + 1, now: .seconds(time)))
        }
        // The next probe is due at 62.
        #expect(state.look(now: .seconds(59)) == .wait(until: .seconds(60)))
        #expect(state.look(now: .seconds(60)) == .giveUp)
        // One still finds out after each pause, and nobody waits for it.
        expect(state.admit(now: .seconds(62)), .probe(5))
        #expect(state.look(now: .seconds(63)) == .giveUp)
        expect(state.learn(.dead, probe: 5, now: .seconds(63)))
        #expect(state.look(now: .seconds(64)) == .giveUp)
        expect(state.admit(now: .seconds(123)), .probe(6))
        expect(state.learn(.alive, probe: 6, now: .seconds(124)))
        expect(state.admit(now: .seconds(124)), .go)
    }

    @Test func patienceBeginsAnewWithEachOutage() {
        var state = Self.opened()
        expect(state.admit(now: .seconds(2)), .probe(1))
        expect(state.learn(.alive, probe: 1, now: .seconds(2)))
        for _ in 0..<3 { _ = state.learn(.dead, probe: nil, now: .seconds(100)) }
        #expect(state.look(now: .seconds(101)) == .wait(until: .seconds(102)))
    }
}
