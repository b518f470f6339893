import Manifest
import Outbox
import StateFiles
import TestSupport
import Testing

@testable import ProgramSupport

/// Three of ten requests fail, or the program is killed, and no answer is paid for twice. Set `SMARTCLIP_MODEL_TALKS=100` for
/// more talks, `SMARTCLIP_KILLS` for more instants, and `SMARTCLIP_SEED` for others.
@Suite struct ModelFaultTests {
    /// All that may pass by itself.
    private static let passing = [
        "reset-before", "reset-after", "cut", "wrong-length", "slow", "rate-limit", "500", "503", "html", "length",
        "bad-json", "no-usage",
    ]

    @Test(.timeLimit(.minutes(60))) func whateverFailsEachQuestionIsAnsweredOnce() async throws {
        let talks = (0..<Surrounding.number("SMARTCLIP_MODEL_TALKS", 8)).map { "talk-\($0)" }
        let seed = Surrounding.number("SMARTCLIP_SEED", 7)
        let faults = Self.passing.flatMap { ["--fault", "\($0)=0.025"] }
        try await ModelInbox.with(["--at-most", "3", "--seed", "\(seed)"] + faults) { inbox in
            try await inbox.addTalks(talks)
            let ending = try await inbox.run("-j", "8")
            #expect(ending.code == 0, "\(ending.errors)")
            for talk in talks {
                #expect(try inbox.manifest(talk).status == .ready)
            }
            let stats = try await inbox.server.stats()
            #expect(stats.kindsOfFaults >= 3, "\(stats.json)")
            #expect(stats.answeredAgain == 0, "\(stats.json)")
        }
    }

    @Test(.timeLimit(.minutes(60))) func aKillAtAnyInstantChangesNothingOfWhatComesOut() async throws {
        var random = RandomNumbers(seed: UInt64(Surrounding.number("SMARTCLIP_SEED", 7)))
        let wanted = Surrounding.number("SMARTCLIP_KILLS", 2)
        var kills = 0
        while kills < wanted {
            // An answer takes a while, so that kills fall into it.
            try await ModelInbox.with(["--think", "200"]) { inbox in
                try await inbox.addTalks("one", "two")
                var struck = 0
                for _ in 0..<3 where kills < wanted {
                    let delay = Duration.seconds(Double.random(in: 0.05...3, using: &random))
                    kills += 1
                    guard try await inbox.runAndKill(after: delay, "-j", "1") else { break }
                    struck += 1
                }
                let ending = try await inbox.run()
                #expect(ending.code == 0, "after kill \(kills): \(ending.errors)")
                let stats = try await inbox.server.stats()
                // An answer on its way when the program was killed reached nobody.
                #expect(stats.answeredAgain <= struck, "\(stats.json)")
                let undisturbed = try await inbox.run(output: "undisturbed")
                #expect(undisturbed.code == 0, "\(undisturbed.errors)")
                for video in ["one", "two"] {
                    try inbox.expectReady(video)
                    let (here, there) = (
                        try inbox.manifest(video), try inbox.manifest(video, output: "undisturbed")
                    )
                    #expect(here.moments == there.moments)
                    #expect(here.clips == there.clips)
                    #expect(here.notes == there.notes)
                }
                #expect(try OutboxTree(inbox.outbox).leftovers == [])
            }
        }
    }
}
