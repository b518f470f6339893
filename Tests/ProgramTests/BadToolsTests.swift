import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// ffmpeg and ffprobe that are missing, hang, are killed or talk rubbish.
@Suite(.timeLimit(.minutes(5))) struct BadToolsTests {
    /// Answers to `-version`, which is asked first; then the text.
    private static func versioned(_ text: String) -> String {
        "[ \"$1\" = -version ] && exec REAL -version\n" + text
    }

    @Test func aMissingProgramIsNamedWithItsPackage() async throws {
        try await BadInbox.with { bad in
            let tools = try FakeTools(in: bad.folder, [])
            for missing in ["ffmpeg", "ffprobe"] {
                let ending = try await bad.run(environment: tools.environment)
                #expect(ending.code == 3)
                #expect(ending.errors == "smartclip: \(missing) is not installed: install the Debian package ffmpeg\n")
                #expect(try bad.videos() == [])
                try tools.link(missing)
            }
            // Nothing else is needed.
            try bad.expect(try await bad.run(environment: tools.environment), code: 0, [])
        }
    }

    /// What goes wrong with a program that is there, and what is said.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let tool: String
        let script: String
        let stage: StageName
        let message: [String]
    }

    static let passing = [
        Fault(
            testDescription: "ffmpeg hangs",
            tool: "ffmpeg",
            script: versioned("exec sleep 1000"),
            stage: .awaitAsset,
            message: ["ffmpeg made no progress on good.mp4 for 8.0 seconds", "try again"]
        ),
        Fault(
            testDescription: "ffprobe hangs",
            tool: "ffprobe",
            script: versioned("exec sleep 1000"),
            stage: .awaitAsset,
            message: ["ffprobe made no progress on good.mp4 for 8.0 seconds", "try again"]
        ),
        Fault(
            testDescription: "ffmpeg is killed",
            tool: "ffmpeg",
            script: versioned("kill -9 $$"),
            stage: .awaitAsset,
            message: ["ffmpeg was killed by signal 9 while at good.mp4", "try again"]
        ),
        Fault(
            testDescription: "ffmpeg hangs at the encode",
            tool: "ffmpeg",
            script: "case \"$*\" in *libx264*) exec sleep 1000;; esac\nexec REAL \"$@\"",
            stage: .clip,
            message: ["1 of 1 clips failed", "ffmpeg made no progress on good.mp4", "try again"]
        ),
        Fault(
            testDescription: "ffmpeg is killed at the encode",
            tool: "ffmpeg",
            script: """
                case "$*" in *libx264*)
                    exec 3<&0
                    REAL "$@" <&3 &
                    sleep 0.05
                    kill -9 $!
                    kill -9 $$
                esac
                exec REAL "$@"
                """,
            stage: .clip,
            message: ["1 of 1 clips failed", "ffmpeg was killed by signal 9 while at good.mp4", "try again"]
        ),
    ]

    @Test func whatMayPassIsTriedAgain() async throws {
        try await BadInbox.with { bad in
            let tools = try FakeTools(in: bad.folder, ["ffmpeg", "ffprobe", "setpriv", "sleep"])
            let sources = try bad.sources()
            var tries: [StageName: Int] = [:]
            for fault in Self.passing {
                try tools.script(fault.tool, fault.script)
                let complaint = Complaint.failed("good", fault.stage, fault.message)
                // As long as a busy machine may be silent where nothing hangs.
                let hangs = fault.script.contains("1000")
                for _ in 0..<(hangs ? 1 : 2) {
                    let limit = hangs ? "8" : "60"
                    let ending = try await bad.run("--stall-limit", limit, environment: tools.environment)
                    try bad.expect(ending, code: 75, [complaint], goodIs: .error)
                    let record = try bad.record("good", fault.stage)
                    tries[fault.stage, default: 0] += 1
                    #expect(record.attempt == tries[fault.stage] && record.status == .failed, "\(fault.message)")
                    #expect(record.failure?.class == .transient && record.failure?.retryAt != nil, "\(fault.message)")
                }
                try tools.link(fault.tool)
            }
            try bad.expect(try await bad.run(environment: tools.environment), code: 0, [])
            // A stage that was done stays done, and the last try of each other one was the good one.
            #expect(tries == [.awaitAsset: 4, .clip: 3])
            #expect(try bad.record("good", .awaitAsset).attempt == 5)
            #expect(try bad.record("good", .clip).attempt == 4)
            #expect(try bad.record("good", .upload).attempt == 1)
            #expect(try bad.sources() == sources)
        }
    }

    @Test func anFFmpegThatDoesNotTellItsVersionStopsTheRun() async throws {
        try await BadInbox.with { bad in
            let tools = try FakeTools(in: bad.folder, ["ffprobe", "sleep"])
            let faults: [(script: String, code: Int, message: String)] = [
                ("exec sleep 1000", 75, "ffmpeg made no progress on its version for 1.0 seconds and was ended"),
                ("kill -9 $$", 75, "ffmpeg was killed by signal 9"),
                ("echo rubbish", 3, "it does not tell its version"),
                ("echo no such library >&2; exit 127", 3, "does not run: no such library"),
            ]
            for fault in faults {
                try tools.script("ffmpeg", fault.script)
                // A machine that is busy with other tests may be slow; what hangs hangs for ever.
                let limit = fault.script.contains("sleep") ? "1" : "60"
                let ending = try await bad.run("--stall-limit", limit, environment: tools.environment)
                #expect(ending.code == fault.code, "\(ending.errors)")
                #expect(ending.errors.hasPrefix("smartclip: ") && ending.errors.contains(fault.message))
                #expect(ending.errors.split(separator: "\n").count == 1)
                #expect(try bad.videos() == [])
            }
        }
    }

    /// What a broken ffprobe prints is not held against the video for ever.
    @Test func anFFprobeThatPrintsRubbish() async throws {
        try await BadInbox.with { bad in
            let tools = try FakeTools(in: bad.folder, ["ffmpeg", "ffprobe", "setpriv"])
            for script in ["echo rubbish", "echo '{\"streams\": 5}'", "exit 0"] {
                try tools.script("ffprobe", script)
                let complaint = Complaint.failed("good", .awaitAsset, "ffprobe", "good.mp4")
                let ending = try await bad.run(environment: tools.environment)
                try bad.expect(ending, code: 1, [complaint], goodIs: .error)
            }
            try tools.link("ffprobe")
            try bad.expect(try await bad.run(environment: tools.environment), code: 0, [])
        }
    }
}
