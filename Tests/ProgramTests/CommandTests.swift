import Concurrency
import FoundationEssentials
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// The commands that look at results and take them elsewhere.
@Suite(.serialized, .timeLimit(.minutes(5))) struct CommandTests {
    /// What the helpers are for stays with them: their libraries are GPL, read hostile files, and take long to load.
    @Test func theProgramLoadsNoLibraryOfItsHelpers() async throws {
        let ending = try await Program("/usr/bin/ldd").run([try Program.smartclip.path.string], in: "/")
        #expect(ending.code == 0 && ending.output.contains("libcurl"), "\(ending.errors)")
        #expect(!ending.output.contains("libav") && !ending.output.contains("inotifytools"), "\(ending.output)")
    }

    @Test func statusAndShow() async throws {
        try await Inbox.finished { inbox in
            let status = try await inbox.smartclip("status", "--json")
            #expect(status.code == 0)
            let lines = status.output.split(separator: "\n")
            #expect(lines.count == 3 && lines.allSatisfy { $0.contains("\"status\":\"ready\"") })
            let table = try await inbox.smartclip("status")
            #expect(table.output.split(separator: "\n").map { $0.prefix(5) } == ["VIDEO", "alpha", "beta ", "gamma"])

            let manifest = try inbox.manifest("alpha")
            for name in ["alpha", "alpha/", manifest.id, "inbox/alpha.mp4", "\(inbox.file("alpha"))"] {
                let shown = try await inbox.smartclip("show", name, "--json")
                let written = try inbox.text("alpha/manifest.json")
                #expect(shown.output == written, "\(name)")
            }
            let text = try await inbox.smartclip("show", "alpha")
            for moment in manifest.moments { #expect(text.output.contains(moment.title)) }
            // The page says the same times, of which some would be rounded up.
            let page = try inbox.text("alpha/index.html")
            let spans = text.output.matches(of: #/\d+:\d\d–\d+:\d\d/#).map { String($0.output) }
            #expect(spans.count == manifest.moments.count && spans.allSatisfy(page.contains), "\(spans)")
            let times = manifest.moments.flatMap { [$0.startTime, $0.endTime] }
            #expect(times.contains { $0.truncatingRemainder(dividingBy: 1) >= 0.5 }, "\(times)")
            let unknown = try await inbox.smartclip("show", "alpa")
            #expect(unknown.code == 1 && unknown.errors.contains("did you mean alpha?"))
        }
    }

    /// A list of videos is the same whether it is told by seals or by records; a seal counts for nothing once a file changed.
    @Test func statusIsTheSameWithAndWithoutSeals() async throws {
        try await Inbox.finished { inbox in
            let sealed = try await inbox.smartclip("status", "--json")
            let seals = inbox.file(".smartclip/seals")
            // What a list needs stands in the seals.
            for name in try Files.list(seals) {
                let lines = String(decoding: try Files.read(seals.appending(name)), as: UTF8.self).split(
                    separator: "\n"
                )
                #expect(lines[5].split(separator: "\t", omittingEmptySubsequences: false).count == 4, "\(lines[5])")
            }
            try Files.removeTree(seals)
            let unsealed = try await inbox.smartclip("status", "--json")
            #expect(sealed.output == unsealed.output)
            #expect(sealed.output.split(separator: "\n").count == 3)
        }
        try await Inbox.finished { inbox in
            try Files.removeFile(inbox.file("alpha/state/6-caption.json"))
            let status = try await inbox.smartclip("status")
            #expect(status.output.contains("the next run goes on with stage caption"), "\(status.output)")
        }
    }

    @Test func everyExportFormat() async throws {
        try await Inbox.finished { inbox in
            for format in ExportFormat.allCases {
                let file = "export.\(format.rawValue)"
                let ending = try await inbox.smartclip("export", "alpha", "--format", format.rawValue, "--to", file)
                if format == .youtube {
                    // YouTube wants three chapters at the least, which this talk of two clips may not have.
                    #expect([0, 1].contains(ending.code))
                    continue
                }
                #expect(ending.code == 0, "\(format): \(ending.errors)")
                let text = String(decoding: try Files.read(inbox.folder.appending(file)), as: UTF8.self)
                let printed = try await inbox.smartclip("export", "alpha", "--format", format.rawValue)
                #expect(printed.output == text && !text.isEmpty, "\(format)")
            }
        }
    }

    @Test func captionsAreConverted() async throws {
        try await Inbox.finished { inbox in
            func transcript(_ arguments: String...) async throws -> String {
                let ending = try await Program.smartclip.run(
                    ["transcript", "inbox/beta.vtt"] + arguments,
                    in: inbox.folder
                )
                #expect(ending.code == 0, "\(ending.errors)")
                return ending.output
            }
            let vtt = try await transcript("--to", "vtt")
            #expect(vtt.hasPrefix("WEBVTT\n"))
            let srt = try await transcript("--to", "srt")
            #expect(srt.hasPrefix("1\n00:00:00,000 --> 00:00:05,000\n"))
            let sentences = try await transcript("--sentences")
            #expect(sentences.split(separator: "\n").count == 5)
            let json = try await transcript("--to", "json")
            #expect(json.contains("\"cues\""))
            let refused = try await Program.smartclip.run(
                ["transcript", "inbox/beta.vtt", "--to", "srt", "--sentences"],
                in: inbox.folder
            )
            #expect(refused.code == 2)
        }
    }

    @Test func aStageAloneNeedsThoseBeforeIt() async throws {
        try await Inbox.with { inbox in
            let flags = Inbox.flags
            func stage(_ name: String) async throws -> Program.Ending {
                try await Program.smartclip.run(
                    ["stage", name, "inbox/beta.mp4", "--output", "outbox"] + flags,
                    in: inbox.folder
                )
            }
            let early = try await stage("analyze")
            #expect(early.code == 3 && early.errors.contains("needs stage upload"), "\(early.errors)")
            for name in StageName.allCases {
                let ending = try await stage(name.rawValue)
                #expect(ending.code == 0, "\(ending.errors)")
                // It is not ready before the last one.
                #expect(ending.errors.contains("beta: ready, 1 clip\n") == (name == .caption), "\(ending.errors)")
            }
            let manifest = try inbox.manifest("beta")
            #expect(manifest.status == .ready)
            let plan = try await Program.smartclip.run(
                ["plan", "inbox/beta.mp4", "--output", "outbox"] + flags.dropLast(2),
                in: inbox.folder
            )
            #expect(plan.output.hasPrefix("beta: done\n"), "\(plan.output)")
        }
    }

    @Test func stagesInARowRunInOneStart() async throws {
        try await Inbox.with { inbox in
            func stages(_ names: String) async throws -> Program.Ending {
                try await Program.smartclip.run(
                    ["stage", names, "inbox/beta.mp4", "--output", "outbox"] + Inbox.flags,
                    in: inbox.folder
                )
            }
            let early = try await stages("clip,caption")
            #expect(early.code == 3 && early.errors.contains("stage clip needs stage upload"), "\(early.errors)")
            for names in ["upload,await-asset,fetch-vtt", "analyze", "clip,caption"] {
                let ending = try await stages(names)
                #expect(ending.code == 0, "\(ending.errors)")
            }
            #expect(try inbox.manifest("beta").status == .ready)
            for stage in StageName.allCases { #expect(try inbox.record("beta", stage).attempt == 1) }
            #expect(try await stages("caption,clip").code == 2)
        }
    }

    /// Nothing is written into a folder that was named by mistake, so that the right command works afterwards.
    @Test func anInboxIsNeverMadeAnOutbox() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("in")
            try Files.makeDirectory(inbox.appending("sub"))
            try AtomicFile.write([], to: inbox.appending("empty.mp4"))
            func code(_ arguments: String...) async throws -> Int {
                try await Program.smartclip.run(arguments, in: scratch.path).code
            }
            for command in ["run", "plan"] {
                for output in ["in", "./in/../in/", "in/../in"] {
                    #expect(try await code(command, "in", "--output", output) == 2)
                }
                #expect(try await code(command, "in/sub", "--output", "in") == 2)
                #expect(try await code(command, "in/empty.mp4", "--output", "in") == 2)
            }
            #expect(try await code("watch", "in", "--once", "--output", "in") == 2)
            #expect(try await code("retry", "talk", "--output", "in") != 0)
            #expect(try Files.list(inbox).map(\.string) == ["empty.mp4", "sub"])
            #expect(try Files.list(scratch.path).map(\.string) == ["in"])
            // A plan ends as the run would.
            #expect(try await code("plan", "in", "--output", "out") == 1)
            #expect(try await code("run", "in", "--output", "out") == 1)
        }
    }

    @Test func helpDoctorAndCompletions() async throws {
        try await ScratchFolder.with { scratch in
            // What is an option of what: the same in all commands that take settings.
            for command in ["run", "watch", "plan", "retry"] {
                let help = try await Program.smartclip.run(["help", command], in: scratch.path).output
                for title in ["WHAT THE CLIPS ARE LIKE:", "RENDITIONS:", "HOST MUX:", "LANGUAGE MODELS:"] {
                    #expect(help.contains("\n\(title)\n"), "\(command): \(title)")
                }
            }
            let help = try await Program.smartclip.run(["--help"], in: scratch.path)
            #expect(help.code == 0 && help.output.contains("export"))
            for shell in ["bash", "zsh", "fish"] {
                let script = try await Program.smartclip.run(["--generate-completion-script", shell], in: scratch.path)
                #expect(script.code == 0 && script.output.contains("smartclip"))
            }
            let doctor = try await Program.smartclip.run(["doctor", "--json"], in: scratch.path)
            #expect(
                doctor.code == 0 && doctor.output.contains("\"name\":\"ffmpeg\",\"state\":\"ok\""),
                "\(doctor.output)"
            )
            var bare = try Program.smartclip
            bare.environment["PATH"] = "/nowhere"
            let missing = try await bare.run(["doctor"], in: scratch.path)
            #expect(missing.code == 3 && missing.output.contains("Debian package ffmpeg"))
            let left = try Files.list(scratch.path)
            #expect(left.isEmpty)
        }
    }
}
