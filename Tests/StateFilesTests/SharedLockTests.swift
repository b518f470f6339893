import Glibc
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import StateFiles

/// Locks of machines that do not see each other's file locks: each has a folder of its own for those.
@Suite(.timeLimit(.minutes(2))) struct SharedLockTests {
    /// Where nobody dies, a busy machine must not make one look dead.
    private static let patient = LeaseTimes(beat: .milliseconds(100), dead: .seconds(1800))

    private static func lock(
        _ root: Place,
        _ host: String,
        times: LeaseTimes = patient,
        _ sweep: @escaping @Sendable () throws -> Void = {}
    ) -> SharedLock {
        let lease = Lease(root.appending("leases/a"), files: LeaseTests.files(root), times: times)
        return SharedLock(root.appending("locks-\(host)/a.lock"), lease, sweep)
    }

    @Test func itIsOnesAtATimeOnAllMachines() async throws {
        try await LeaseTests.with { root, _ in
            let file = root.appending("count")
            try file.write("0".utf8)
            try await withThrowingTaskGroup { group in
                for number in 0..<16 {
                    group.addTask {
                        try await Self.lock(root, "\(number % 4)").holding {
                            let count = Int(String(decoding: try file.read(), as: UTF8.self)) ?? -1000
                            await Task.yield()
                            try file.write("\(count + 1)".utf8)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(String(decoding: try file.read(), as: UTF8.self) == "16")
            #expect(try LeaseTests.left(root) == [])
        }
    }

    @Test func whoHasItIsSeenFromAnotherMachineAndShowsThatItLives() async throws {
        try await LeaseTests.with { root, _ in
            let (here, there) = (Self.lock(root, "a"), Self.lock(root, "b"))
            #expect(!there.isHeld)
            try await here.holding { () async throws in
                #expect(there.isHeld)
                #expect(try await there.ifFree { true } == nil)
                // Patient: it sees a sign of life, and is sure.
                #expect(try await there.ifFree(isPatient: true) { true } == nil)
            }
            #expect(!there.isHeld)
            #expect(try await there.ifFree(isPatient: true) { true } == true)
        }
    }

    @Test func oneWithoutLeaseIsAFileLockAndNothingElse() async throws {
        try await LeaseTests.with { root, _ in
            try await SharedLock(root.appending("locks/a.lock")).holding { () async throws in
                #expect(Fence.leases.isEmpty)
                #expect(try LeaseTests.left(root) == [])
            }
        }
    }

    /// Takes the lease of whoever has it, as a machine does that has seen no life for long enough.
    private static func takeOver(_ root: Place) throws -> LeaseHolder {
        let lease = Lease(root.appending("leases/a"), files: LeaseTests.files(root), times: LeaseTests.times)
        let thief = LeaseTests.stranger()
        guard case .taken = try lease.attempt(thief, isDead: { _ in true }) else { throw CancellationError() }
        return thief
    }

    @Test func whoLostItWritesNothing() async throws {
        try await LeaseTests.with { root, lease in
            let file = root.appending("record")
            try file.write("winner".utf8)
            let failure = await #expect(throws: FileError.self) {
                try await Self.lock(root, "a").holding { () async throws in
                    let made = root.appending("made")
                    try made.write("zombie".utf8)
                    let thief = try Self.takeOver(root)
                    #expect(throws: FileError.self) { try file.write("zombie".utf8) }
                    #expect(throws: FileError.self) { try file.take(made.path) }
                    #expect(throws: FileError.self) { try Fence.check() }
                    // Also what it does under other locks meanwhile, and in tasks of its own.
                    try await withThrowingTaskGroup { group in
                        group.addTask {
                            try await SharedLock(root.appending("other.lock")).holding { try Fence.check() }
                        }
                        try await group.waitForAll()
                    }
                    _ = thief
                }
            }
            #expect(failure?.isLeaseLost == true)
            #expect(try file.read() == Array("winner".utf8))
            #expect(try root.list().contains { AtomicFile.isTemporary($0) } == false)
            // What it let go of was no longer its own.
            #expect(try lease(LeaseTests.files(root)).standing()?.holder.host?.name == "other")
        }
    }

    @Test func whatRunsIsCalledOffWhenItIsLost() async throws {
        try await LeaseTests.with { root, _ in
            let failure = await #expect(throws: FileError.self) {
                try await Self.lock(root, "a").holding {
                    try await Fence.whileHeld {
                        _ = try Self.takeOver(root)
                        // The next sign of life finds out.
                        try await Task.sleep(for: .seconds(3600))
                    }
                }
            }
            #expect(failure?.isLeaseLost == true)
            let value = try await SharedLock(root.appending("x.lock")).holding { try await Fence.whileHeld { 7 } }
            #expect(value == 7)
            #expect(try await Self.lock(root, "c").ifFree { 1 } == nil)
        }
    }

    @Test func whatADeadMachineMayStillPutInItsPlaceIsRemovedFirst() async throws {
        try await LeaseTests.with { root, lease in
            let dead = LeaseTests.stranger()
            _ = try lease(LeaseTests.files(root)).attempt(dead) { _ in false }
            let sweeps = Mutex(0)
            // The first that takes it over dies of its sweep; the next one is of the same machine, and sweeps all the same.
            await #expect(throws: FileError.self) {
                try await Self.lock(root, "a", times: LeaseTests.times) { throw FileError("remove", "x", .ioError) }
                    .holding {}
            }
            let swept = try await Self.lock(root, "b", times: LeaseTests.times) { sweeps.withLock { $0 += 1 } }.holding
            {
                sweeps.withLock { $0 }
            }
            #expect(swept == 1)
            try await Self.lock(root, "b", times: LeaseTests.times) { sweeps.withLock { $0 += 1 } }.holding {}
            #expect(sweeps.withLock { $0 } == 1, "it was given up in order")
            #expect(try LeaseTests.left(root) == [])
        }
    }

    @Test func oneOfThisMachineThatDiedIsTakenAtOnceAndWhatItMadeIsKept() async throws {
        try await LeaseTests.with { root, lease in
            // A child that ended: its number is nobody's.
            var dead = LeaseHolder.new()
            dead.process = 4_194_304
            let usual = Lease(root.appending("leases/a"), files: LeaseTests.files(root), times: .usual)
            _ = try usual.attempt(dead) { _ in false }
            let lock = SharedLock(root.appending("locks/a.lock"), usual) { Issue.record("there is nothing to fear") }
            #expect(!lock.isHeld)
            #expect(try await lock.ifFree { 1 } == 1)
        }
    }
}
