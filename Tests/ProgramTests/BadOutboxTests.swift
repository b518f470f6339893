import Concurrency
import Glibc
import Intake
import Manifest
import Outbox
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Outboxes that take nothing, or not enough.
@Suite(.serialized, .timeLimit(.minutes(5))) struct BadOutboxTests {
    /// A file system in memory in the place of the outbox. Rights do not bind root; this does.
    struct Memory {
        let path: FilePath

        /// Whether this machine lets us mount one.
        static func isAllowed() async -> Bool {
            // Whatever goes wrong here, it is not allowed.
            let allowed = try? await ScratchFolder.with { scratch in
                try await with(scratch.path, "size=64k") { _ in }
                return true
            }
            return allowed ?? false
        }

        static func with(_ path: FilePath, _ options: String, _ body: (Memory) async throws -> Void) async throws {
            try Files.makeDirectory(path)
            try await run("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path.string])
            do {
                try await body(Memory(path: path))
            } catch {
                try await run("umount", [path.string])
                throw error
            }
            try await run("umount", [path.string])
        }

        func remount(_ options: String) async throws {
            try await Self.run("mount", ["-o", "remount,\(options)", path.string])
        }

        private static func run(_ program: String, _ arguments: [String]) async throws {
            let ending = try await Program(FilePath("/bin/\(program)")).run(arguments, in: "/")
            if ending.code != 0 { throw Refused(text: ending.errors) }
        }

        private struct Refused: Error {
            let text: String
        }
    }

    static let mounting: ConditionTrait = .enabled("this machine lets nobody mount a file system") {
        await Memory.isAllowed()
    }

    /// The line that a run which cannot even begin ends with.
    private func expectRefusal(_ ending: Program.Ending, code: Int, _ phrases: String...) {
        #expect(ending.code == code, "\(ending.errors)")
        #expect(ending.output.isEmpty)
        let line = ending.errors.split(separator: "\n").first ?? ""
        for phrase in phrases { #expect(line.contains(phrase), "\(ending.errors)") }
    }

    @Test(arguments: ["outbox", "outbox/below"])
    func aFileInThePlaceOfTheFolder(_ output: String) async throws {
        try await BadInbox.with { bad in
            try bad.add(bad.outbox, "mine".utf8)
            let sources = try bad.sources()
            let ending = try await Program.smartclip.run(["run", "inbox", "--output", output], in: bad.folder)
            expectRefusal(ending, code: 2, "\(bad.outbox)", "Not a directory", "name a folder with --output")
            #expect(try Files.read(bad.outbox) == Array("mine".utf8))
            #expect(try bad.sources() == sources)
        }
    }

    @Test(Self.mounting)
    func aFolderThatTakesNoFiles() async throws {
        try await BadInbox.with { bad in
            let sources = try bad.sources()
            try await Memory.with(bad.outbox, "size=16m") { outbox in
                try await outbox.remount("ro")
                for _ in 0..<2 {
                    let ending = try await bad.run()
                    expectRefusal(ending, code: 3, "\(bad.outbox)", "Read-only file system", "the right to write")
                }
                // What run would end with, plan tells.
                let plan = try await Program.smartclip.run(["plan", "inbox", "--output", "outbox"], in: bad.folder)
                #expect(plan.code == 3 && plan.errors.contains("the right to write"), "\(plan.errors)")
                #expect(try Files.list(bad.outbox) == [])
                try await outbox.remount("rw")
                try bad.expect(try await bad.run(), code: 0, [])
                // A finished one can still be read.
                try await outbox.remount("ro")
                for command in ["status", "verify"] {
                    let ending = try await Program.smartclip.run([command, "--output", "outbox"], in: bad.folder)
                    #expect(ending.code == 0, "\(ending.errors)")
                }
            }
            #expect(try bad.sources() == sources)
        }
    }

    @Test(Self.mounting)
    func aFolderThatIsFull() async throws {
        try await BadInbox.with { bad in
            let sources = try bad.sources()
            try await Memory.with(bad.outbox, "size=16k") { outbox in
                // All but the room for a few folders is taken.
                try bad.add(bad.outbox.appending("ballast"), Array(repeating: 0, count: 16 << 10))
                for _ in 0..<2 {
                    let ending = try await bad.run()
                    expectRefusal(ending, code: 75, "\(bad.outbox)", "No space left", "make room and run again")
                    #expect(try OutboxTree(bad.outbox).leftovers == [])
                }
                try await outbox.remount("size=16m")
                try bad.expect(try await bad.run(), code: 0, [])
            }
            #expect(try bad.sources() == sources)
        }
    }

    @Test(Self.mounting)
    func aFolderThatIsFullWhenTheClipsAreMade() async throws {
        try await BadInbox.with { bad in
            let sources = try bad.sources()
            // Room for every record, but for no clip of this quality.
            try await Memory.with(bad.outbox, "size=320k") { outbox in
                for attempt in 1...2 {
                    let ending = try await bad.run("--crf", "1")
                    let full = Complaint.failed("good", .clip, "o space left", "again")
                    try bad.expect(ending, code: 75, [full], goodIs: .error)
                    let record = try bad.record("good", .clip)
                    #expect(record.attempt == attempt && record.failure?.class == .transient)
                    #expect(record.failure?.retryAt != nil)
                }
                try await outbox.remount("size=16m")
                try bad.expect(try await bad.run("--crf", "1"), code: 0, [])
                #expect(try bad.record("good", .clip).attempt == 3)
                #expect(try bad.record("good", .analyze).attempt == 1)
            }
            #expect(try bad.sources() == sources)
        }
    }

    /// Where there is no room even for the record of the failure.
    @Test(Self.mounting)
    func aFolderThatFillsUpAfterwards() async throws {
        try await BadInbox.with { bad in
            try await Memory.with(bad.outbox, "size=16m") { _ in
                try bad.expect(try await bad.run(), code: 0, [])
                let tree = try OutboxTree(bad.outbox)
                try await bad.addTalk("late", number: 1)
                // Takes what is left, and is as long as it gets.
                _ = try? bad.add(bad.outbox.appending("ballast"), Array(repeating: 0, count: 32 << 20))
                let ending = try await bad.run()
                #expect(ending.code == 75, "\(ending.errors)")
                let line = ending.errors.split(separator: "\n").first { $0.hasPrefix("late: failed in ") }
                #expect(line?.contains("o space left on") ?? false, "\(ending.errors)")
                try Files.removeFile(bad.outbox.appending("ballast"))
                #expect(try OutboxTree(bad.outbox).differences(from: tree).allSatisfy { $0.hasPrefix("late/") })
                try bad.expect(try await bad.run(), code: 0, [])
                #expect(try bad.manifest("late").status == .ready)
            }
        }
    }
}
