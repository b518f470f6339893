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
        let holder = await Holder(slots)
        let waiter = Task { try await slots.withSlot { () throws(MediaError) in true } }
        while slots.waiting == 0 { await Task.yield() }
        waiter.cancel()
        await #expect(throws: MediaError.cancelled) { try await waiter.value }
        #expect(slots.waiting == 0)
        try await holder.leave()
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

    @Test func severalAreHeldAtOnceAndNobodyOvertakes() async throws {
        let slots = ProcessSlots(2)
        let holder = await Holder(slots)
        let order = Order()
        // More than there are counts as all of them.
        let both = Task { try await slots.withSlots(5) { () throws(MediaError) in await order.add("both") } }
        while slots.waiting < 1 { await Task.yield() }
        // One slot is free, but who came first waits for two.
        let one = Task { try await slots.withSlot { () throws(MediaError) in await order.add("one") } }
        while slots.waiting < 2 { await Task.yield() }
        async let left: Void = holder.leave()
        try await both.value
        try await one.value
        try await left
        #expect(await order.names == ["both", "one"])
    }

    @Test func whoNeedsLessGoesOnWhereWhoNeedsAllGivesUp() async throws {
        let slots = ProcessSlots(2)
        let holder = await Holder(slots)
        let both = Task { try await slots.withSlots(2) { () throws(MediaError) in true } }
        while slots.waiting < 1 { await Task.yield() }
        let one = Task { try await slots.withSlot { () throws(MediaError) in true } }
        while slots.waiting < 2 { await Task.yield() }
        both.cancel()
        #expect(try await one.value)
        await #expect(throws: MediaError.cancelled) { try await both.value }
        try await holder.leave()
    }

    /// Holds one slot until it is told to leave.
    private struct Holder {
        private let task: Task<Void, any Error>
        private let gate: AsyncStream<Void>.Continuation

        /// Returns when the slot is held.
        init(_ slots: ProcessSlots) async {
            let (opened, gate) = AsyncStream.makeStream(of: Void.self)
            let (entered, enter) = AsyncStream.makeStream(of: Void.self)
            self.gate = gate
            task = Task {
                try await slots.withSlot { () throws(MediaError) in
                    enter.yield()
                    for await _ in opened { break }
                }
            }
            for await _ in entered { break }
        }

        func leave() async throws {
            gate.yield()
            try await task.value
        }
    }

    private actor Order {
        var names: [String] = []
        func add(_ name: String) { names.append(name) }
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
