import FoundationEssentials
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Plans for engines, and what becomes of them where one starts the jobs.
@Suite struct ClusterTests {
    private struct List: Decodable {
        struct Job: Decodable {
            let id: String
            let video: String
            let stages: [StageName]
            let after: String?
            let commands: [[String]]
        }

        let jobs: [Job]
        let left: [[String: String]]
    }

    private static let flags = Inbox.flags + ["--clips", "1"]

    private func plan(_ inbox: Inbox, _ more: [String] = []) async throws -> List {
        let arguments = ["cluster", "plan", "inbox", "--output", "outbox", "--json"]
        // What shows progress belongs to each job, not to the plan.
        let flags = Self.flags.filter { $0 != "--progress" && $0 != "plain" }
        let ending = try await Program.smartclip.run(arguments + flags + more, in: inbox.folder)
        #expect(ending.code == 0, "\(ending.errors)")
        return try JSONText.decode(List.self, from: Data(ending.output.utf8))
    }

    @Test func jobsInAnyOrderThatTheyAllowMakeAllReadyAndAPlanOfTheRestIsEmpty() async throws {
        try await Inbox.with { inbox in
            let first = try await plan(inbox)
            #expect(first.jobs.count == 9 && first.left.isEmpty)
            #expect(try FileFacts.ifPresent(inbox.outbox) == nil, "a plan does nothing")
            // As many engines do: all first jobs, then all second ones, the last video first.
            let done =
                first.jobs.filter { $0.id.hasSuffix("words") }.reversed()
                + first.jobs.filter { $0.id.hasSuffix("moments") }
            for job in done { try await start(job, inbox) }
            // The engine forgot where it was: what is done is left as it is.
            for job in done.prefix(1) { try await start(job, inbox) }
            let second = try await plan(inbox)
            #expect(second.jobs.map(\.stages) == Array(repeating: [.clip, .caption], count: 3))
            #expect(second.jobs.allSatisfy { $0.after == nil })
            try await withThrowingTaskGroup(of: Void.self) { group in
                for job in second.jobs { group.addTask { try await start(job, inbox) } }
                try await group.waitForAll()
            }
            #expect(try await plan(inbox).jobs.isEmpty)
            for name in ["alpha", "beta", "gamma"] { #expect(try inbox.manifest(name).status == .ready) }
        }
    }

    @Test func whatIsGivenToThePlanIsGivenToEveryJob() async throws {
        try await Inbox.with { inbox in
            let given = ["--scratch", "disk", "--jobs", "2", "--stall-limit", "30", "--language", "en"]
            let handed = [
                "--scratch", inbox.folder.appending("disk").string, "--jobs", "2", "--stall-limit", "30.0",
                "--language", "en",
            ]
            let planned = try await plan(inbox, given + ["--slurm", "job.sbatch"])
            let script = String(decoding: try Files.read(inbox.folder.appending("job.sbatch")), as: UTF8.self)
            for (option, value) in stride(from: 0, to: handed.count, by: 2).map({ (handed[$0], handed[$0 + 1]) }) {
                #expect(script.contains("'\(option)' '\(value)'"), "\(option)")
                for command in planned.jobs.flatMap(\.commands) {
                    let place = try #require(command.firstIndex(of: option))
                    #expect(command[place + 1] == value)
                }
            }
            #expect(try FileFacts.ifPresent(inbox.folder.appending("disk")) == nil, "it is the working machine's")
            for job in planned.jobs where job.video == "alpha" { try await start(job, inbox) }
            #expect(try inbox.manifest("alpha").status == .ready)
            #expect(try FileFacts.ifPresent(inbox.folder.appending("disk")) != nil)
        }
    }

    private func start(_ job: List.Job, _ inbox: Inbox) async throws {
        for command in job.commands {
            let ending = try await Program.smartclip.run(command, in: inbox.folder)
            #expect(ending.code == 0, "\(job.id): \(ending.errors)")
        }
    }

    /// The script for sbatch is one of bash, which Slurm starts once a task with the task's number.
    @Test func eachTaskOfAnArrayMakesItsVideo() async throws {
        try await Inbox.with { inbox in
            let planned = try await plan(inbox, ["--slurm", "job.sbatch"])
            #expect(planned.jobs.count == 9)
            let script = inbox.folder.appending("job.sbatch")
            let text = String(decoding: try Files.read(script), as: UTF8.self)
            #expect(text.contains("#SBATCH --array=1-3\n"))
            let task = Program("/bin/bash", environment: ["SLURM_ARRAY_TASK_ID": "2"])
            let ending = try await task.run([script.string], in: inbox.folder)
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try inbox.manifest("beta").status == .ready)
            #expect(try FileFacts.ifPresent(inbox.outbox.appending("alpha/manifest.json")) == nil)
        }
    }
}
