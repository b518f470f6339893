import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct OwedHooksTests {
    @Test func aHookIsOwedUntilItIsSettled() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let owed = OwedHooks(outbox: outbox)
            let ids = ["a", "b"].map { VideoID(sha256: String(repeating: $0, count: 64)) }
            #expect(try !owed.isOwed(ids[0]))
            // Nothing is owed, which is no error.
            try owed.settle(ids[0])
            for id in ids { try owed.owe(id, in: outbox) }
            try owed.owe(ids[0], in: outbox)
            // Whoever comes after a crash knows it too.
            #expect(try OwedHooks(outbox: outbox).isOwed(ids[0]))
            try owed.settle(ids[0])
            #expect(try !owed.isOwed(ids[0]) && owed.isOwed(ids[1]))
            try owed.settle(ids[1])
            #expect(try owed.folder.factsIfPresent() == nil)
        }
    }

    private func outcome(worked: Bool) -> VideoOutcome {
        VideoOutcome(
            video: "talk",
            source: "/in/talk.mp4",
            status: .ready,
            clips: worked ? 2 : 1,
            failure: nil,
            worked: worked
        )
    }

    /// While a hook is called, another look at the video is no reason to call it again; new clips are.
    @Test(arguments: [true, false])
    func oneCallAtATime(_ isNew: Bool) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let owed = OwedHooks(outbox: outbox)
            let id = VideoID(sha256: String(repeating: "a", count: 64))
            #expect(try !owed.begin(id, outcome(worked: true)), "nothing is owed")
            try owed.owe(id, in: outbox)
            #expect(try owed.begin(id, outcome(worked: true)))
            #expect(try !owed.begin(id, outcome(worked: isNew)))
            if isNew {
                #expect(try owed.end(id)?.clips == 2)
                #expect(try owed.isOwed(id))
            }
            #expect(try owed.end(id) == nil)
            #expect(try !owed.isOwed(id) && !owed.begin(id, outcome(worked: false)))
        }
    }
}
