import Glibc
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import StateFiles

/// Who has a lease when many want it, and what is left where somebody dies in the middle.
@Suite(.timeLimit(.minutes(2))) struct LeaseTests {
    static let times = LeaseTimes(beat: .milliseconds(20), dead: .milliseconds(200))

    /// Runs a body with a folder for leases and a way to name one of a machine.
    static func with(_ body: (Place, (LeaseFiles) -> Lease) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let root = Place(scratch.path)
            for name in ["leases", "workshop"] { try root.appending(name).makeDirectory() }
            try await body(root) { Lease(root.appending("leases").appending("a"), files: $0, times: times) }
        }
    }

    static func files(_ root: Place) -> LeaseFiles { LeaseFiles(workshop: root.appending("workshop")) }

    static func left(_ root: Place) throws -> [String] {
        try root.appending("leases").list().map(\.string) + root.appending("workshop").list().map(\.string)
    }

    /// A holder on another machine.
    static func stranger() -> LeaseHolder {
        var holder = LeaseHolder.new()
        holder.host = HostIdentity(name: "other", machine: "m", boot: "b", processes: "p")
        return holder
    }

    private static func takes(
        _ lease: Lease,
        _ own: LeaseHolder,
        _ isDead: (Lease.Standing) throws(FileError) -> Bool
    ) throws -> Bool {
        isTaken(try lease.attempt(own, isDead: isDead))
    }

    private static func isTaken(_ attempt: Lease.Attempt) -> Bool {
        if case .taken = attempt { return true }
        return false
    }

    @Test func oneHasItAtATimeAndNothingIsLeft() async throws {
        try await Self.with { root, lease in
            let lease = lease(Self.files(root))
            let (first, second) = (Self.stranger(), Self.stranger())
            #expect(try Self.takes(lease, first) { _ in false })
            #expect(try !Self.takes(lease, second) { _ in false })
            #expect(try lease.isHeld(by: first))
            #expect(try !lease.isHeld(by: second))
            try lease.show(first, 1)
            try lease.release(second)
            #expect(try lease.isHeld(by: first))
            try lease.release(first)
            #expect(try lease.standing() == nil)
            #expect(try Self.left(root) == [])
        }
    }

    @Test func ofManyTakersOfADeadOneOneWins() async throws {
        try await Self.with { root, lease in
            let lease = lease(Self.files(root))
            for _ in 0..<40 {
                let dead = Self.stranger()
                _ = try lease.attempt(dead) { _ in false }
                try lease.show(dead, 3)
                let winners = try await withThrowingTaskGroup(of: LeaseHolder?.self) { group in
                    for _ in 0..<16 {
                        group.addTask {
                            let own = Self.stranger()
                            let attempt = try lease.attempt(own) { $0.holder.token == dead.token }
                            return Self.isTaken(attempt) ? own : nil
                        }
                    }
                    // The dead one was only slow, and gives up what it believes to have.
                    group.addTask {
                        try lease.release(dead)
                        return nil
                    }
                    return try await group.reduce(into: [LeaseHolder]()) { if let own = $1 { $0.append(own) } }
                }
                // Where it gave it up first, one takes what is free.
                #expect(winners.count == 1)
                let winner = try #require(winners.first)
                #expect(try lease.isHeld(by: winner))
                #expect(try !lease.isHeld(by: dead))
                try lease.release(winner)
                #expect(try Self.left(root) == [])
            }
        }
    }

    @Test func whoComesTooLateTakesNothing() async throws {
        try await Self.with { root, lease in
            let lease = lease(Self.files(root))
            let (dead, winner, late) = (Self.stranger(), Self.stranger(), Self.stranger())
            _ = try lease.attempt(dead) { _ in false }
            // While the late one still believes that the first is dead, another has taken it over, and nothing tells of the first.
            var isFirstLook = true
            let attempt = try lease.attempt(late) { standing throws(FileError) in
                if !isFirstLook { return false }
                isFirstLook = false
                _ = try lease.attempt(winner) { _ in true }
                return true
            }
            #expect(!Self.isTaken(attempt))
            #expect(try lease.isHeld(by: winner))
            try lease.release(dead)
            #expect(try lease.isHeld(by: winner))
            try lease.release(winner)
            #expect(try Self.left(root) == [])
        }
    }

    @Test(arguments: [
        "", "rubbish", "smartclip lease 1\nhalf", "smartclip lease 2\n", String(repeating: "x", count: 60_000),
    ])
    func whatCannotBeReadIsSomebodysUntilItIsDead(_ text: String) async throws {
        try await Self.with { root, lease in
            let lease = lease(Self.files(root))
            try lease.place.write(text.utf8)
            let own = Self.stranger()
            #expect(try !Self.takes(lease, own) { $0.holder.isGone() })
            #expect(try Self.takes(lease, own) { _ in true })
            #expect(try lease.isHeld(by: own))
            try lease.release(own)
            #expect(try Self.left(root) == [])
        }
    }

    @Test func whoDiesWhileItTakesOverIsTakenOverItself() async throws {
        try await Self.with { root, lease in
            var files = Self.files(root)
            files.fault = { (call, _, _) throws(FileError) in
                if call == .rename { throw FileError("move", "x", .ioError) }
            }
            let broken = lease(files)
            let (dead, dying, own) = (Self.stranger(), Self.stranger(), Self.stranger())
            _ = try broken.attempt(dead) { _ in false }
            // It is the holder although it never came to stand in the other's place.
            #expect(try Self.takes(broken, dying) { _ in true })
            #expect(try broken.isHeld(by: dying))
            #expect(try !broken.isHeld(by: dead))
            let lease = lease(Self.files(root))
            #expect(try Self.takes(lease, own) { $0.holder.token == dying.token })
            #expect(try lease.isHeld(by: own))
            try lease.release(own)
            #expect(try Self.left(root) == [])
        }
    }

    /// What network file systems do to who asks: a success of which the answer is lost, and a file that is replaced while it is read.
    @Test(arguments: [LeaseFiles.Call.link, .rename], [Errno.fileExists, .noSuchFileOrDirectory, .ioError])
    func aLostAnswerIsNoFailure(_ call: LeaseFiles.Call, _ errno: Errno) async throws {
        try await Self.with { root, lease in
            var files = Self.files(root)
            let isStale = Mutex(0)
            files.fault = { (made, place, isDone) throws(FileError) in
                if made == call, isDone { throw FileError("x", place.path, errno) }
                let count = isStale.withLock { count in
                    count += 1
                    return count
                }
                if made == .read, count.isMultiple(of: 4) {
                    throw FileError("read", place.path, Errno(rawValue: ESTALE))
                }
            }
            let lease = lease(files)
            let (dead, own) = (Self.stranger(), Self.stranger())
            #expect(try Self.takes(lease, dead) { _ in false })
            #expect(try lease.isHeld(by: dead))
            #expect(try Self.takes(lease, own) { $0.holder.token == dead.token })
            #expect(try lease.isHeld(by: own))
            #expect(try !lease.isHeld(by: dead))
            try lease.release(own)
            #expect(try Self.left(root) == [])
        }
    }

    @Test func deadIsWhoShowsNoLifeForLongEnough() {
        var watch = LeaseWatch()
        func sees(_ token: String, _ beat: Int?, at seconds: Int) -> Bool {
            let sign = LeaseWatch.Sign(token: token, beat: beat.map { [UInt8($0)] })
            return watch.isDead(sign, at: .seconds(seconds), LeaseTimes(beat: .seconds(10), dead: .seconds(60)))
        }
        #expect(!sees("a", nil, at: 0) && !sees("a", nil, at: 9) && !watch.hasSeenLife)
        #expect(!sees("a", 1, at: 10) && watch.hasSeenLife)
        // Whoever watches was stopped for an hour: that counts for a beat, no more.
        #expect(!sees("a", 1, at: 3610) && watch.still == .seconds(10))
        for second in stride(from: 3615, to: 3660, by: 5) { #expect(!sees("a", 1, at: second)) }
        #expect(!sees("a", 2, at: 3660), "a sign of life in the last moment")
        for second in stride(from: 3670, to: 3720, by: 10) { #expect(!sees("a", 2, at: second)) }
        #expect(sees("a", 2, at: 3720))
        #expect(!sees("b", 2, at: 3721), "another holder")
    }

    @Test func whatIsWrittenIsRead() throws {
        let holder = LeaseHolder.new()
        #expect(LeaseHolder(parsing: Array(holder.text.utf8)) == holder)
        #expect(holder.token.utf8.count == 32 && LeaseHolder.new().token != holder.token)
        // A token becomes the name of a file.
        let astray = holder.text.replacing(holder.token, with: "../../../../../../../../../etc/x")
        #expect(LeaseHolder(parsing: Array(astray.utf8)).host == nil)
        #expect(LeaseHolder(parsing: Array(astray.utf8)).token.allSatisfy { $0.isHexDigit })
    }

    @Test func onlyWhatIsCertainIsGone() throws {
        let here = HostIdentity(name: "h", machine: "m", boot: "b", processes: "pid:[1]")
        let parent = getppid()
        func isGone(_ change: (inout LeaseHolder, inout HostIdentity) -> Void) throws -> Bool {
            var holder = LeaseHolder.new()
            holder.process = parent
            holder.began = try #require(ProcessFacts(of: parent)).began
            var host = here
            change(&holder, &host)
            if holder.host != nil { holder.host = host }
            return holder.isGone(seenFrom: here)
        }
        #expect(try !isGone { _, _ in })
        #expect(try isGone { holder, _ in holder.process = 4_194_304 })
        #expect(try isGone { holder, _ in holder.began = "1" }, "the number was used again")
        #expect(try !isGone { holder, _ in holder.began = "" }, "when it began is not known")
        #expect(try !isGone { holder, host in (holder.process, host.name) = (4_194_304, "other") })
        #expect(
            try !isGone { holder, host in (holder.process, host.processes) = (4_194_304, "pid:[7]") },
            "a container's"
        )
        #expect(try !isGone { _, host in host.boot = "c" }, "a copy of the machine, if it was not started again")
        #expect(try !isGone { holder, _ in holder.host = nil })
        var own = LeaseHolder.new()
        #expect(own.isGone(), "this process has no such lease")
        LiveTokens.insert(own.token)
        #expect(!own.isGone())
        LiveTokens.remove(own.token)
        own.host?.boot = ""
        #expect(!own.isGone())
    }
}
