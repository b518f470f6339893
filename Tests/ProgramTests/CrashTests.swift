import Glibc
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// A fault of the program itself at one video. It is told by a signal that the kernel sends for such faults, which here a
/// program that the stage runs sends.
@Suite(.serialized, .timeLimit(.minutes(5))) struct CrashTests {
    /// At `bad.mp4` the signal is sent; at the others the work goes on as ever. An encode takes long enough for all to be at
    /// work at once.
    private func tools(_ bad: BadInbox, signal: String) throws -> FakeTools {
        let tools = try FakeTools(in: bad.folder, ["ffmpeg", "ffprobe", "setpriv", "readlink"])
        try tools.script(
            "ffmpeg",
            """
            case "$(readlink /proc/$$/fd/0) $*" in
                */bad.mp4*libx264*) kill -\(signal) $PPID; exit 1;;
            esac
            exec REAL "$@"
            """
        )
        return tools
    }

    @Test(arguments: LongTables.rows([("ILL", SIGILL), ("SEGV", SIGSEGV)], every: 2))
    func whatEndsTheProgramTwiceIsSetAside(_ name: String, _ signal: Int32) async throws {
        try await BadInbox.with { bad in
            try await bad.addTalk("bad", number: 1)
            try await bad.addTalk("later", number: 2)
            let tools = try tools(bad, signal: name)
            // Each run gets farther: the others are done, then the suspects one by one.
            var codes: [Int] = []
            while codes.count < 6, codes.last != 1 {
                codes.append(try await bad.run("--jobs", "3", environment: tools.environment).code)
            }
            #expect(codes.dropLast().allSatisfy { $0 == -Int(signal) } && codes.last == 1, "\(codes)")
            #expect(codes.count <= 4, "\(codes)")
            #expect(try bad.manifest("good").status == .ready && bad.manifest("later").status == .ready)
            let error = try #require(try bad.manifest("bad").error)
            #expect(error.class == .bug && error.stage == .clip && error.message.contains("SIG\(name)"))
            #expect(error.message.contains("smartclip retry bad"))

            // It stays so, at no cost, and a plan knows it.
            let attempts = try bad.attempts()
            let again = try await bad.run(environment: tools.environment)
            try bad.expect(again, code: 1, [.failed("bad", .clip, "smartclip retry bad")])
            let plan = try await Program.smartclip.run(["plan", "inbox", "--output", "outbox"], in: bad.folder)
            #expect(plan.code == 1 && plan.output.contains("bad: stays as it is"), "\(plan.output)")
            #expect(try bad.attempts() == attempts)
            let verify = try await Program.smartclip.run(["verify", "--output", "outbox"], in: bad.folder)
            #expect(verify.code == 0, "\(verify.output)")

            // Mended, it is ready when somebody asks.
            let retry = try await Program.smartclip.run(["retry", "bad", "--output", "outbox"], in: bad.folder)
            #expect(retry.code == 0, "\(retry.errors)")
            try bad.expect(try await bad.run(), code: 0, [])
        }
    }

    /// Who is killed tells nothing about the video.
    @Test func aKillCastsNoSuspicion() async throws {
        try await BadInbox.with { bad in
            try await bad.addTalk("bad", number: 1)
            let tools = try tools(bad, signal: "KILL")
            for _ in 0..<3 {
                #expect(try await bad.run("--jobs", "1", environment: tools.environment).code == -Int(SIGKILL))
            }
            try bad.expect(try await bad.run(), code: 0, [])
            #expect(try bad.manifest("bad").status == .ready)
        }
    }

    @Test func aWatcherSetsItAsideToo() async throws {
        try await BadInbox.with { bad in
            try await bad.addTalk("bad", number: 1)
            let tools = try tools(bad, signal: "ILL")
            var program = try Program.smartclip
            program.environment = tools.environment
            let flags = BadInbox.flags.dropLast(2)
            var codes: [Int] = []
            while codes.count < 6, codes.last != 1 {
                let ending = try await program.run(
                    [
                        "watch", "inbox", "--once", "--quiet", "0", "--min-free", "0", "--output", "outbox", "--jobs",
                        "2",
                    ]
                        + flags,
                    in: bad.folder
                )
                codes.append(ending.code)
            }
            #expect(codes.last == 1 && codes.count <= 4, "\(codes)")
            #expect(try bad.manifest("good").status == .ready)
            #expect(try bad.manifest("bad").error?.class == .bug)
        }
    }
}
