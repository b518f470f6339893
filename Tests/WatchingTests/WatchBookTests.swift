import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import Testing

@testable import Watching

@Suite struct WatchBookTests {
    private let path = WatchBench.path

    @Test func aFileIsTakenOnceWhenItHasBeenStill() {
        let bench = WatchBench()
        bench.see(.init())
        #expect(bench.next == 10)
        bench.seconds = 9.9
        #expect(bench.taken() == [])
        bench.seconds = 10
        #expect(bench.taken() == [path])
        bench.seconds = 1000
        #expect(bench.taken() == [])
    }

    /// Where the files' times can be trusted, one that is old was still before anybody looked.
    @Test(arguments: [(true, 0.0), (false, 10.0)])
    func anOldFileIsTakenAtOnceWhereTimesCanBeTrusted(_ trusts: Bool, _ expected: Double) {
        let bench = WatchBench(trustsTimes: trusts)
        bench.see(.init(changed: -100))
        if expected > 0 { #expect(bench.taken() == []) }
        bench.seconds = expected
        #expect(bench.taken() == [path])
    }

    @Test func aTimeInTheFutureIsIgnored() {
        let bench = WatchBench()
        bench.see(.init(changed: 5000))
        #expect(bench.next == 10)
    }

    @Test func everyChangeBeginsTheWaitAnew() {
        let bench = WatchBench()
        for second in stride(from: 0.0, to: 60, by: 6) {
            bench.seconds = second
            #expect(bench.taken() == [])
            bench.see(.init(bytes: 100 + Int(second), changed: second))
        }
        bench.seconds = 63.9
        #expect(bench.taken() == [])
        #expect(bench.next == 64)
        bench.seconds = 64
        #expect(bench.taken() == [path])
    }

    /// A sign may be lost: the last look before a file is handed over sees that it changed.
    @Test func aChangeWithoutASignIsSeenByTheLastLook() {
        let bench = WatchBench()
        bench.see(.init())
        bench.seconds = 10
        let due = bench.book.due(at: bench.now)
        #expect(due == [path])
        bench.see(.init(bytes: 200, changed: 9))
        let isTaken = bench.book.release(path, at: bench.now)
        #expect(!isTaken)
        #expect(bench.next == 19)
    }

    @Test func aFileMarkedAsWholeDoesNotWait() {
        for isMovedIn in [true, false] {
            let bench = WatchBench()
            bench.see(.init(mark: isMovedIn ? .none : .ready), isMovedIn: isMovedIn)
            #expect(bench.taken() == [path])
            // What comes after is another matter.
            bench.book.ended(path, .ready)
            bench.seconds = 1
            bench.see(.init(bytes: 7, changed: 1))
            #expect(bench.next == 11)
        }
    }

    @Test func oneOnHoldWaitsUntilTheHoldIsGone() {
        let bench = WatchBench()
        bench.see(.init(mark: .hold))
        #expect(bench.next == nil)
        bench.seconds = 3600
        #expect(bench.taken() == [])
        bench.see(.init())
        #expect(bench.taken() == [path])
    }

    @Test func aHoldThatComesInTimeIsObeyed() {
        let bench = WatchBench()
        bench.see(.init())
        bench.seconds = 10
        _ = bench.book.due(at: bench.now)
        bench.see(.init(mark: .hold))
        let isTaken = bench.book.release(path, at: bench.now)
        #expect(!isTaken)
        #expect(bench.next == nil)
    }

    @Test func anEmptyFileIsNeverTaken() {
        let bench = WatchBench()
        bench.see(.init(bytes: 0, changed: -100), isMovedIn: true)
        #expect(bench.next == nil)
        bench.seconds = 5
        bench.see(.init(bytes: 1, changed: 5))
        #expect(bench.next == 15)
    }

    @Test func whatIsNotWholeIsLookedAtLessAndLessOften() {
        let bench = WatchBench()
        bench.see(.init(changed: -100))
        var waits: [Double] = []
        for _ in 0..<8 {
            #expect(bench.taken() == [path])
            bench.book.notWhole(path, "no end", at: bench.now)
            let next = bench.next ?? .infinity
            waits.append(next - bench.seconds)
            #expect(bench.book.entry(path)?.problem == "no end")
            bench.seconds = next
        }
        #expect(waits == [10, 20, 40, 80, 160, 300, 300, 300])
        // A change ends that.
        bench.see(.init(bytes: 101, changed: bench.seconds))
        #expect(bench.taken() == [])
        #expect(bench.next == bench.seconds + 10)
        #expect(bench.book.entry(path)?.problem == nil)
    }

    @Test func aShortQuietPeriodMakesNoBusyLoopOfWhatIsNotWhole() {
        let bench = WatchBench(quiet: 0)
        bench.see(.init())
        #expect(bench.taken() == [path])
        bench.book.notWhole(path, "no end", at: bench.now)
        #expect(bench.next == 1)
    }

    @Test func afterALongStandstillNothingIsCheckedFirst() {
        let bench = WatchBench()
        bench.see(.init())
        bench.seconds = 599
        #expect(bench.book.isToBeChecked(path, at: bench.now))
        bench.seconds = 600
        #expect(!bench.book.isToBeChecked(path, at: bench.now))
        bench.see(.init(bytes: 3, changed: 600))
        #expect(bench.book.isToBeChecked(path, at: bench.now))
    }

    @Test func aTryThatFailedIsMadeAgainAtItsTime() {
        let bench = WatchBench()
        bench.see(.init(changed: -100))
        #expect(bench.taken() == [path])
        bench.book.ended(path, .error, problem: "no room", retry: bench.instant(77))
        #expect(bench.next == 77)
        bench.seconds = 76.9
        #expect(bench.taken() == [])
        bench.seconds = 77
        #expect(bench.taken() == [path])
        bench.book.ended(path, .ready)
        #expect(bench.next == nil)
        #expect(bench.book.entry(path)?.problem == nil)
    }

    /// Another content is not made to wait for the failures of the one before.
    @Test func aChangeEndsTheWaitForTheNextTry() {
        let bench = WatchBench()
        bench.see(.init(changed: -100))
        _ = bench.taken()
        bench.book.ended(path, .error, problem: "no room", retry: bench.instant(5000))
        bench.see(.init(bytes: 3, changed: 0))
        #expect(bench.next == 10)
    }

    /// What a person does about a failure counts at once: captions, settings, a word that it is ready.
    @Test func whateverIsDoneEndsTheWaitForTheNextTry() {
        let bench = WatchBench()
        bench.see(.init(changed: -100))
        _ = bench.taken()
        bench.book.ended(path, .error, problem: "no room", retry: bench.instant(5000))
        bench.touch(after: 1)
        #expect(bench.next == 1)
        bench.seconds = 1
        #expect(bench.taken() == [path])
        bench.book.notWhole(path, "no end", at: bench.now)
        #expect(bench.next == 11)
        bench.see(.init(changed: -100, mark: .ready))
        #expect(bench.taken() == [path])
    }

    @Test func aFolderThatCannotBeListedStaysAsItWas() {
        let bench = WatchBench()
        for path in ["/in/a.mp4", "/in/sub/b.mp4", "/in/subway/c.mp4"] as [FilePath] { bench.see(.init(), at: path) }
        bench.book.beginLook()
        let gone = bench.book.endLook(except: ["/in/sub"])
        #expect(Set(gone) == ["/in/a.mp4", "/in/subway/c.mp4"])
        #expect(bench.book.paths(in: "/in/sub") == ["/in/sub/b.mp4"])
    }

    @Test(arguments: [true, false])
    func aChangeWhileItIsTakenLeadsToAnotherLook(_ isTouch: Bool) {
        let bench = WatchBench()
        bench.see(.init(changed: -100))
        #expect(bench.taken() == [path])
        bench.seconds = 3
        if isTouch { bench.touch(after: 1) } else { bench.see(.init(bytes: 5, changed: 3)) }
        bench.seconds = 50
        #expect(bench.taken() == [])
        bench.book.ended(path, .ready)
        #expect(bench.taken() == [path])
        bench.book.ended(path, .ready)
        bench.seconds = 100
        #expect(bench.taken() == [])
    }

    @Test func touchesPutALookOff() {
        let bench = WatchBench()
        bench.see(.init(changed: -100))
        _ = bench.taken()
        bench.book.ended(path, .ready)
        for second in [0.0, 0.5, 1.2] {
            bench.seconds = second
            bench.touch(after: 1)
            #expect(bench.taken() == [])
        }
        bench.seconds = 2.1
        #expect(bench.taken() == [])
        #expect(bench.next == 2.2)
        bench.seconds = 2.2
        #expect(bench.taken() == [path])
    }

    @Test func whatIsNotKnownCannotBeTouched() {
        let bench = WatchBench()
        bench.touch(after: 0)
        #expect(bench.next == nil && bench.taken() == [])
        bench.book.ended(path, .ready)
        bench.book.notWhole(path, "x", at: bench.now)
        bench.book.remove(path)
        #expect(bench.book.entry(path) == nil)
    }

    @Test func aFolderGoesWithAllBelowIt() {
        let bench = WatchBench()
        let paths: [FilePath] = ["/in/a.mp4", "/in/sub/b.mp4", "/in/sub/deep/c.mp4", "/in/subway/d.mp4"]
        for path in paths { bench.see(.init(), at: path) }
        let gone = Set(bench.book.removeFolder("/in/sub"))
        #expect(gone == ["/in/sub/b.mp4", "/in/sub/deep/c.mp4"])
        #expect(Set(bench.book.paths(below: "/in")) == ["/in/a.mp4", "/in/subway/d.mp4"])
        #expect(bench.book.paths(in: "/in") == ["/in/a.mp4"])
        bench.seconds = 10
        #expect(Set(bench.taken()) == ["/in/a.mp4", "/in/subway/d.mp4"])
    }

    @Test func aLookAtEverythingForgetsWhatItDoesNotSee() {
        let bench = WatchBench()
        for path in ["/in/a.mp4", "/in/b.mp4"] as [FilePath] { bench.see(.init(), at: path) }
        bench.book.beginLook()
        bench.see(.init(), at: "/in/b.mp4")
        bench.see(.init(), at: "/in/c.mp4")
        let gone = bench.book.endLook()
        #expect(gone == ["/in/a.mp4"])
        #expect(Set(bench.book.paths(in: "/in")) == ["/in/b.mp4", "/in/c.mp4"])
        #expect(bench.book.isAnythingDue)
        bench.book.beginLook()
        let rest = bench.book.endLook()
        #expect(rest.count == 2)
        #expect(!bench.book.isAnythingDue)
    }

    @Test func namesNeedNotBeUTF8() {
        let bench = WatchBench()
        let odd = WatchBench.folder.appending(bytes: [0xFF, 0xFE] + Array(".mp4".utf8))
        let other = WatchBench.folder.appending(bytes: [0xFF, 0xFD] + Array(".mp4".utf8))
        bench.see(.init(), at: odd)
        bench.see(.init(mark: .hold), at: other)
        bench.seconds = 10
        #expect(bench.taken() == [odd])
    }
}
