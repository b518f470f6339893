import Testing

@testable import Outbox

/// A rate that machines share holds in the long run whatever their clocks say, and is used.
@Suite struct TurnAccountTests {
    private static let pace = TurnAccount.Pace(rate: 2, burst: 3)

    /// A machine whose clock is so far from the true time.
    private struct Machine {
        let name: String
        let ahead: Double

        /// Takes a turn at a true time; returns when the request is sent.
        func send(_ account: inout TurnAccount, at time: Double, within limit: Double = .infinity) -> Double? {
            account.take(on: name, at: time + ahead, TurnAccountTests.pace, within: limit).map { time + $0 }
        }
    }

    private static func machines(_ count: Int) -> [Machine] {
        // Some a year ahead, some just started.
        (0..<count).map { Machine(name: "m\($0)", ahead: [0, 31_536_000, 7, 12_345.678, 0.5][$0 % 5] + Double($0)) }
    }

    /// The most that were sent in any span, beyond what the rate and the burst allow; none where that is not above nothing.
    private static func excess(_ sent: [Double]) -> Double {
        let sent = sent.sorted()
        var most = -Double.infinity
        for first in sent.indices {
            for last in first..<sent.count {
                let allowed = pace.burst + (sent[last] - sent[first]) * pace.rate
                most = max(most, Double(last - first + 1) - allowed)
            }
        }
        return most
    }

    @Test(arguments: [1, 2, 5, 20])
    func machinesThatAllWantToSendKeepTheRateAndUseIt(_ count: Int) throws {
        var account = TurnAccount()
        var random = SystemRandomNumberGenerator()
        let machines = Self.machines(count)
        // Each sends its next when its last was sent.
        var free = Dictionary(uniqueKeysWithValues: machines.map { ($0.name, 0.0) })
        var sent: [Double] = []
        while sent.count < 300 {
            let next = try #require(machines.min { free[$0.name] ?? 0 < free[$1.name] ?? 0 })
            let time = free[next.name] ?? 0
            let turn = next.send(&account, at: time)
            let at = try #require(turn)
            sent.append(at)
            free[next.name] = at + .random(in: 0...0.01, using: &random)
        }
        #expect(Self.excess(sent) < 1e-6)
        let needed = (300 - Self.pace.burst) / Self.pace.rate
        #expect(try #require(sent.max()) < needed * 1.2 + 10, "the rate is used")
    }

    /// Who comes back after a rest knows less, and waits longer than it must: it may send when others do, and so may all who waited a
    /// second at most when a span began, or ended.
    @Test(arguments: 0..<20)
    func atAnyTimesByAnyMachinesNoMoreIsSentThanTheRateAndWhoWaited(_: Int) {
        var account = TurnAccount()
        let machines = Self.machines(.random(in: 1...6))
        var (time, sent) = (0.0, [Double]())
        for _ in 0..<200 {
            time += [0, 0, 0.01, 0.3, 0.6, 5].randomElement() ?? 0
            guard let machine = machines.randomElement() else { continue }
            if let at = machine.send(&account, at: time, within: .random(in: 0...1)) { sent.append(at) }
        }
        #expect(Self.excess(sent) < 2 * Self.pace.rate + 1e-6)
    }

    @Test func whoCannotWaitTakesNoTurn() {
        var account = TurnAccount()
        let machines = Self.machines(2)
        let first = (0..<3).map { _ in machines[0].send(&account, at: 10) }
        #expect(first == [10, 10, 10])
        let before = account
        let refused = machines[1].send(&account, at: 10, within: 0.4)
        #expect(refused == nil && account == before)
        let waiting = machines[1].send(&account, at: 10, within: 0.6)
        #expect(waiting == 10.5)
    }

    @Test func allRestWhereOneWasToldTo() {
        var account = TurnAccount()
        let machines = Self.machines(3)
        for machine in machines { _ = machine.send(&account, at: 0) }
        // Told by two of them, it is one rest.
        for machine in machines.prefix(2) {
            account.rest(on: machine.name, at: 100 + machine.ahead, Self.pace, seconds: 20)
        }
        let sent = machines.compactMap { $0.send(&account, at: 100) }
        #expect(sent.count == machines.count)
        #expect(sent.allSatisfy { $0 >= 120 && $0 <= 121.001 }, "\(sent)")
    }

    @Test func aClockThatWentBackGivesNothing() {
        var account = TurnAccount()
        let machine = Machine(name: "a", ahead: 0)
        for _ in 0..<3 { _ = machine.send(&account, at: 1000) }
        // Started again, with the same name: it must wait as if no time had passed.
        let next = machine.send(&account, at: 10)
        #expect(next == 10.5)
    }

    @Test func aFileThatSomebodySpoiltHoldsUpNobodyForGood() throws {
        var account = TurnAccount()
        for machine in Self.machines(1) { _ = machine.send(&account, at: 0) }
        account.rest(on: "m9", at: 0, Self.pace, seconds: .greatestFiniteMagnitude)
        let wait = account.take(on: "m8", at: 0, Self.pace, within: .infinity) ?? .infinity
        #expect(wait <= 3601)
    }
}
