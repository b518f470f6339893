import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct WorkQueueTests {
    @Test func videosComeInOrderAndDoubtfulOnesLast() {
        var queue = WorkQueue()
        #expect(queue.isEmpty)
        #expect(queue.next(limit: 1) == nil)
        queue.add("/in/x", isLikely: false)
        queue.add("/in/a", isLikely: true)
        queue.add("/in/b", isLikely: true)
        #expect((0..<4).map { _ in queue.next(limit: 1) } == ["/in/a", "/in/b", "/in/x", nil])
        #expect(queue.isEmpty)
    }

    @Test func noMoreBeginThanMayRun() {
        var queue = WorkQueue()
        for name in ["a", "b", "c"] { queue.add(FilePath("/in").appending(name), isLikely: true) }
        for _ in 0..<2 {
            let path = queue.next(limit: 2)
            #expect(path.map { queue.begin($0, isSuspect: false) } == true)
        }
        #expect(queue.next(limit: 2) == nil)
        queue.end("/in/b")
        #expect(queue.next(limit: 2) == "/in/c")
    }

    @Test func aSuspectIsWorkedOnAloneAndLast() {
        var queue = WorkQueue()
        for name in ["bad", "a", "b"] { queue.add(FilePath("/in").appending(name), isLikely: true) }
        #expect(queue.next(limit: 3) == "/in/bad")
        #expect(queue.begin("/in/bad", isSuspect: true) == false)
        #expect(queue.next(limit: 3) == "/in/a")
        #expect(queue.begin("/in/a", isSuspect: false) == true)
        #expect(queue.next(limit: 3) == "/in/b")
        #expect(queue.begin("/in/b", isSuspect: false) == true)
        queue.end("/in/a")
        #expect(queue.next(limit: 3) == nil, "b is still being worked on")
        queue.end("/in/b")
        #expect(queue.next(limit: 3) == "/in/bad")
        #expect(queue.begin("/in/bad", isSuspect: true) == true)
        queue.add("/in/c", isLikely: true)
        #expect(queue.next(limit: 3) == nil, "a suspect is being worked on")
        queue.end("/in/bad")
        #expect(queue.next(limit: 3) == "/in/c")
    }

    @Test func aVideoIsElsewhereUntilTheOtherProcessIsDone() {
        var queue = WorkQueue()
        queue.add("/in/a", isLikely: true)
        #expect(queue.next(limit: 1).map { queue.begin($0, isSuspect: true) } == true)
        queue.endSinceBusy("/in/a")
        #expect(queue.active.isEmpty && queue.isAnyElsewhere)
        queue.add("/in/b", isLikely: true)
        #expect(queue.next(limit: 1) == "/in/b", "the suspect is not worked on here any more")
        queue.unlocked("/in/a")
        #expect(!queue.isAnyElsewhere)
    }

    @Test func allThatWaitCanBeTakenOut() {
        var queue = WorkQueue()
        for name in ["bad", "a"] { queue.add(FilePath("/in").appending(name), isLikely: true) }
        queue.add("/in/x", isLikely: false)
        #expect(queue.next(limit: 1).map { queue.begin($0, isSuspect: true) } == false)
        #expect(queue.removeQueued() == ["/in/a", "/in/x", "/in/bad"])
        #expect(queue.isEmpty)
        #expect(queue.next(limit: 1) == nil)
    }

    /// Whatever comes in whatever order: every video begins once, never more at once than may, and a suspect never beside another.
    @Test(arguments: 0..<50)
    func everyVideoBeginsOnce(_ seed: UInt64) {
        var random = RandomNumbers(seed: seed)
        var queue = WorkQueue()
        let limit = Int.random(in: 1...4, using: &random)
        var suspects: Set<FilePath> = []
        var added: [FilePath] = []
        var begun: [FilePath] = []
        func check() {
            #expect(queue.active.count <= limit)
            if !queue.active.isDisjoint(with: suspects) { #expect(queue.active.count == 1) }
        }
        func beginAll() {
            while let path = queue.next(limit: limit) {
                if queue.begin(path, isSuspect: suspects.contains(path)) { begun.append(path) }
                check()
            }
        }
        // More than a thousand, since taken ones are let go a thousand at a time.
        for number in 0..<2500 {
            if Int.random(in: 0..<3, using: &random) > 0 {
                let path = FilePath("/in/\(number)")
                if Int.random(in: 0..<10, using: &random) == 0 { suspects.insert(path) }
                added.append(path)
                queue.add(path, isLikely: Bool.random(using: &random))
            } else if let path = queue.active.randomElement(using: &random) {
                queue.end(path)
            }
            if Bool.random(using: &random) { beginAll() }
        }
        while true {
            beginAll()
            guard let path = queue.active.randomElement(using: &random) else { break }
            queue.end(path)
        }
        #expect(queue.isEmpty)
        #expect(begun.count == added.count && Set(begun) == Set(added))
    }
}
