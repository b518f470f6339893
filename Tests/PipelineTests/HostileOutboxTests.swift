import FoundationEssentials
import Glibc
import Intake
import Manifest
import OpenAIAccess
import Outbox
import Roles
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// Files of an outbox that others may write to: what they name elsewhere is not followed there.
@Suite struct HostileOutboxTests {
    private let elsewhere = ["../../victim/p.txt", "/etc/passwd", "clips/../../x", ""]

    @Test func aRecordThatLeadsOutIsCorrupt() async throws {
        try await ScratchFolder.with { scratch in
            let folder = VideoFolder(name: "talk", place: Place(scratch.path).appending("talk"))
            for path in elsewhere {
                var record = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "f")
                record.outputs = [OutputFile(path: path, bytes: 9, sha256: String(repeating: "0", count: 64))]
                try folder.write(record)
                guard case .corrupt(let problem) = try folder.record(.clip) else {
                    Issue.record("\(path) is believed")
                    continue
                }
                #expect(problem.contains("outside"))
                #expect(try folder.records().isEmpty)
            }
        }
    }

    /// What is no file of ours stands in the way of nothing: it counts as lost, and what is written takes its place.
    @Test(arguments: ["pipe", "large"])
    func whatIsNoFileCountsAsLost(_ kind: String) async throws {
        try await ScratchFolder.with { scratch in
            func plant(_ place: Place) throws {
                if Files.isGone(place.path) { try place.parent.makeDirectory() } else { try place.removeFile() }
                if kind == "pipe" {
                    #expect(place.path.withPlatformString { mkfifo($0, 0o600) } == 0)
                } else {
                    try place.write([1])
                    #expect(place.path.withPlatformString { truncate($0, off_t(Files.largest) + 1) } == 0)
                }
            }
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let folder = outbox.folder("talk")
            let record = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "f")
            try folder.write(record)
            try plant(folder.file(StageName.clip.recordPath))
            #expect(try folder.record(.clip).record == nil)
            #expect(try folder.records().isEmpty)
            try folder.write(record)
            #expect(try folder.record(.clip).record != nil)
            // One entry of the content index says nothing of the others.
            let (one, other) = (
                VideoID(sha256: String(repeating: "a", count: 64)), VideoID(sha256: String(repeating: "b", count: 64))
            )
            let index = ContentIndex(outbox: outbox)
            let facts = try FileFacts(of: scratch.path)
            let found = FoundVideo(
                path: "/in/talk.mp4",
                root: "/in",
                preferredFolder: "talk",
                captions: [],
                facts: facts
            )
            let folders = [
                try await index.assign(one, to: found, facts, flags: [:]),
                try await index.assign(other, to: found, facts, flags: [:]),
            ]
            #expect(folders.map(\.name) == ["talk-2", "talk-3"])
            try plant(outbox.videos.appending("\(one.short).json"))
            #expect(try index.entry(one) == nil && index.entry(other) != nil)
            #expect(try index.entries().map(\.folder).count == 1)
            _ = try await index.assign(one, to: found, facts, flags: [:])
            #expect(try index.entry(one) != nil)
        }
    }

    @Test(arguments: ["talks", "talks/talk", "talks/talk/clips", "talks/talk/state"])
    func aFolderThatIsALinkIsNotUsed(_ planted: String) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let folder = outbox.folder("talks/talk")
            let record = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "f")
            try folder.write(record)
            try folder.file("clips/01.mp4").parent.makeDirectory()
            try folder.file("clips/01.mp4").write([1])
            let link = outbox.place.appending(planted)
            try Files.rename(link.path, to: scratch.path.appending("away"))
            #expect(link.path.withPlatformString { symlink(scratch.path.appending("away").string, $0) } == 0)
            let before = try Files.list(scratch.path.appending("away"))
            // Nothing is written or removed through it, and what that comes to says what to do.
            do {
                try folder.write(record)
                try folder.file("clips/01.mp4").removeFile()
                Issue.record("\(planted) is used")
            } catch let error as FileError {
                let failure = Failure.of(error)
                #expect(failure.class == .config && failure.message.contains("put a folder"))
            }
            #expect(try Files.list(scratch.path.appending("away")) == before)
        }
    }

    /// Numbers that would end the program where they are counted on from, and names that only the result has.
    @Test func aRecordThatCannotBeIsCorrupt() async throws {
        try await ScratchFolder.with { scratch in
            let folder = VideoFolder(name: "talk", place: Place(scratch.path).appending("talk"))
            let good = StageRecord(stage: .clip, attempt: 1, startedAt: .now, fingerprint: "f")
            var records = [good, good, good, good]
            records[0].attempt = .max
            records[1].failedTries = .max
            records[2].cost.tokensIn = -1
            var clip = ClipResult(momentId: "m", fingerprint: "f")
            clip.thumbnail = "../other/clips/01.jpg"
            records[3].result = .clips([clip])
            for record in records {
                try folder.write(record)
                guard case .corrupt = try folder.record(.clip) else {
                    Issue.record("\(record) is believed")
                    continue
                }
            }
            try folder.write(good)
            #expect(try folder.record(.clip).record == good)
        }
    }

    /// An entry under another's name would make that one's flags count for it.
    @Test func anEntryOfAnotherVideoIsLost() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let (a, b) = (
                VideoID(sha256: String(repeating: "a", count: 64)), VideoID(sha256: String(repeating: "b", count: 64))
            )
            let entry = ContentIndex.Entry(a, folder: "a", "/in/a.mp4", inbox: "/in", ["host": "mux"])
            for id in [a, b] { try outbox.write(JSONText.file(entry), to: outbox.videos.appending("\(id.short).json")) }
            let index = ContentIndex(outbox: outbox)
            #expect(try index.entry(a) == entry && index.entry(b) == nil)
            #expect(try index.entries() == [entry])
        }
    }

    /// In a folder that others may write to, a file's owner says nothing of who put it under its name.
    @Test func whatIsRememberedInAFolderOfOthersDoesNotCount() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let id = VideoID(sha256: String(repeating: "a", count: 64))
            let entry = ContentIndex.Entry(id, folder: "a", "/in/a.mp4", inbox: "/in", ["clips": "2"])
            let place = outbox.videos.appending("\(id.short).json")
            try outbox.write(JSONText.file(entry), to: place, permissions: [.ownerReadWrite])
            let folders = [outbox.root, outbox.ownFolder.path, outbox.videos.path]
            for folder in folders { #expect(folder.withPlatformString { chmod($0, 0o755) } == 0) }
            guard case .flags(["clips": "2"]) = try ContentIndex(outbox: outbox).remembered(id) else {
                Issue.record("what the user alone wrote does not count")
                return
            }
            for folder in folders {
                #expect(folder.withPlatformString { chmod($0, 0o775) } == 0)
                guard case .refused(.othersFolder) = try ContentIndex(outbox: outbox).remembered(id) else {
                    Issue.record("what others may have put into \(folder) counts")
                    return
                }
                #expect(folder.withPlatformString { chmod($0, 0o755) } == 0)
            }
        }
    }

    @Test func anEntryThatLeadsOutIsLost() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let id = VideoID(sha256: String(repeating: "a", count: 64))
            for path in elsewhere {
                let entry = ContentIndex.Entry(id, folder: path, "/in/talk.mp4", inbox: "/in", [:])
                try outbox.write(JSONText.file(entry), to: outbox.videos.appending("\(id.short).json"))
                let index = ContentIndex(outbox: outbox)
                #expect(try index.entry(id) == nil)
                #expect(try index.entries().isEmpty)
            }
        }
    }

    @Test func aSealThatLeadsOutSealsNothing() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let source = scratch.path.appending("talk.mp4")
            try AtomicFile.write([1], to: source)
            let facts = try FileFacts(of: source)
            for (folder, file) in [("../x", "a"), ("talk", "../a"), ("talk", "state/1-upload.json")] {
                var seal = Seal(facts: facts, sha256: String(repeating: "a", count: 64))
                seal.finished = Seal.Finished(key: "k", folder: folder, clips: 1, files: [file], state: 1)
                try seal.write(of: source, in: outbox)
                let read = try #require(Seal(of: source, facts: facts, in: outbox))
                #expect((read.finished != nil) == (folder.isBelow && file.isBelow))
            }
        }
    }
}
