import EmulatorKit
import Glibc
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// A program that is killed at any instant leaves a ledger by which the next run finds what was made. Set
/// `SMARTCLIP_KILLS=200` for more instants, and `SMARTCLIP_SEED` for others.
@Suite struct MuxKillTests {
    @Test(.timeLimit(.minutes(60))) func aKillAtAnyInstantMakesNothingTwice() async throws {
        var random = RandomNumbers(seed: UInt64(Surrounding.number("SMARTCLIP_SEED", 7)))
        var kills = 0
        let wanted = Surrounding.number("SMARTCLIP_KILLS", 3)
        while kills < wanted {
            try await MuxInbox.with { inbox in
                try await inbox.addShort("one", "two")
                for _ in 0..<Int.random(in: 2...5, using: &random) where kills < wanted {
                    let delay = Duration.seconds(Double.random(in: 0.05...3, using: &random))
                    let struck = try await inbox.runAndKill { _ in try await Task.sleep(for: delay) }
                    kills += 1
                    _ = try inbox.ledgers()
                    if !struck { break }
                }
                let ending = try await inbox.run()
                #expect(ending.code == 0, "after kill \(kills): \(ending.errors)")
                try await inbox.expectReady(["one", "two"], clips: 1)
            }
        }
    }

    /// Before it is made and after, side by side.
    @Test(.timeLimit(.minutes(3))) func aKillWhileAnUploadIsAskedForMakesOne() async throws {
        try await Self.beforeAndAfter { isMade in
            try await MuxInbox.with { inbox in
                try await inbox.addShort("one")
                try await inbox.mux.setFaults(["paths": ["/video/v1/uploads"], "next": ["slow"]])
                let struck = try await inbox.runAndKill { _ in
                    // A slow answer is counted when its request comes; what is asked for is made a second later.
                    try await inbox.wait("the request") { isMade ? $0.uploads == 1 : $0.faults("slow") == 1 }
                }
                #expect(struck)
                #expect(try inbox.ledgers().flatMap(\.objects).map(\.purpose) == [.source])
                let ending = try await inbox.run()
                #expect(ending.code == 0, "\(ending.errors)")
                try await inbox.expectReady(["one"], clips: 1)
            }
        }
    }

    @Test(.timeLimit(.minutes(3))) func aKillWhileAClipIsAskedForMakesOne() async throws {
        try await Self.beforeAndAfter { isMade in
            try await MuxInbox.with { inbox in
                try await inbox.addShort("one")
                let first = try await inbox.run()
                #expect(first.code == 0, "\(first.errors)")
                // Another moment, so that the next request that is about assets asks for its clip.
                try TinyVideos.write(
                    ##"{"moments": [{"start_time": 0.5, "end_time": 5}]}"##,
                    to: inbox.file("one/moments.json")
                )
                try await inbox.mux.setFaults(["paths": ["/video/v1/assets"], "next": ["slow"]])
                let struck = try await inbox.runAndKill { _ in
                    try await inbox.wait("the request") { isMade ? $0.clips.count == 2 : $0.faults("slow") == 1 }
                }
                #expect(struck)
                #expect(try inbox.ledgers().flatMap(\.objects).map(\.purpose) == [.source, .clip, .clip])
                let ending = try await inbox.run()
                #expect(ending.code == 0, "\(ending.errors)")
                try await inbox.mux.stats().expectOneOfEach(videos: 1, clips: 2)
                #expect(try inbox.manifest("one").clips.map(\.status) == [.ready])
                #expect(try OutboxTree(inbox.outbox).leftovers == [])
            }
        }
    }

    /// Two machines that do not see each other's locks: one is stopped while it asks, the other goes on with what was asked for, and the
    /// first wakes up again.
    @Test(.timeLimit(.minutes(3))) func aMachineThatWasTakenForDeadPaysForNothingMore() async throws {
        try await Self.beforeAndAfter { isMade in
            try await MuxInbox.with { inbox in
                try await inbox.addShort("one")
                try await inbox.mux.setFaults(["paths": ["/video/v1/uploads"], "next": ["slow"]])
                func machine(_ name: String) -> [String: String?] {
                    ["SMARTCLIP_AS_HOST": name, "SMARTCLIP_LEASE_MS": "50,700", "SMARTCLIP_SHARING": "lease"]
                }
                let goesOn = try await inbox.runAndKill(environment: machine("a")) { process in
                    try await inbox.wait("the request") { isMade ? $0.uploads == 1 : $0.faults("slow") == 1 }
                    #expect(kill(process, SIGSTOP) == 0)
                    let ending = try await inbox.run(environment: machine("b"))
                    #expect(ending.code == 0, "\(ending.errors)")
                    try await inbox.expectReady(["one"], clips: 1)
                    #expect(kill(process, SIGCONT) == 0)
                    try await inbox.ended(process)
                }
                #expect(!goesOn)
                try await inbox.expectReady(["one"], clips: 1)
            }
        }
    }

    private static func beforeAndAfter(_ body: @escaping @Sendable (Bool) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for isMade in [false, true] { group.addTask { try await body(isMade) } }
            try await group.waitForAll()
        }
    }
}
