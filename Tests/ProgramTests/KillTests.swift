import FoundationEssentials
import Glibc
import Manifest
import Outbox
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// Kills the program at random instants and lets the next run go on. Set `SMARTCLIP_KILLS=200` for more instants, and
/// `SMARTCLIP_SEED` for others.
@Suite(.serialized) struct KillTests {
    /// Starts a run, kills it after a while, and says whether it was still going.
    private func killed(after delay: Duration, _ inbox: Inbox) async throws -> Bool {
        try await Program.smartclip.runAndKill(
            ["run", "inbox", "--output", "outbox"] + Inbox.flags,
            in: inbox.folder
        ) { _ in
            try await Task.sleep(for: delay)
        }
    }

    /// The records that say `done`.
    private func done(_ inbox: Inbox) throws -> [String: Timestamp?] {
        var done: [String: Timestamp?] = [:]
        for video in ["alpha", "beta", "gamma"] {
            for stage in StageName.allCases {
                let path = inbox.file("\(video)/\(stage.recordPath)")
                guard let bytes = try Files.readIfPresent(path) else { continue }
                let record = try JSONText.decode(StageRecord.self, from: Data(bytes))
                if record.status == .done { done["\(video) \(stage.rawValue)"] = record.finishedAt }
            }
        }
        return done
    }

    @Test(.timeLimit(.minutes(60)))
    func aKillAtAnyInstantCostsOnlyWhatWasNotDone() async throws {
        try await Inbox.with { inbox in
            let began = ContinuousClock.now
            #expect(try await inbox.run().code == 0)
            let whole = began.duration(to: .now)
            let expected = try OutboxTree(inbox.outbox)
            #expect(expected.files.count > 40)
            #expect(expected.leftovers.isEmpty)

            var random = RandomNumbers(seed: UInt64(Surrounding.number("SMARTCLIP_SEED", 7)))
            var kills = 0
            let wanted = Surrounding.number("SMARTCLIP_KILLS", 3)
            while kills < wanted {
                try Files.removeTree(inbox.outbox)
                // Up to five kills strike one run, which has gone a little further each time.
                for _ in 0..<Int.random(in: 1...5, using: &random) where kills < wanted {
                    let before = try done(inbox)
                    let delay = whole * Double.random(in: 0...0.7, using: &random)
                    let struck = try await killed(after: delay, inbox)
                    kills += 1
                    let after = try done(inbox)
                    for (stage, time) in before { #expect(after[stage] == time, "\(stage) was done twice") }
                    if !struck { break }
                }
                let before = try done(inbox)
                let ending = try await inbox.run()
                #expect(ending.code == 0, "\(ending.errors)")
                let after = try done(inbox)
                for (stage, time) in before { #expect(after[stage] == time, "\(stage) was done twice") }
                let tree = try OutboxTree(inbox.outbox)
                #expect(tree.differences(from: expected) == [], "after kill \(kills)")
                #expect(tree.leftovers == [], "after kill \(kills)")
            }
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func noChildOutlivesAKilledProgram() async throws {
        try await Inbox.with { inbox in
            _ = try await killed(after: .milliseconds(1200), inbox)
            // The kernel ends the children with their parent; all that may take is the time to reap them.
            let deadline = ContinuousClock.now + .seconds(20)
            while try Self.children(in: inbox.folder) > 0, ContinuousClock.now < deadline { await Task.yield() }
            #expect(try Self.children(in: inbox.folder) == 0)
        }
    }

    /// Processes that work in a folder or below it.
    private static func children(in folder: FilePath) throws -> Int {
        try Files.list("/proc").count { name in
            guard Int(name.string) != nil else { return false }
            var buffer = [CChar](repeating: 0, count: 4096)
            guard readlink("/proc/\(name.string)/cwd", &buffer, buffer.count - 1) > 0 else { return false }
            return FilePath(platformString: buffer).starts(with: folder)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func anInterruptStopsInOrderAndTheNextRunGoesOn() async throws {
        try await Inbox.with { inbox in
            let result = try await Subprocess.run(
                .path(try Program.smartclip.path),
                arguments: Arguments(["run", "inbox", "--output", "outbox"] + Inbox.flags),
                workingDirectory: inbox.folder,
                input: .none,
                output: .discarded,
                error: .sequence
            ) { execution in
                var told: [String] = []
                for try await line in execution.standardError.strings() {
                    let isFirst = line.contains("fetch-vtt done") && !told.contains { $0.contains("fetch-vtt done") }
                    if isFirst { try execution.send(signal: .interrupt) }
                    told.append(line)
                }
                return told
            }
            #expect(result.terminationStatus == .exited(130))
            #expect(result.closureResult.last == "smartclip: stopped; the same command goes on from here")
            #expect(try await inbox.run().code == 0)
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
        }
    }
}
