import Concurrency
import Glibc
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// What others may do who write into an inbox, or an outbox: the built program.
@Suite(.timeLimit(.minutes(5))) struct InboxTrustTests {
    private func link(_ path: FilePath, to target: String) { _ = path.withPlatformString { symlink(target, $0) } }

    @Test func nothingOutsideTheInboxIsRead() async throws {
        try await BadInbox.with { bad in
            let outside = bad.folder.appending("private")
            try Files.makeDirectory(outside.appending("films"))
            let secret = String(decoding: try await SampleSource.shared.captions(), as: UTF8.self) + "\nTOP-SECRET\n"
            try bad.add(outside.appending("diary.txt"), secret.utf8)
            try bad.add(
                outside.appending("films/film.mp4"),
                SampleSource.numbered(try await SampleSource.shared.bytes(.plain), 7)
            )
            try await bad.addTalk("words", number: 1)
            try Files.removeFile(bad.inbox.appending("words.vtt"))
            link(bad.inbox.appending("words.vtt"), to: "../private/diary.txt")
            try Files.makeDirectory(bad.inbox.appending("sub"))
            try await bad.addTalk("sub/set", number: 2)
            link(bad.inbox.appending("sub/.smartclip.yaml"), to: "../../private/diary.txt")
            link(bad.inbox.appending("film.mp4"), to: "../private/films/film.mp4")
            link(bad.inbox.appending("films"), to: "../private/films")
            let ending = try await bad.run()
            #expect(!ending.errors.contains("SECRET"))
            #expect(ending.errors.contains("film.mp4: is a link that leads out of the inbox"), "\(ending.errors)")
            #expect(ending.errors.contains("films: is a link that leads out of the inbox"), "\(ending.errors)")
            #expect(ending.errors.contains("words: failed in fetch-vtt: words.vtt: is a link that leads out"))
            #expect(ending.errors.contains("sub/.smartclip.yaml: is a link that leads out"), "\(ending.errors)")
            #expect(try bad.manifest("good").status == .ready)
            #expect(try bad.videos() == ["good", "words"])
            // Whoever wants more says so.
            let more = try await bad.run("--follow-links")
            #expect(try bad.manifest("film").status == .ready, "\(more.errors)")
            #expect(try bad.manifest("words").status == .ready, "\(more.errors)")
        }
    }

    @Test func aFoldersWordOnWhoIsAskedIsAnError() async throws {
        try await BadInbox.with { bad in
            try Files.makeDirectory(bad.inbox.appending("sub"))
            try await bad.addTalk("sub/talk", number: 1)
            try bad.add("sub/.smartclip.yaml", "analyst: openai\n".utf8)
            let file = "\(bad.inbox)/sub/.smartclip.yaml:1: analyst is the operator's to choose"
            let ending = try await bad.run()
            try bad.expect(ending, code: 3, [.failed("sub/talk", .upload, file)])
            let plan = try await Program.smartclip.run(
                ["plan", "inbox", "--output", "outbox"] + BadInbox.flags.dropLast(2),
                in: bad.folder
            )
            #expect(plan.code == 3 && plan.output.contains("analyst is the operator's"), "\(plan.output)")
            // Let choose, the folder is obeyed: a key is what is missing then.
            try bad.add(bad.folder.appending("operator.yaml"), "folders_may: [analyst]\n".utf8)
            let allowed = try await bad.run("--config", "operator.yaml", environment: ["OPENAI_API_KEY": nil])
            #expect(allowed.code == 3 && allowed.errors.contains("OPENAI_API_KEY"), "\(allowed.errors)")
        }
    }

    @Test func dotEnvRunsNothing() async throws {
        try await BadInbox.with { bad in
            let hook = bad.folder.appending("hook")
            try bad.add(hook, "#!/bin/sh\ntouch \(bad.folder)/ran\n".utf8)
            _ = hook.withPlatformString { chmod($0, 0o755) }
            let text = "SMARTCLIP_ON_READY=\(hook)\nSMARTCLIP_HOST=mux\nSMARTCLIP_CRF=40\n"
            for folder in [bad.folder, bad.inbox] {
                try bad.add(folder.appending(".env"), text.utf8)
                _ = folder.appending(".env").withPlatformString { chmod($0, 0o600) }
                let ending = try await Program.smartclip.run(
                    ["watch", bad.inbox.string, "--output", bad.outbox.string, "--once", "--quiet", "0"]
                        + ["--min-free", "0"] + BadInbox.flags.dropLast(2),
                    in: folder
                )
                #expect(ending.code == 0, "\(ending.errors)")
                let told = ending.errors.split(separator: "\n").filter { $0.contains(".env") }
                #expect(told.count == 1, "\(ending.errors)")
                let wanted = folder == bad.inbox ? "it is in a folder of videos" : "SMARTCLIP_ON_READY, SMARTCLIP_HOST"
                #expect(told.first?.contains(wanted) == true, "\(ending.errors)")
                #expect(!ending.errors.contains("=\(hook)"))
            }
            #expect(try FileFacts.ifPresent(bad.folder.appending("ran")) == nil)
            #expect(try bad.manifest("good").status == .ready)
        }
    }

    /// The flags of the last run are the user's own word only where nobody else could have written them.
    @Test func rememberedFlagsOfOthersDoNotCount() async throws {
        try await BadInbox.with { bad in
            // Whatever the mask lets others write, they may not write this.
            let run = bad.arguments + ["--require-transcript", "true"]
            let begun = try await Program("/bin/sh").run(
                ["-c", "umask 0; exec \"$0\" \"$@\"", try Program.smartclip.path.string] + run,
                in: bad.folder
            )
            #expect(begun.code == 0, "\(begun.errors)")
            let videos = bad.outbox.appending(".smartclip/videos")
            let entry = try #require(try Files.list(videos).first { $0.string.hasSuffix(".json") })
            let path = videos.appending(entry)
            // Nor may they put another in its place.
            for folder in [bad.outbox, bad.outbox.appending(".smartclip"), videos] {
                _ = folder.withPlatformString { chmod($0, 0o755) }
            }
            func retry() async throws -> Program.Ending {
                try await Program.smartclip.run(
                    ["retry", "good", "--from", "fetch-vtt", "--output", "outbox", "--progress", "plain"],
                    in: bad.folder
                )
            }
            try Files.removeFile(bad.inbox.appending("good.vtt"))
            let obeyed = try await retry()
            #expect(obeyed.code != 0 && !obeyed.errors.contains("do not count"), "\(obeyed.errors)")
            _ = path.withPlatformString { chmod($0, 0o664) }
            let ignored = try await retry()
            #expect(ignored.errors.contains("the flags of its last run do not count"), "\(ignored.errors)")
            #expect(ignored.code == 0, "\(ignored.errors)")
        }
    }
}
