import Testing

@testable import Media

/// Slots are fair, never more than their number, and give up those who are cancelled.
@Suite(.timeLimit(.minutes(3)))
struct ProcessSlotsTests {
    @Test(arguments: [1, 2, 5])
    func neverMoreThanTheirNumber(count: Int) async throws {
        let slots = ProcessSlots(count)
        let gauge = Gauge()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await slots.withSlot { () throws(MediaError) in
                        await gauge.enter()
                        await Task.yield()
                        await gauge.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await gauge.most <= count)
        #expect(await gauge.total == 200)
    }

    @Test func cancelledWaiterLeavesAndOthersGoOn() async throws {
        let slots = ProcessSlots(1)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let holder = Task {
            try await slots.withSlot { () throws(MediaError) in
                enter.yield()
                for await _ in gate { break }
            }
        }
        for await _ in entered { break }
        let waiter = Task { try await slots.withSlot { () throws(MediaError) in true } }
        while slots.waiting == 0 { await Task.yield() }
        waiter.cancel()
        await #expect(throws: MediaError.cancelled) { try await waiter.value }
        #expect(slots.waiting == 0)
        open.yield()
        try await holder.value
        #expect(try await slots.withSlot { () throws(MediaError) in 7 } == 7)
    }

    @Test func aThrowingBodyGivesItsSlotBack() async throws {
        let slots = ProcessSlots(1)
        for _ in 0..<3 {
            await #expect(throws: MediaError.empty(source: "x")) {
                try await slots.withSlot { () throws(MediaError) in throw .empty(source: "x") }
            }
        }
    }

    private actor Gauge {
        var now = 0
        var most = 0
        var total = 0
        func enter() {
            now += 1
            total += 1
            most = max(most, now)
        }
        func leave() { now -= 1 }
    }
}
