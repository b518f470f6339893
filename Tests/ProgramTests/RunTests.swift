import FoundationEssentials
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

@Suite(.serialized, .timeLimit(.minutes(5))) struct RunTests {
    @Test func aFolderOfVideosBecomesClips() async throws {
        try await Inbox.with { inbox in
            let source = try FileFacts(of: inbox.inbox.appending("alpha.mp4"))
            let ending = try await inbox.run("--json")
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(ending.output.split(separator: "\n").count == 3)
            let manifest = try inbox.manifest("alpha")
            #expect(manifest.status == .ready)
            #expect(manifest.clips.count == manifest.moments.count && manifest.clips.count >= 2)
            for (clip, moment) in zip(manifest.clips, manifest.moments) {
                #expect(clip.momentId == moment.id && clip.status == .ready)
                let checks = try #require(clip.checks)
                #expect(checks.frames == checks.framesExpected && checks.decodes)
                #expect(abs(checks.firstFrameTime - moment.startTime) <= 0.1)
                #expect(abs(try #require(checks.loudness) + 14) <= 0.5)
                #expect(try #require(checks.truePeak) <= -1)
                #expect(try #require(checks.audioVideoGap) <= 0.021)
                #expect(checks.captionsInBounds == true)
                for path in [clip.file, clip.thumbnail, clip.text, clip.captions?.vtt, clip.captions?.srt] {
                    #expect(try FileFacts(of: inbox.file("alpha/\(try #require(path))")).bytes > 0)
                }
                #expect((1...5).contains(clip.hashtags.count))
            }
            #expect(try FileFacts(of: inbox.inbox.appending("alpha.mp4")) == source)
            #expect(try inbox.text("manifest.ndjson").split(separator: "\n").count == 3)
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    @Test func aSecondRunDoesNothing() async throws {
        try await Inbox.finished { inbox in
            let tree = try OutboxTree(inbox.outbox)
            let tries = try inbox.tries()
            for _ in 0..<2 {
                let ending = try await inbox.run()
                #expect(ending.code == 0)
                #expect(ending.errors.contains("3 ready (3 already were)"))
            }
            #expect(try inbox.tries() == tries)
            #expect(try OutboxTree(inbox.outbox) == tree)
        }
    }

    @Test func twoRunsAtOnceDoEachVideoOnce() async throws {
        try await Inbox.with { inbox in
            async let one = inbox.run()
            async let two = inbox.run()
            let endings = try await [one, two]
            #expect(endings.map(\.code) == [0, 0], "\(endings.map(\.errors))")
            #expect(try inbox.tries().values.allSatisfy { $0.count == 1 })
            #expect(try inbox.text("manifest.ndjson").split(separator: "\n").count == 3)
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    @Test func aRenamedMovedOrCopiedFileIsNoWork() async throws {
        try await Inbox.finished { inbox in
            let tries = try inbox.tries()
            try Files.makeDirectory(inbox.inbox.appending("sub"))
            for ending in ["mp4", "vtt"] {
                try Files.rename(
                    inbox.inbox.appending("alpha.\(ending)"),
                    to: inbox.inbox.appending("sub/omega.\(ending)")
                )
            }
            try AtomicFile.write(
                try Files.read(inbox.inbox.appending("beta.mp4")),
                to: inbox.inbox.appending("copy of beta.mp4")
            )
            let ending = try await inbox.run()
            #expect(ending.code == 0 && ending.errors.contains("same content as beta"))
            #expect(try inbox.redone("beta", since: tries) == [])
            #expect(try inbox.redone("alpha", since: tries) == [])
            #expect(try inbox.manifest("alpha").source.path.hasSuffix("inbox/sub/omega.mp4"))
            #expect(try Set(Files.list(inbox.outbox).map(\.string)).isSuperset(of: ["alpha", "beta", "gamma"]))
            #expect(try !Files.list(inbox.outbox).map(\.string).contains("omega"))
        }
    }

    @Test func newContentUnderAnOldNameGetsAFolderBesideTheOld() async throws {
        try await Inbox.finished { inbox in
            let old = try inbox.manifest("beta")
            try Files.rename(inbox.inbox.appending("gamma.mp4"), to: inbox.inbox.appending("beta.mp4"))
            try AtomicFile.write(
                try Files.read(inbox.inbox.appending("beta.mp4")) + Array(repeating: 0, count: 8),
                to: inbox.inbox.appending("beta.mp4")
            )
            #expect(try await inbox.run().code == 0)
            #expect(try inbox.manifest("beta") == old)
            #expect(try inbox.manifest("beta-2").status == .ready)
        }
    }

    /// What is damaged, and the stages that make it good. The last leaves a file that was moved aside.
    private static let damages: [(path: String, stages: String)] = [
        ("alpha/transcript.txt", "fetch-vtt"),
        ("alpha/moments.json", "analyze"),
        ("alpha/clips/01", "clip"),
        ("alpha/manifest.json", ""),
        ("alpha/index.html", ""),
        ("manifest.ndjson", ""),
        ("index.html", ""),
        ("alpha/state/4-analyze.json", "analyze clip caption"),
    ]

    @Test func whatIsDamagedIsMadeAgain() async throws {
        try await Inbox.finished { inbox in
            let tree = try OutboxTree(inbox.outbox)
            for damage in Self.damages {
                let path = try #require(tree.files.keys.filter { $0.hasPrefix(damage.path) }.min())
                for truncates in [false, true] where !(truncates && path.hasSuffix("moments.json")) {
                    let before = try inbox.tries()
                    if truncates {
                        let half = try Files.read(inbox.file(path))
                        try AtomicFile.write(half.prefix(half.count / 2), to: inbox.file(path))
                    } else {
                        try Files.removeFile(inbox.file(path))
                    }
                    #expect(try await inbox.smartclip("verify").code == 1, "\(path)")
                    let ending = try await inbox.run()
                    #expect(ending.code == 0, "\(ending.errors)")
                    let aside = path.contains("state/") && truncates ? ["alpha/state/4-analyze.1.json"] : []
                    #expect(try OutboxTree(inbox.outbox).differences(from: tree) == aside, "\(path)")
                    let redone = try inbox.redone("alpha", since: before).map(\.rawValue)
                    #expect(redone.joined(separator: " ") == damage.stages, "\(path)")
                }
                #expect(try await inbox.smartclip("verify").code == 0, "\(path)")
            }
        }
    }

    /// Each time costs a process, and, where a recorder left the duration out, the reading of the whole file.
    @Test func theContainerIsAskedOnceARun() async throws {
        try await Inbox.with { inbox in
            try Files.removeFile(inbox.inbox.appending("alpha.mp4"))
            try Files.removeFile(inbox.inbox.appending("gamma.mp4"))
            let asked = inbox.folder.appending("asked")
            let tools = try FakeTools(in: inbox.folder, ["ffmpeg", "ffprobe", "setpriv"])
            try tools.script("ffprobe", "case \"$*\" in *show_streams*) echo . >>'\(asked)';; esac\nexec REAL \"$@\"")
            var program = try Program.smartclip
            program.environment = tools.environment
            let ending = try await program.run(["run", "inbox", "--output", "outbox"] + Inbox.flags, in: inbox.folder)
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try Files.read(asked).count { $0 == UInt8(ascii: ".") } == 1)
        }
    }
}
