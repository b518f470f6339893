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
    /// Where a clip of video `talk` is.
    func clip(_ clip: ClipEntry) throws -> FilePath {
        outbox.appending("talk").appending(FilePath(try #require(clip.file)).components)
    }
}
