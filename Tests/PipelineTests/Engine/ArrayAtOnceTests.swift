import Concurrency
import Synchronization
import Testing

@testable import Pipeline

/// Work on many things, a few at once.
@Suite(.timeLimit(.minutes(5))) struct ArrayAtOnceTests {
    private struct Broken: Error, Equatable {
        let place: Int
    }

    @Test(arguments: [0, 1, 2, 7, 100], [1, 2, 5])
    func resultsComeInTheOrderOfTheElements(count: Int, width: Int) async throws {
        let active = Mutex((now: 0, most: 0))
        var told: [Int: Int] = [:]
        let results = try await Array(0..<count).mapAtOnce(width, others: .awaited) { element in
            active.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            await Task.yield()
            active.withLock { $0.now -= 1 }
            return element * 3
        } done: { place, value in
            told[place] = value
        }
        #expect(results == (0..<count).map { $0 * 3 })
        #expect(told == Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, $0 * 3) }))
        #expect(active.withLock { $0.most } <= width)
    }

    @Test func afterAFailureNoOtherIsBegunAndThoseUnderWayAreAwaited() async {
        let begun = Mutex<[Int]>([])
        let ended = Mutex<[Int]>([])
        await #expect(throws: Broken(place: 1)) {
            _ = try await Array(0..<10).mapAtOnce(2, others: .awaited) { element in
                begun.withLock { $0.append(element) }
                if element == 1 { throw Broken(place: 1) }
                for _ in 0..<100 { await Task.yield() }
                ended.withLock { $0.append(element) }
            }
        }
        #expect(begun.withLock { $0 }.contains(0))
        #expect(begun.withLock { $0.filter { $0 != 1 } } == ended.withLock { $0 })
        #expect(begun.withLock { $0.count } < 10)
    }

    @Test func theOthersAreCancelledWhereTheirResultsAreOfNoUse() async {
        let cancelled = Mutex(0)
        await #expect(throws: Broken(place: 0)) {
            _ = try await Array(0..<3).mapAtOnce(3, others: .cancelled) { element in
                if element == 0 { throw Broken(place: 0) }
                do {
                    try await ContinuousClock().sleep(for: .seconds(3600))
                } catch {
                    cancelled.withLock { $0 += 1 }
                    throw error
                }
            }
        }
        #expect(cancelled.withLock { $0 } == 2)
    }

    /// Work that never waits, such as reading files, must end with the program all the same.
    @Test func nothingIsBegunAfterACancellation() async {
        let begun = Mutex(0)
        let task = Task {
            try await Array(0..<1000).mapAtOnce(1, others: .cancelled) { _ in
                begun.withLock { $0 += 1 }
            } done: { place, _ in
                if place == 3 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(begun.withLock { $0 } == 4)
    }

    @Test func chunksHoldEachElementOnce() {
        #expect(Array(0..<7).inChunks(of: 3) == [[0, 1, 2], [3, 4, 5], [6]])
        #expect([Int]().inChunks(of: 3).isEmpty)
    }
}
