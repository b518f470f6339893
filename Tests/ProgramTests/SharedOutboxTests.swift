import FoundationEssentials
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// Several machines on one outbox that do not see each other's locks, played on this one: each has a name of its own, and locks of its
/// own.
@Suite(.timeLimit(.minutes(5))) struct SharedOutboxTests {
    private static let arguments =
        ["run", "inbox/alpha.mp4", "--output", "outbox", "--sharing", "lease", "--clips", "1"] + Inbox.flags

    /// The variables of a machine: signs of life come often, so that nobody waits long.
    private static func machine(_ name: String, dead: Int = 700) -> [String: String?] {
        ["SMARTCLIP_AS_HOST": name, "SMARTCLIP_LEASE_MS": "50,\(dead)"]
    }

    private static func program(on machine: String, dead: Int = 700) throws -> Program {
        Program(try Program.smartclip.path, environment: Self.machine(machine, dead: dead))
    }

    /// What a process said, and how it ended that was stopped when it had said a line, and goes on after the body.
    private static func stopped(
        at text: String,
        _ inbox: Inbox,
        _ body: () async throws -> Void
    ) async throws -> (ended: TerminationStatus, told: [String]) {
        var changes: [Environment.Key: String?] = [:]
        for (name, value) in machine("a") { changes[Environment.Key(stringLiteral: name)] = value }
        let result = try await Subprocess.run(
            .path(try Program.smartclip.path),
            arguments: Arguments(arguments),
            environment: .inherit.updating(changes),
            workingDirectory: inbox.folder,
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            var told: [String] = []
            for try await line in execution.standardError.strings() {
                if line.contains(text) {
                    try execution.send(signal: .suspend)
                    do {
                        try await body()
                    } catch {
                        try execution.send(signal: .kill)
                        throw error
                    }
                    try execution.send(signal: .resume)
                }
                told.append(line)
            }
            return told
        }
        return (result.terminationStatus, result.closureResult)
    }

    /// As a machine stops whose lid is closed: it knows nothing of the time that passed.
    @Test(arguments: ["fetch-vtt done", "analyze done"])
    func oneThatWasStoppedAndTakenForDeadPublishesNothing(_ line: String) async throws {
        try await Inbox.with { inbox in
            var winner: OutboxTree?
            var records: [StageName: [UInt8]] = [:]
            let (ended, told) = try await Self.stopped(at: line, inbox) {
                let other = try await Self.program(on: "b").run(Self.arguments, in: inbox.folder)
                #expect(other.code == 0, "\(other.errors)")
                #expect(try inbox.manifest("alpha").status == .ready)
                winner = try OutboxTree(inbox.outbox)
                for stage in StageName.allCases {
                    records[stage] = try Files.read(inbox.file("alpha/\(stage.recordPath)"))
                }
            }
            #expect(ended == .exited(75), "\(told)")
            #expect(told.contains { $0.contains("another machine took this process for dead") }, "\(told)")
            let tree = try OutboxTree(inbox.outbox)
            #expect(try tree.differences(from: #require(winner)) == [] && tree.leftovers == [])
            for stage in StageName.allCases {
                // The winner's word, down to when it was.
                #expect(try Files.read(inbox.file("alpha/\(stage.recordPath)")) == records[stage])
            }
            #expect(try await inbox.smartclip("verify").code == 0)
            #expect(try Files.list(inbox.file(".smartclip/leases")) == [])
        }
    }

    @Test func twoMachinesDoEachVideoOnceAndWhatADeadOneLeftIsGoneOnWith() async throws {
        try await Inbox.with { inbox in
            let arguments = ["run", "inbox", "--output", "outbox", "--clips", "1"] + Inbox.flags
            let dead = try await Self.program(on: "dead").runAndKill(
                arguments + ["--sharing", "lease"],
                in: inbox.folder
            ) { _ in
                while try FileFacts.ifPresent(inbox.file("alpha/state/4-analyze.json")) == nil { await Task.yield() }
            }
            #expect(dead)
            // That machines share it is known from the outbox.
            // Where this machine is busy, none of them must look dead.
            async let first = Self.program(on: "b", dead: 5000).run(arguments, in: inbox.folder)
            async let second = Self.program(on: "c", dead: 5000).run(arguments, in: inbox.folder)
            for ending in try await [first, second] { #expect(ending.code == 0, "\(ending.errors)") }
            for name in ["alpha", "beta", "gamma"] {
                #expect(try inbox.manifest(name).status == .ready)
                for stage in StageName.allCases {
                    // What the dead one was at may have begun twice; nothing else has.
                    #expect(try inbox.record(name, stage).attempt <= 2)
                    if stage == .caption { #expect(try inbox.record(name, stage).attempt == 1) }
                }
            }
            #expect(try inbox.text("manifest.ndjson").split(separator: "\n").count == 3)
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
            #expect(try Files.list(inbox.file(".smartclip/leases")) == [])
            let refused = try await inbox.smartclip("run", "inbox", "--sharing", "locks")
            #expect(refused.code == 2 && refused.errors.contains("share"), "\(refused.errors)")
        }
    }

    @Test func onOneMachineThereAreNoLeases() async throws {
        try await Inbox.finished { inbox in
            #expect(try FileFacts.ifPresent(inbox.file(".smartclip/leases")) == nil)
            let told = try await inbox.smartclip("doctor")
            #expect(told.output.contains("of this machine alone"))
            let shared = try await inbox.smartclip("doctor", "--sharing", "lease")
            #expect(shared.output.contains("machines see each other by leases"))
            #expect(try FileFacts.ifPresent(inbox.file(".smartclip/shared")) == nil, "it only says")
        }
    }
}
