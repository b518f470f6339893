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
            let folder = VideoFolder(name: "talk", path: scratch.path.appending("talk"))
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
            let root = scratch.path.appending("out")
            let folder = VideoFolder(name: "talks/talk", path: root.appending("talks").appending("talk"))
            try Files.makeDirectory(folder.file("clips"))
            try Files.makeDirectory(folder.file("state"))
            try folder.requireNoLinks()
            var link = root
            for part in planted.split(separator: "/") { link.append(String(part)) }
            try Files.rename(link, to: scratch.path.appending("away"))
            #expect(link.withPlatformString { symlink("../away", $0) } == 0)
            #expect(throws: Failure.self) { try folder.requireNoLinks() }
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
