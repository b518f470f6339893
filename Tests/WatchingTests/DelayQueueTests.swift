import TestSupport
import Testing

@testable import Watching

@Suite struct DelayQueueTests {
    @Test func anEmptyDelayQueueHasNothing() {
        var queue = DelayQueue<Int>()
        #expect(queue.next == nil)
        #expect(queue.take(at: .now) == nil)
    }

    /// What a sorted list would give, at every step.
    @Test(arguments: 0..<20)
    func theEarliestIsAlwaysFirst(_ seed: UInt64) {
        var random = RandomNumbers(seed: seed)
        let start = ContinuousClock.now
        var queue = DelayQueue<Int>()
        var sorted: [(time: Int, item: Int)] = []
        for item in 0..<500 {
            if Int.random(in: 0..<5, using: &random) < 3 {
                let time = Int.random(in: 0..<40, using: &random)
                queue.add(item, at: start + .seconds(time))
                sorted.append((time, item))
                sorted.sort { $0.time < $1.time }
            } else {
                let now = Int.random(in: 0..<40, using: &random)
                let taken = queue.take(at: start + .seconds(now))
                let index = taken.flatMap { taken in sorted.firstIndex { $0.item == taken } }
                // Of several that are due at the same time, any may come.
                let expected = sorted.first.flatMap { $0.time <= now ? $0.time : nil }
                #expect(index.map { sorted[$0].time } == expected)
                if let index { sorted.remove(at: index) }
            }
            #expect(queue.next == sorted.first.map { start + .seconds($0.time) })
        }
    }
}
