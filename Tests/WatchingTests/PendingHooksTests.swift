import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct PendingHooksTests {
    @Test func aHookIsPendingUntilItHasReturned() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let hooks = PendingHooks(outbox: outbox)
            let ids = ["a", "b"].map { VideoID(sha256: String(repeating: $0, count: 64)) }
            #expect(try !hooks.contains(ids[0]))
            // No hook is pending, which is no error.
            try hooks.remove(ids[0])
            for id in ids { try hooks.add(id) }
            try hooks.add(ids[0])
            // So it is after a crash.
            #expect(try PendingHooks(outbox: outbox).contains(ids[0]))
            try hooks.remove(ids[0])
            #expect(try !hooks.contains(ids[0]) && hooks.contains(ids[1]))
            try hooks.remove(ids[1])
            #expect(try hooks.folder.factsIfPresent() == nil)
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
            let hooks = PendingHooks(outbox: outbox)
            let id = VideoID(sha256: String(repeating: "a", count: 64))
            #expect(try !hooks.beginCall(id, outcome(worked: true)), "no hook is pending")
            try hooks.add(id)
            #expect(try hooks.beginCall(id, outcome(worked: true)))
            #expect(try !hooks.beginCall(id, outcome(worked: isNew)))
            if isNew {
                #expect(try hooks.endCall(id)?.clips == 2)
                #expect(try hooks.contains(id))
            }
            #expect(try hooks.endCall(id) == nil)
            #expect(try !hooks.contains(id) && !hooks.beginCall(id, outcome(worked: false)))
        }
    }
}
