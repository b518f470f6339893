import FoundationEssentials
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A person changes `moments.json`: only what changed is cut anew, and the edit stays for ever.
@Suite(.serialized, .timeLimit(.minutes(5))) struct EditTests {
    private func moments(_ inbox: Inbox) throws -> MomentsFile {
        try JSONText.decode(MomentsFile.self, from: Data(try Files.read(inbox.file("alpha/moments.json"))))
    }

    private func write(_ file: MomentsFile, _ inbox: Inbox) throws {
        try AtomicFile.write(JSONText.file(file), to: inbox.file("alpha/moments.json"))
    }

    /// The inode of each clip: a clip that was not cut anew is still the same file.
    private func clips(_ inbox: Inbox) throws -> [String: UInt64] {
        var inodes: [String: UInt64] = [:]
        for clip in try inbox.manifest("alpha").clips {
            let file = try #require(clip.file)
            inodes[clip.momentId] = try FileFacts(of: inbox.file("alpha/\(file)")).inode
        }
        return inodes
    }

    private func run(_ inbox: Inbox) async throws {
        let ending = try await inbox.run()
        #expect(ending.code == 0, "\(ending.errors)")
        #expect(try await inbox.smartclip("verify").code == 0)
        #expect(try OutboxTree(inbox.outbox).leftovers == [])
    }

    @Test func aChangedTimeIsCutAndTheOthersStay() async throws {
        try await Inbox.finished { inbox in
            var file = try moments(inbox)
            let before = try clips(inbox)
            #expect(before.count >= 2)
            file.moments[0].endTime -= 3
            try write(file, inbox)
            try await run(inbox)
            let after = try clips(inbox)
            #expect(after[file.moments[0].id] != before[file.moments[0].id])
            #expect(after[file.moments[1].id] == before[file.moments[1].id])
            let manifest = try inbox.manifest("alpha")
            #expect(manifest.moments[0].boundary == .edited)
            #expect(manifest.moments[1].boundary == file.moments[1].boundary)
            let length = file.moments[0].endTime - file.moments[0].startTime
            #expect(abs(try #require(manifest.clips[0].duration) - length) <= 0.1)
        }
    }

    @Test func aNewOrderOrTitleOnlyRenames() async throws {
        try await Inbox.finished { inbox in
            var file = try moments(inbox)
            let before = try clips(inbox)
            file.moments.swapAt(0, 1)
            file.moments[0].title = "Same title"
            file.moments[1].title = "Same title"
            try write(file, inbox)
            try await run(inbox)
            #expect(try clips(inbox) == before)
            file.moments.swapAt(0, 1)
            try write(file, inbox)
            try await run(inbox)
            #expect(try clips(inbox) == before)
            let names = try Files.list(inbox.file("alpha/clips")).map(\.string).filter { $0.hasSuffix(".mp4") }
            #expect(names.prefix(2) == ["01-same-title.mp4", "02-same-title.mp4"])
        }
    }

    @Test func momentsAreRemovedAndAdded() async throws {
        try await Inbox.finished { inbox in
            let file = try moments(inbox)
            let before = try clips(inbox)
            let kept = file.moments[0].id
            try TinyVideos.write(
                """
                {"moments": [
                  {"id": "\(kept)", "start_time": \(file.moments[0].startTime), "end_time": \(file.moments[0].endTime)},
                  {"start_time": 1, "end_time": 9.5, "caption": "My own words.", "hashtags": ["mine"]}
                ]}
                """,
                to: inbox.file("alpha/moments.json")
            )
            try await run(inbox)
            let manifest = try inbox.manifest("alpha")
            #expect(manifest.moments.map(\.id) == [kept, "m1000"])
            #expect(try clips(inbox)[kept] == before[kept])
            let added = try #require(manifest.moments.last)
            #expect(!added.title.isEmpty && !added.quote.isEmpty && added.boundary == .edited)
            #expect(manifest.clips.last?.caption == "My own words." && manifest.clips.last?.hashtags == ["#mine"])
            let names = try Files.list(inbox.file("alpha/clips")).map(\.string).filter { $0.hasSuffix(".mp4") }
            #expect(names.count == 2)
        }
    }

    @Test func anEditOutlivesAnotherChoiceUntilAFreshOneIsAskedFor() async throws {
        try await Inbox.finished { inbox in
            var file = try moments(inbox)
            file.moments[0].title = "Mine"
            try write(file, inbox)
            let edited = try inbox.text("alpha/moments.json")
            #expect(try await inbox.run("--clips", "1").code == 0)
            #expect(try inbox.text("alpha/moments.json") == edited)
            #expect(try inbox.manifest("alpha").clips.count == file.moments.count)

            let retry = try await inbox.smartclip("retry", "alpha", "--from", "analyze", "--clips", "1")
            #expect(retry.code == 0, "\(retry.errors)")
            #expect(try inbox.text("alpha/moments.1.json") == edited)
            #expect(try moments(inbox).moments.count == 1)
            #expect(try inbox.manifest("alpha").clips.count == 1)
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    @Test func nonsenseIsReportedInALineAndHarmsNothing() async throws {
        try await Inbox.finished { inbox in
            let before = try OutboxTree(inbox.outbox)
            let good = try inbox.text("alpha/moments.json")
            try TinyVideos.write(
                good.replacing("\"end_time\" : ", with: "\"end_time\" : -"),
                to: inbox.file("alpha/moments.json")
            )
            let ending = try await inbox.run()
            #expect(ending.code == 1)
            #expect(ending.errors.contains("alpha/moments.json: line 11, column 20: moments[0].end_time: "))
            #expect(try inbox.manifest("alpha").status == .error)
            for (path, bytes) in before.files where path.contains("/clips/") {
                #expect(try OutboxTree(inbox.outbox).files[path] == bytes, "\(path)")
            }
            let attempt = try inbox.record("alpha", .clip).attempt
            #expect(try await inbox.run().code == 1)
            #expect(try inbox.record("alpha", .clip).attempt == attempt)
            try TinyVideos.write(good, to: inbox.file("alpha/moments.json"))
            try await run(inbox)
            #expect(try OutboxTree(inbox.outbox).differences(from: before) == [])
        }
    }
}
