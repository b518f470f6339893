import FoundationEssentials
import Glibc
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// What stages make on a disk of the machine's own comes into an outbox on another one.
@Suite struct ScratchTests {
    /// A folder in memory, as another disk than the one that the outbox is on.
    private static func with(_ body: (Inbox, FilePath) async throws -> Void) async throws {
        let scratch = FilePath("/dev/shm/smartclip-scratch-\(getpid())-\(UInt32.random(in: .min ... .max))")
        try Files.makeDirectory(scratch)
        defer { try? Files.removeTree(scratch) }  // In memory, and gone with it.
        try await Inbox.with { inbox in
            let facts = try FileFacts(of: inbox.folder)
            try #require(try FileFacts(of: scratch).device != facts.device, "nothing to try here")
            try await body(inbox, scratch)
        }
    }

    private static let isThere: ConditionTrait = .enabled("this machine has no /dev/shm") {
        access("/dev/shm", W_OK) == 0
    }

    @Test(isThere, .timeLimit(.minutes(3)))
    func allComesIntoTheOutboxAndNothingStaysThere() async throws {
        try await Self.with { inbox, scratch in
            try await Inbox.finished { plain in
                let ending = try await inbox.run("--scratch", scratch.string)
                #expect(ending.code == 0, "\(ending.errors)")
                let (here, there) = (try OutboxTree(plain.outbox), try OutboxTree(inbox.outbox))
                #expect(Set(here.files.keys) == Set(there.files.keys) && there.leftovers == [])
                #expect(try await inbox.smartclip("verify").code == 0)
                #expect(try Files.list(scratch) == [])
            }
        }
    }

    /// Killed while a clip is made, it goes on from what is there, on this machine; what is published is whole.
    @Test(isThere, .timeLimit(.minutes(3)))
    func aKillLeavesWhatTheNextRunGoesOnFrom() async throws {
        try await Self.with { inbox, scratch in
            let arguments = ["run", "inbox", "--output", "outbox", "--scratch", scratch.string] + Inbox.flags
            let isStruck = try await Program.smartclip.runAndKill(arguments, in: inbox.folder) { _ in
                while try !Self.isAtClips(scratch) { await Task.yield() }
            }
            #expect(isStruck)
            let made = try OutboxTree(inbox.outbox).leftovers.filter { $0.hasSuffix(".mp4") }
            #expect(made == [], "what is not whole is not in the outbox")
            // By another way: the environment.
            var program = try Program.smartclip
            program.environment["SMARTCLIP_SCRATCH"] = scratch.string
            let ending = try await program.run(["run", "inbox", "--output", "outbox"] + Inbox.flags, in: inbox.folder)
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
            #expect(try await inbox.smartclip("verify").code == 0)
            #expect(try Files.list(scratch) == [])
        }
    }

    private static func isAtClips(_ scratch: FilePath) throws -> Bool {
        for outbox in try Files.list(scratch) {
            for video in try Files.list(scratch.appending(outbox)) {
                let clips = scratch.appending(outbox).appending(video).appending("5-clip")
                if try FileFacts.ifPresent(clips) != nil { return true }
            }
        }
        return false
    }

    @Test(BadOutboxTests.mounting, .timeLimit(.minutes(3)))
    func aFullScratchIsToldAndTriedAgain() async throws {
        try await BadInbox.with { bad in
            let scratch = bad.folder.appending("scratch")
            try await BadOutboxTests.Memory.with(scratch, "size=64k") { memory in
                let full = Complaint.failed("good", .clip, "o space left", "again")
                try bad.expect(try await bad.run("--scratch", scratch.string), code: 75, [full], goodIs: .error)
                try await memory.remount("size=64m")
                try bad.expect(try await bad.run("--scratch", scratch.string), code: 0, [])
            }
            #expect(try OutboxTree(bad.outbox).leftovers == [])
        }
    }
}
