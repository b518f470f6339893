import FoundationEssentials
import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// What changes while a watcher is at work: sources, settings, captions, a person's edits.
@Suite(.serialized, .timeLimit(.minutes(3))) struct WatchChangeTests {
    /// Whatever becomes of a file while its clips are cut: what is there at the end is done, and wholly.
    @Test func sourcesThatChangeWhileTheyAreWorkedOn() async throws {
        try await WatchInbox.with { inbox in
            let tools = try FakeTools.gated(in: inbox.folder)
            let names = ["renamed-over", "overwritten", "moved", "folder/inside", "removed"]
            for (number, name) in names.enumerated() { try await inbox.drop("\(name).mp4", number + 1) }
            let ending = try await inbox.watch(["--jobs", "8"], environment: tools.environment) { watch in
                for name in names { try await watch.wait(for: "clip begins", name) }
                try await inbox.drop("new.part", 11)
                try Files.rename(inbox.path("new.part"), to: inbox.path("renamed-over.mp4"))
                try await inbox.drop("overwritten.mp4", 12)
                try Files.rename(inbox.path("moved.mp4"), to: inbox.path("moved there.mp4"))
                try Files.rename(inbox.path("folder"), to: inbox.path("other folder"))
                try Files.removeFile(inbox.path("removed.mp4"))
                let start = watch.lines.count
                try inbox.write("../go", [])
                try await watch.waitUntilReady("renamed-over", "renamed-over-2", "moved", "folder/inside", "removed")
                try await watch.wait(for: "ready", "overwritten", after: start)
                try await watch.waitForStatus("all is done") { $0.counts.ready == 4 && $0.waiting.isEmpty }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try await inbox.isAbout("renamed-over", 1))
            #expect(try await inbox.isAbout("renamed-over-2", 11))
            #expect(try await inbox.isAbout("overwritten", 12))
            for name in ["moved", "folder/inside", "removed"] {
                #expect(try inbox.attempts(name) == [1, 1, 1, 1, 1, 1], "\(name) was done twice")
            }
            #expect(
                Set(try inbox.videos()) == [
                    "renamed-over", "renamed-over-2", "overwritten", "moved", "folder", "removed",
                ]
            )
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    @Test func aPresetCountsForWhatHasNotStarted() async throws {
        try await WatchInbox.with { inbox in
            let tools = try FakeTools.gated(in: inbox.folder)
            for (number, name) in ["a", "b"].enumerated() { try await inbox.drop("\(name).mp4", number) }
            let ending = try await inbox.watch(["--jobs", "1"], environment: tools.environment) { watch in
                try await watch.wait(for: "clip begins", "a")
                try inbox.write(".smartclip.yaml", "crf: 26\n".utf8)
                try inbox.write("../go", [])
                try await watch.waitUntilReady("a", "b")
                // What had started was cut with the settings of before, and is cut again.
                try await watch.wait(until: "the second cut") { try inbox.record("a", .clip).attempt == 2 }
                try await watch.waitForStatus("all is done") { $0.counts.ready == 2 && $0.waiting.isEmpty }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try inbox.attempts("b") == [1, 1, 1, 1, 1, 1])
            #expect(Array(try inbox.attempts("a").prefix(5)) == [1, 1, 1, 1, 2])
            try await inbox.expectWhatARunMakes()
        }
    }

    @Test func aBrokenPresetStopsOnlyWhatIsUnderIt() async throws {
        try await WatchInbox.with { inbox in
            try inbox.write("sub/.smartclip.yaml", "# how it looks\ncrf: high\n".utf8)
            try inbox.write("own.smartclip.yaml", "clops: 1\n".utf8)
            for (number, name) in ["sub/under", "own", "good"].enumerated() {
                try await inbox.drop("\(name).mp4", number)
            }
            let ending = try await inbox.watch { watch in
                try await watch.waitUntilReady("good")
                try await watch.wait(for: "sub/.smartclip.yaml:2: crf is a whole number from 1 to 51, not \"high\"")
                try await watch.wait(for: "own.smartclip.yaml:1: unknown key clops; did you mean clips?")
                try await watch.waitForStatus("two failed") { $0.counts.failed == 2 && $0.counts.ready == 1 }
                let status = try await inbox.smartclip("status")
                #expect(
                    status.output.contains("sub/.smartclip.yaml:2: crf is a whole number"),
                    "\(status.output)\(status.errors)"
                )
                try inbox.write("sub/.smartclip.yaml", "crf: 30\n".utf8)
                try await watch.waitUntilReady("sub/under")
                try Files.removeFile(inbox.path("own.smartclip.yaml"))
                try await watch.waitUntilReady("own")
            }
            #expect(ending.code == 0, "\(ending.errors)")
            try await inbox.expectWhatARunMakes()
        }
    }

    @Test func anEditIsAppliedByItself() async throws {
        try await WatchInbox.with { inbox in
            try await inbox.drop("talk.mp4", 1)
            let ending = try await inbox.watch { watch in
                try await watch.waitUntilReady("talk")
                var file = try JSONText.decode(
                    MomentsFile.self,
                    from: Data(try Files.read(inbox.file("talk/moments.json")))
                )
                let kept = file.moments[0].id
                func clip() throws -> UInt64? {
                    let clips = try inbox.manifest("talk").clips
                    let path = clips.first { $0.momentId == kept }?.file
                    return try path.map { try FileFacts(of: inbox.file("talk/\($0)")).inode }
                }
                let before = try clip()
                var added = file.moments[0]
                added.id = "mine"
                added.startTime = 0.2
                added.endTime = 5.3
                file.moments.append(added)
                try AtomicFile.write(JSONText.file(file), to: inbox.file("talk/moments.json"))
                try await watch.wait(until: "two clips") {
                    let manifest = try inbox.manifest("talk")
                    return manifest.clips.count == 2 && manifest.status == .ready
                }
                #expect(try clip() == before, "what was not edited was cut again")
                #expect(try Array(inbox.attempts("talk").prefix(4)) == [1, 1, 1, 1])
                // A person throws it all away: it is made again.
                try Files.removeTree(inbox.file("talk"))
                try await watch.wait(until: "a new folder") {
                    try FileFacts.ifPresent(inbox.file("talk/manifest.json")) != nil
                        && inbox.manifest("talk").status == .ready
                }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            try await inbox.expectWhatARunMakes()
        }
    }

    private func caption(_ words: String, _ inbox: WatchInbox) throws {
        try inbox.write("talk.vtt", "WEBVTT\n\n00:00.000 --> 00:05.000\n\(words)\n".utf8)
    }

    private func text(_ inbox: WatchInbox) throws -> String {
        String(decoding: try Files.readIfPresent(inbox.file("talk/transcript.txt")) ?? [], as: UTF8.self)
    }

    @Test func captionsThatChangeAreRead() async throws {
        try await WatchInbox.with { inbox in
            try await inbox.drop("talk.mp4", 1)
            try await inbox.drop("other.mp4", 2)
            try caption("The first of all words is never the last.", inbox)
            let ending = try await inbox.watch { watch in
                try await watch.waitUntilReady("talk", "other")
                #expect(try text(inbox).contains("first of all words"))
                try caption("Nobody has ever seen a second word like this.", inbox)
                try await watch.wait(until: "other words") {
                    try text(inbox).contains("second word") && inbox.manifest("talk").status == .ready
                }
                try Files.removeFile(inbox.path("talk.vtt"))
                try await watch.wait(until: "no words") {
                    try inbox.manifest("talk").moments.allSatisfy { $0.quote.isEmpty }
                        && inbox.manifest("talk").status == .ready
                }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try inbox.attempts("other") == [1, 1, 1, 1, 1, 1])
            #expect(try inbox.record("talk", .awaitAsset).attempt == 1)
            try await inbox.expectWhatARunMakes()
        }
    }
}
