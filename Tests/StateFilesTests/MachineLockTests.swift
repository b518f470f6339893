import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// One of a machine at a time, in turn; and nobody waits for ever.
@Suite(.timeLimit(.minutes(5)))
struct MachineLockTests {
    @Test func oneHoldsItAtATime() async throws {
        try await ScratchFolder.with { scratch in
            let folders = [scratch.path]
            let first = try MachineLock.ifFree("one", folders: folders)
            let isHeld = first != nil
            #expect(isHeld)
            let second = try MachineLock.ifFree("one", folders: folders) != nil
            #expect(!second)
            let other = try MachineLock.ifFree("other", folders: folders) != nil
            #expect(other, "another name is another lock")
            _ = consume first
            let again = try MachineLock.ifFree("one", folders: folders) != nil
            #expect(again, "it is free when its holder is gone")
        }
    }

    @Test func aWaitEndsAtItsLimit() async throws {
        try await ScratchFolder.with { scratch in
            let held = try MachineLock.ifFree("one", folders: [scratch.path])
            let got = try await MachineLock.wait("one", atMost: .milliseconds(50), folders: [scratch.path]) != nil
            #expect(!got)
            _ = consume held
            let then = try await MachineLock.wait("one", atMost: .seconds(30), folders: [scratch.path]) != nil
            #expect(then, "who gave up left nothing behind")
        }
    }

    @Test func whoWaitsComesBeforeWhoTriesAgain() async throws {
        try await ScratchFolder.with { scratch in
            let folders = [scratch.path]
            let held = try MachineLock.ifFree("one", folders: folders)
            let waiter = Task { try await MachineLock.wait("one", atMost: .seconds(30), folders: folders) != nil }
            // It has its turn when nobody else can have it.
            while !FileLock.isHeld(Place(file: scratch.path.appending("one-turn"))) { await Task.yield() }
            _ = consume held
            let overtakes = try MachineLock.ifFree("one", folders: folders) != nil
            let got = try await waiter.value
            #expect(got)
            #expect(!overtakes)
        }
    }

    @Test func aCancelledWaitEnds() async throws {
        try await ScratchFolder.with { scratch in
            let folders = [scratch.path]
            let held = try MachineLock.ifFree("one", folders: folders)
            let waiter = Task { try await MachineLock.wait("one", atMost: .seconds(3600), folders: folders) != nil }
            while !FileLock.isHeld(Place(file: scratch.path.appending("one-turn"))) { await Task.yield() }
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
            _ = consume held
        }
    }

    @Test func itIsTakenInTheFirstFolderThatCanBeUsed() async throws {
        try await ScratchFolder.with { scratch in
            let absent = scratch.path.appending("absent")
            let held = try MachineLock.ifFree("one", folders: [absent, scratch.path]) != nil
            #expect(held)
            #expect(try FileFacts.ifPresent(scratch.path.appending("one")) != nil)
            #expect(throws: FileError.self) { _ = try MachineLock.ifFree("one", folders: [absent]) != nil }
        }
    }

    @Test func aLinkInItsPlaceIsNotFollowed() async throws {
        try await ScratchFolder.with { scratch in
            try AtomicFile.write([1], to: scratch.path.appending("target"))
            try #require(symlink(scratch.path.appending("target").string, scratch.path.appending("one").string) == 0)
            #expect(throws: FileError.self) { _ = try MachineLock.ifFree("one", folders: [scratch.path]) != nil }
        }
    }
}
