import Intake
import Manifest
import SystemPackage
import TestSupport
import Testing

@testable import Watching

/// Whatever happens to files, and whatever signs of it come: each is handed over when it is whole, and only then.
@Suite struct WatchBookProperties {
    /// How a file is in truth, and what the watcher must do about it.
    private struct Truth {
        var file: WatchBench.File
        /// Whether it was marked as whole with the content that it has.
        var isSaidWhole = false
        /// Whether it was handed over and has not come back.
        var isTaken = false
        /// Whether something happened since it was handed over last that calls for another look.
        var isOpen = true
        /// Before this it may not be handed over, since something about it changed.
        var pausedUntil = -Double.infinity
        /// Nor before this, since it failed and nothing was done about that.
        var retryAt = -Double.infinity
        /// What of it the book knows.
        var seen: WatchBench.File?
    }

    private struct World {
        var bench: WatchBench
        var files: [FilePath: Truth] = [:]
        var random: RandomNumbers
        var handed = 0
        let quiet: Double

        /// What the sum of times in binary may be off.
        static let hair = 1e-6

        init(seed: UInt64) {
            random = RandomNumbers(seed: seed)
            quiet = [0.0, 1, 10].randomElement(using: &random) ?? 10
            bench = WatchBench(quiet: quiet, trustsTimes: Bool.random(using: &random))
        }

        /// What the book sees of a file, as the loop does it.
        mutating func look(_ path: FilePath, isMovedIn: Bool = false) {
            guard var truth = files[path] else { return bench.book.remove(path) }
            let isChanged = truth.seen.map { old in
                old.bytes != truth.file.bytes || old.inode != truth.file.inode || old.changed != truth.file.changed
            }
            if isChanged ?? true {
                truth.isSaidWhole = false
                truth.pausedUntil = -.infinity
                truth.retryAt = -.infinity
            }
            if isMovedIn || truth.seen?.mark != truth.file.mark { truth.retryAt = -.infinity }
            if isMovedIn || truth.file.mark == .ready { truth.isSaidWhole = true }
            if isChanged ?? true || isMovedIn || truth.seen?.mark != truth.file.mark { truth.isOpen = true }
            truth.seen = truth.file
            files[path] = truth
            bench.see(truth.file, at: path, isMovedIn: isMovedIn)
        }

        /// Takes what is due, as the loop does it: a last look, then the release.
        mutating func take() {
            var rounds = 0
            repeat {
                rounds += 1
                for path in Set(bench.book.due(at: bench.now)) {
                    look(path)
                    guard bench.book.release(path, at: bench.now) else { continue }
                    guard var truth = files[path] else {
                        Issue.record("\(path) is gone and was handed over")
                        continue
                    }
                    #expect(!truth.isTaken, "\(path) was handed over twice")
                    #expect(truth.isOpen, "\(path) was handed over for nothing")
                    #expect(truth.file.mark != .hold && truth.file.bytes > 0)
                    let time = max(truth.pausedUntil, truth.retryAt)
                    #expect(bench.seconds + Self.hair >= time, "\(path) was handed over before its time")
                    let still = bench.seconds - truth.file.changed
                    #expect(truth.isSaidWhole || still + Self.hair >= quiet, "\(path) was handed over after \(still) s")
                    truth.isTaken = true
                    truth.isOpen = false
                    files[path] = truth
                    handed += 1
                }
                // What is due is dealt with: else the loop would be woken again at once, for ever.
            } while bench.next.map { $0 <= bench.seconds } ?? false && rounds < 4
            #expect(rounds < 4, "a busy loop")
        }

        /// Whatever may be taken one day is put down for that day, or earlier.
        func checkAgenda() {
            bench.book.forEach { folder, name, entry in
                guard let time = bench.book.whole(entry) else { return }
                // Not an expectation, of which there would be thousands.
                if bench.book.next.map({ $0 > time }) ?? true {
                    Issue.record("\(folder)/\(name) is never looked at again")
                }
            }
        }

        mutating func step() {
            guard let path = (["/in/a.mp4", "/in/b.mp4", "/in/sub/c.mp4"] as [FilePath]).randomElement(using: &random)
            else { return }
            let isTold = Int.random(in: 0..<8, using: &random) > 0
            switch Int.random(in: 0..<12, using: &random) {
            case 0...2:
                var file = files[path]?.file ?? WatchBench.File()
                file.bytes = Int.random(in: 0..<4, using: &random)
                file.inode = Int.random(in: 1..<3, using: &random)
                file.changed = bench.seconds
                files[path, default: Truth(file: file)].file = file
                if isTold { look(path) }
            case 3 where files[path] != nil:
                files[path]?.file.mark = [.none, .hold, .ready].randomElement(using: &random) ?? .none
                if isTold { look(path) }
            case 4:
                var file = files[path]?.file ?? WatchBench.File()
                file.inode += 1
                file.changed = bench.seconds
                files[path, default: Truth(file: file)].file = file
                look(path, isMovedIn: true)
            case 5:
                files[path] = nil
                // The work on one that is gone goes on, and ends later; the book is told first.
                bench.book.remove(path)
            case 6:
                let delay = Double(Int.random(in: 0...12, using: &random))
                if bench.book.entry(path) != nil, var truth = files[path] {
                    truth.isOpen = true
                    truth.pausedUntil = max(truth.pausedUntil, bench.seconds + delay)
                    truth.retryAt = -.infinity
                    files[path] = truth
                }
                bench.touch(path, after: delay)
            case 7, 8: end(path)
            default: break
            }
            checkAgenda()
            let pause = Double(Int.random(in: 0...6000, using: &random)) / 1000
            let until = bench.seconds + pause
            // The alarm goes off when something is due, and at times long after that.
            while let next = bench.next, next <= until, Bool.random(using: &random) {
                bench.seconds = max(bench.seconds, next)
                take()
            }
            bench.seconds = until
            take()
            checkAgenda()
        }

        /// The work on a file comes to one of its ends.
        mutating func end(_ path: FilePath) {
            guard var truth = files[path], truth.isTaken else { return }
            truth.isTaken = false
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                bench.book.notWhole(path, "no end", at: bench.now)
                truth.isSaidWhole = false
                truth.isOpen = true
                truth.retryAt = bench.seconds + max(quiet, 1)
            case 1:
                bench.book.ended(path, .ready)
            default:
                let retry = bench.seconds + 60
                bench.book.ended(path, .error, problem: "x", retry: bench.instant(retry))
                if !truth.isOpen { truth.retryAt = retry }
                truth.isOpen = true
            }
            files[path] = truth
        }
    }

    @Test(arguments: 0..<12)
    func whatIsWholeIsHandedOver(_ seed: UInt64) {
        var world = World(seed: seed)
        for _ in 0..<200 { world.step() }
        #expect(world.handed > 10)
        // Now all is quiet, told, and nobody works: what is open is handed over, and nothing else.
        for path in world.files.keys {
            world.look(path)
            while world.files[path]?.isTaken ?? false { world.end(path) }
        }
        var wakes = 0
        while let next = world.bench.next, wakes < 1000 {
            world.bench.seconds = max(next, world.bench.seconds)
            world.take()
            wakes += 1
        }
        #expect(wakes < 50, "\(wakes) wake-ups for 3 files at most")
        for (path, truth) in world.files where truth.file.mark != .hold && truth.file.bytes > 0 {
            #expect(truth.isTaken || !truth.isOpen, "\(path) was never handed over")
        }
    }
}
