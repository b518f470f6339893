import FoundationEssentials
import Glibc
import Manifest
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
