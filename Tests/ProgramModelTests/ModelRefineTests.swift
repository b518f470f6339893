import FoundationEssentials
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A remark moves one moment between sentences, and nothing else.
@Suite struct ModelRefineTests {
    @Test(.timeLimit(.minutes(3))) func aRemarkChangesOneMomentAndItsClipOnly() async throws {
        try await ModelInbox.with { inbox in
            try await TinyVideos.make("talk", in: inbox.inbox)
            let ending = try await inbox.run("--min-length", "6", "--max-length", "18")
            #expect(ending.code == 0, "\(ending.errors)")
            let before = try inbox.manifest("talk")
            try #require(before.moments.count == 2)
            // What a person has added to the file is theirs.
            let path = inbox.outbox.appending("talk").appending("moments.json")
            let mine = Array("{\"mine\": \"kept\",".utf8)
            try AtomicFile.write(mine + (try Files.read(path)).dropFirst(), to: path)
            let clips = try before.clips.map { try Files.read(inbox.clip($0)) }

            // The longer one: the other may have no sentence to lose.
            let lengths = before.moments.map { $0.endTime - $0.startTime }
            let (longer, other) = lengths[0] > lengths[1] ? (0, 1) : (1, 0)

            let refined = try await inbox.smartclip("refine", "talk", "\(longer + 1)", "make it shorter")
            #expect(refined.code == 0, "\(refined.errors)")
            let after = try inbox.manifest("talk")
            #expect(after.status == .ready && after.moments.count == 2)
            #expect(after.moments[other] == before.moments[other])
            let (old, new) = (before.moments[longer], after.moments[longer])
            #expect(new.endTime - new.startTime < old.endTime - old.startTime)
            // Both the old ends and the new ones are laid in pauses of the sound.
            #expect(new.startTime >= old.startTime - 0.7 && new.endTime <= old.endTime + 0.7)
            let change = try #require(new.history?.last)
            #expect(
                change.remark == "make it shorter" && change.startTime == old.startTime && change.endTime == old.endTime
            )
            #expect(String(decoding: try Files.read(path), as: UTF8.self).contains("\"mine\""))
            #expect(try Files.read(inbox.clip(after.clips[other])) == clips[other])
            #expect(try Files.read(inbox.clip(after.clips[longer])) != clips[longer])
        }
    }

    @Test(.timeLimit(.minutes(3))) func aRemarkAddsOneMomentAndOnlyItsClipIsCut() async throws {
        try await ModelInbox.with { inbox in
            try await TinyVideos.make("talk", in: inbox.inbox)
            let lengths = ["--min-length", "5", "--max-length", "8"]
            let ending = try await inbox.run("--clips", "1", "--min-length", "5", "--max-length", "8")
            #expect(ending.code == 0, "\(ending.errors)")
            let before = try inbox.manifest("talk")
            try #require(before.moments.count == 1)
            let clip = try Files.read(inbox.clip(before.clips[0]))

            let add = try await inbox.program().run(
                ["refine", "talk", "--add", "something else that was said", "--output", "outbox"] + lengths,
                in: inbox.folder
            )
            #expect(add.code == 0 && add.errors.contains("was added"), "\(add.errors)")
            let after = try inbox.manifest("talk")
            #expect(after.status == .ready && after.moments.count == 2 && after.moments[0] == before.moments[0])
            let added = try #require(after.moments.last)
            let old = before.moments[0]
            #expect(added.endTime <= old.startTime || old.endTime <= added.startTime)
            #expect((4.3...12.7).contains(added.endTime - added.startTime))
            #expect(added.boundary == .edited && !added.title.isEmpty)
            let change = try #require(added.history?.first)
            #expect(change.remark == "something else that was said" && change.engine.name == "openai")
            #expect(after.clips.map(\.status) == [.ready, .ready])
            #expect(try Files.read(inbox.clip(after.clips[0])) == clip)
            // One question more for the moment, one for the words of its clip.
            #expect(try inbox.answered("analyze") == 2 && inbox.answered("caption") == 2)
            let now = try await inbox.server.stats().received
            let again = try await inbox.smartclip("retry", "talk")
            #expect(again.code == 0, "\(again.errors)")
            #expect(try await inbox.server.stats().received == now)
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    /// What was paid for before a crash is not paid for again, and the moment is there once.
    @Test(.timeLimit(.minutes(3))) func anAdditionThatWasInterruptedGoesOn() async throws {
        try await ModelInbox.with { inbox in
            try await TinyVideos.make("talk", in: inbox.inbox)
            let ending = try await inbox.run("--clips", "1", "--min-length", "5", "--max-length", "8")
            #expect(ending.code == 0, "\(ending.errors)")
            let words = ["refine", "talk", "--add", "something else", "--output", "outbox"]
            let path = inbox.outbox.appending("talk").appending("moments.json")
            let before = try Files.read(path)
            let struck = try await inbox.program().runAndKill(words, in: inbox.folder) { _ in
                let deadline = ContinuousClock.now + .seconds(60)
                while try Files.read(path) == before, ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
            #expect(struck)
            let again = try await inbox.program().run(words, in: inbox.folder)
            #expect(again.code == 0 && again.errors.contains("was added by this remark"), "\(again.errors)")
            let manifest = try inbox.manifest("talk")
            #expect(manifest.moments.count == 2 && manifest.clips.map(\.status) == [.ready, .ready])
            #expect(try inbox.answered("analyze") == 2)
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatCannotBeAddedIsReported() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            let ending = try await inbox.run("--analyst", "extractive")
            #expect(ending.code == 0, "\(ending.errors)")
            let extractive = try await inbox.smartclip("refine", "talk", "--add", "more")
            #expect(extractive.code == 3 && extractive.errors.contains("use --analyst openai"), "\(extractive.errors)")
            let both = try await inbox.smartclip("refine", "talk", "1", "shorter", "--add", "more")
            #expect(both.code == 2 && both.errors.contains("--add takes no moment"), "\(both.errors)")
            for words in [["refine", "talk", "1"], ["refine", "talk"], ["refine", "talk", "--add", " "]] {
                let wrong = try await inbox.program().run(words + ["--output", "outbox"], in: inbox.folder)
                #expect(wrong.code == 2, "\(words): \(wrong.errors)")
            }
            // No moment of that length is left, so nobody is asked.
            let full = try await inbox.smartclip(
                "refine",
                "talk",
                "--add",
                "more",
                "--analyst",
                "openai",
                "--min-length",
                "28",
                "--max-length",
                "60"
            )
            #expect(full.code == 1 && full.errors.contains("no room"), "\(full.errors)")
            #expect(try await inbox.server.stats().received == 0)
        }
    }

    @Test(.timeLimit(.minutes(3))) func whatCannotBeRefinedIsReported() async throws {
        try await ModelInbox.with { inbox in
            try await inbox.addTalks("talk")
            let ending = try await inbox.run("--analyst", "extractive")
            #expect(ending.code == 0, "\(ending.errors)")
            let extractive = try await inbox.smartclip("refine", "talk", "1", "make it shorter")
            #expect(extractive.code == 3 && extractive.errors.contains("use --analyst openai"), "\(extractive.errors)")
            let unknown = try await inbox.smartclip("refine", "talk", "9", "make it shorter", "--analyst", "openai")
            #expect(unknown.code == 1 && unknown.errors.contains("no moment 9"), "\(unknown.errors)")
            let end = ["--analyst", "openai", "--", "talk", "\(Int.min)", "make it shorter"]
            let lowest = try await inbox.program().run(["refine", "--output", "outbox"] + end, in: inbox.folder)
            #expect(lowest.code == 1 && lowest.errors.contains("no moment \(Int.min)"), "\(lowest.errors)")
            #expect(try await inbox.server.stats().received == 0)
        }
    }
}

extension ModelInbox {
    /// How many questions of a stage were answered, and so paid for, as the outbox has it.
    func answered(_ stage: String) throws -> Int {
        let folder = outbox.appending(".smartclip").appending("spending")
        return try Files.list(folder).reduce(0) { sum, name in
            let lines = String(decoding: try Files.read(folder.appending(name)), as: UTF8.self).split(separator: "\n")
            return sum + lines.count { $0.contains("\"answered\"") && $0.contains("\"\(stage)\"") }
        }
    }

    /// Where a clip of video `talk` is.
    func clip(_ clip: ClipEntry) throws -> FilePath {
        outbox.appending("talk").appending(FilePath(try #require(clip.file)).components)
    }
}
