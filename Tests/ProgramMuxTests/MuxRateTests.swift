import EmulatorKit
import HTTPTransfer
import Manifest
import StateFiles
import TestSupport
import Testing

@testable import ProgramSupport

/// An account's rate is one for all who work on an outbox.
@Suite struct MuxRateTests {
    /// Each keeps to nine POST requests in twenty seconds, and two at once after a rest; the account allows ten, and four at once. Two
    /// machines that did not know of each other would be turned away. They have neither locks nor clocks in common.
    @Test(.timeLimit(.minutes(3))) func twoMachinesKeepOneRate() async throws {
        try await MuxInbox.with(["--post-rate", "0.5", "--burst", "4"]) { inbox in
            let names = ["one", "two", "three", "four"]
            for (number, name) in names.enumerated() { try await inbox.addShort(name, number: number) }
            @Sendable func machine(_ name: String, _ videos: [String]) async throws -> Program.Ending {
                try await inbox.program([
                    "SMARTCLIP_AS_HOST": name, "SMARTCLIP_LEASE_MS": "50,5000", "MUX_POSTS_PER_SECOND": "0.45",
                ]).run(
                    ["run"] + videos.map { "inbox/\($0).mp4" } + ["--output", "outbox", "--sharing", "lease"]
                        + MuxInbox.flags + MuxInbox.short,
                    in: inbox.folder
                )
            }
            async let first = machine("a", ["one", "two"])
            async let second = machine("b", ["three", "four"])
            for ending in try await [first, second] { #expect(ending.code == 0, "\(ending.errors)") }
            let log = try #require(try await inbox.mux.ask(.get, "/_emulator/log").1.items)
            let posts = log.filter { $0["method"]?.text == "POST" }
            #expect(posts.count >= 8, "enough to be turned away for")
            #expect(posts.allSatisfy { $0["status"]?.integer != 429 }, "\(posts)")
            try await inbox.expectReady(names, clips: 1)
        }
    }
}
