import Concurrency
import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// Setup that is killed at any instant goes on, and ends whole. `SMARTCLIP_KILLS` says how often it is killed.
@Suite(.serialized, .timeLimit(.minutes(30))) struct SetupKillTests {
    @Test func goesOnAfterAnyKill() async throws {
        try await SmallSetup.with { setup in
            try await setup.serving { variables in
                // How long one takes here, all of it.
                let clock = ContinuousClock()
                let usual = try await clock.measure { _ = try await setup.run(variables) }
                var random = RandomNumbers(seed: UInt64(Surrounding.number("SMARTCLIP_SEED", 7)))
                var kills = 0
                while kills < Surrounding.number("SMARTCLIP_KILLS", 1) {
                    try Files.removeTree(setup.data)
                    // Some strike one setup, which has gone a little further each time.
                    for _ in 0..<Int.random(in: 1...3, using: &random) {
                        let delay = usual * Double.random(in: 0.01...1, using: &random)
                        try await kill(setup, variables, after: delay)
                        kills += 1
                    }
                    let ending = try await setup.run(variables)
                    #expect(ending.code == 0, "after kill \(kills): \(ending.output)\(ending.errors)")
                    #expect(try setup.names == SmallSetup.whole, "after kill \(kills)")
                }
            }
        }
    }

    /// Starts one, and kills it after a while, where it is still at work.
    private func kill(_ setup: SmallSetup, _ variables: [String: String?], after delay: Duration) async throws {
        try await setup.program(variables).runAndKill(setup.arguments(), in: setup.root) { _ in
            // The instant is the point: no event stands for it.
            try await Task.sleep(for: delay)
        }
    }
}
