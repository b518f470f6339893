import Testing

@testable import HTTPTransfer

@Suite struct LaneStateTests {
    private func expect(_ turn: LaneState.Turn, _ expected: LaneState.Turn, at place: SourceLocation = #_sourceLocation)
    {
        #expect(turn == expected, sourceLocation: place)
    }

    private static let forever = Duration.seconds(1_000_000)

    @Test func aBurstAndThenTheRate() {
        var lane = LaneState(Lane("post", rate: 2, burst: 3), now: .zero)
        for id in 1...5 { lane.join(UInt64(id), deadline: Self.forever) }
        for id in 1...3 { #expect(lane.ask(UInt64(id), now: .zero) == .go) }
        expect(lane.ask(4, now: .zero), .wait(until: .milliseconds(500)))
        expect(lane.ask(4, now: .milliseconds(500)), .go)
        expect(lane.ask(5, now: .milliseconds(500)), .wait(until: .seconds(1)))
    }

    @Test func whoCameFirstGoesFirst() {
        var lane = LaneState(Lane("post", rate: 1, burst: 1), now: .zero)
        lane.join(1, deadline: Self.forever)
        lane.join(2, deadline: Self.forever)
        expect(lane.ask(2, now: .seconds(10)), .wait(until: Self.forever))
        expect(lane.ask(1, now: .seconds(10)), .go)
        expect(lane.ask(2, now: .seconds(11)), .go)
    }

    @Test func whoLeavesGivesUpItsPlace() {
        var lane = LaneState(Lane("post", rate: 1, burst: 1), now: .zero)
        lane.join(1, deadline: Self.forever)
        lane.join(2, deadline: Self.forever)
        lane.leave(1)
        expect(lane.ask(2, now: .zero), .go)
    }

    @Test func whoWouldBeLateIsReportedAtOnce() {
        var lane = LaneState(Lane("post", rate: 1, burst: 1), now: .zero)
        lane.join(1, deadline: .seconds(5))
        lane.join(2, deadline: .milliseconds(500))
        expect(lane.ask(2, now: .zero), .late)
        lane.pause(asked: .seconds(60), sentAt: .zero, now: .zero)
        expect(lane.ask(1, now: .zero), .late)
    }

    @Test func tooManyStopsAllAndThenThereIsNoBurst() {
        var lane = LaneState(Lane("post", rate: 1, burst: 5), now: .zero)
        lane.pause(asked: .seconds(30), sentAt: .zero, now: .seconds(1))
        lane.join(1, deadline: Self.forever)
        lane.join(2, deadline: Self.forever)
        expect(lane.ask(1, now: .seconds(1)), .wait(until: .seconds(31)))
        expect(lane.ask(1, now: .seconds(31)), .go)
        expect(lane.ask(2, now: .seconds(31)), .wait(until: .seconds(32)))
    }

    @Test func restsGrowWhileTheyAreNoHelp() {
        var lane = LaneState(Lane("post", rate: 1, burst: 1), now: .zero)
        var now = Duration.zero
        var rests: [Duration] = []
        for _ in 0..<9 {
            lane.pause(asked: nil, sentAt: now, now: now)
            // The others that were on their way say the same.
            lane.pause(asked: nil, sentAt: now - .milliseconds(1), now: now)
            rests.append(lane.pausedUntil - now)
            now = lane.pausedUntil
        }
        #expect(rests == [1, 2, 4, 8, 16, 32, 64, 64, 64].map { .seconds($0) })
        lane.thank(sentAt: now)
        lane.pause(asked: nil, sentAt: now, now: now)
        #expect(lane.pausedUntil - now == .seconds(1))
    }

    /// However callers come, leave and ask: never more than the burst and the rate allow, and in their order.
    @Test(arguments: 0..<50)
    func theRateIsKept(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rate = Double(Int.random(in: 1...10, using: &random))
        let burst = Int.random(in: 1...6, using: &random)
        var lane = LaneState(Lane("any", rate: rate, burst: burst), now: .zero)
        var now = Duration.zero
        var waiting: [UInt64] = []
        var gone: [(id: UInt64, at: Duration)] = []
        var pauses: [(from: Duration, to: Duration)] = []
        var next: UInt64 = 1
        for _ in 0..<600 {
            now += .milliseconds(Int.random(in: 0...200, using: &random))
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<7:
                lane.join(next, deadline: Self.forever)
                waiting.append(next)
                next += 1
            case 7:
                if let one = waiting.randomElement(using: &random) {
                    lane.leave(one)
                    waiting.removeAll { $0 == one }
                }
            case 8 where Bool.random(using: &random):
                lane.pause(asked: .milliseconds(Int.random(in: 0...3000, using: &random)), sentAt: now, now: now)
                pauses.append((now, lane.pausedUntil))
            default:
                if let one = waiting.randomElement(using: &random), lane.ask(one, now: now) == .go {
                    #expect(one == waiting.first)
                    waiting.removeAll { $0 == one }
                    gone.append((one, now))
                }
            }
        }
        #expect(gone.map(\.id) == gone.map(\.id).sorted())
        for (from, first) in gone.enumerated() {
            for (to, last) in gone.enumerated().dropFirst(from) {
                let most = Double(burst) + (last.at - first.at) / .seconds(1) * rate
                #expect(Double(to - from + 1) <= most + 1e-6)
            }
        }
        for pause in pauses { #expect(!gone.contains { $0.at > pause.from && $0.at < pause.to }) }
    }
}
