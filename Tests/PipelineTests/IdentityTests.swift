import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

@Suite struct IdentityTests {
    private func found(_ path: FilePath, _ folder: String) throws -> FoundVideo {
        FoundVideo(
            path: path,
            root: path.removingLastComponent(),
            preferredFolder: folder,
            captions: [],
            facts: try FileFacts(of: path)
        )
    }

    private func assign(
        _ id: VideoID,
        to found: FoundVideo,
        in index: ContentIndex,
        _ flags: [String: String] = [:]
    ) async throws -> VideoFolder {
        try await index.assign(id, to: found, found.facts, flags: flags)
    }

    private func id(_ letter: Character) -> VideoID { VideoID(sha256: String(repeating: letter, count: 64)) }

    @Test func theSameContentKeepsItsFolderAndOthersGetTheirOwn() async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending("talk.mp4")
            try AtomicFile.write([1], to: file)
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let index = ContentIndex(outbox: outbox)
            let first = try await assign(id("a"), to: found(file, "talk"), in: index)
            let second = try await assign(id("b"), to: found(file, "talk"), in: index)
            let again = try await assign(id("a"), to: found(file, "renamed"), in: index, ["clips": "2"])
            #expect([first.name, second.name, again.name] == ["talk", "talk-2", "talk"])
            #expect(try index.entry(id("a"))?.flags == ["clips": "2"])
        }
    }

    /// What clean leaves of a video, a person's moments of before, does not take its name from it.
    @Test func aFolderWithNothingButOldMomentsIsFree() async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending("talk.mp4")
            try AtomicFile.write([1], to: file)
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let index = ContentIndex(outbox: outbox)
            let folder = outbox.folder("talk")
            try folder.place.makeDirectory()
            try folder.file("moments.1.json").write("{}".utf8)
            #expect(try await assign(id("a"), to: found(file, "talk"), in: index).name == "talk")
            // It is given away now, though nothing is in it yet.
            #expect(try await assign(id("b"), to: found(file, "talk"), in: index).name == "talk-2")
            let other = outbox.folder("other")
            try other.place.makeDirectory()
            try other.file("notes.txt").write("mine".utf8)
            #expect(try await assign(id("c"), to: found(file, "other"), in: index).name == "other-2")
        }
    }

    @Test func aLostIndexIsMadeAgainFromTheRecords() async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending("talk.mp4")
            try AtomicFile.write([1], to: file)
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let index = ContentIndex(outbox: outbox)
            let folder = try await assign(id("a"), to: found(file, "talks/talk"), in: index)
            var record = StageRecord(stage: .upload, attempt: 1, startedAt: .now, fingerprint: "f")
            record.result = .source(Source(path: "x", bytes: 1, sha256: id("a").sha256))
            try folder.write(record)
            try Files.removeTree(scratch.path.appending("out").appending(".smartclip"))
            let reopened = ContentIndex(outbox: try Outbox(writing: scratch.path.appending("out")))
            #expect(try reopened.foldersByRecord() == [id("a"): "talks/talk"])
            try reopened.rebuildIfLost()
            #expect(try reopened.entry(id("a"))?.folder == "talks/talk")
            #expect(
                try await assign(id("b"), to: found(file, "talks/talk"), in: reopened).name == "talks/talk-2"
            )
        }
    }

    /// Where only its seal was lost, a source that did not change is not read again.
    @Test func theEntryKnowsAnUnchangedSourceWithoutItsSeal() async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending("talk.mp4")
            try AtomicFile.write([1], to: file)
            let index = ContentIndex(outbox: try Outbox(writing: scratch.path.appending("out")))
            let folder = try await assign(id("a"), to: found(file, "talk"), in: index)
            #expect(try index.content(of: found(file, "talk")) == nil)
            var record = StageRecord(stage: .upload, attempt: 1, startedAt: .now, fingerprint: "f")
            record.result = .source(Source(path: "x", bytes: 1, sha256: id("a").sha256))
            try folder.write(record)
            #expect(try index.content(of: found(file, "talk")) == id("a"))
            #expect(try index.content(of: found(file, "other")) == nil)
            // Another file of the same name and size.
            try AtomicFile.write([2], to: file)
            #expect(try index.content(of: found(file, "talk")) == nil)
        }
    }

    @Test func pathsThatAreNotUTF8AreKeptByteForByte() async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending(bytes: [0x74, 0xFF, 0x2E, 0x6D, 0x70, 0x34])
            try AtomicFile.write([1], to: file)
            let index = ContentIndex(outbox: try Outbox(writing: scratch.path.appending("out")))
            _ = try await assign(id("a"), to: found(file, "t"), in: index)
            #expect(try index.entry(id("a"))?.path.bytes == file.bytes)
        }
    }

    @Test func aSealHoldsUntilAnyOfItsFilesChanges() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let source = scratch.path.appending("talk.mp4")
            try AtomicFile.write([1], to: source)
            try AtomicFile.write([1], to: scratch.path.appending("a"))
            try AtomicFile.write([2], to: scratch.path.appending("b"))
            let facts = try FileFacts(of: source)
            var seal = Seal(facts: facts, sha256: id("a").sha256)
            let state = try #require(Seal.state(of: ["a", "b"], in: Place(scratch.path)))
            seal.finished = Seal.Finished(key: "k", folder: "talk", clips: 3, files: ["a", "b"], state: state)
            try seal.write(of: source, in: outbox)
            #expect(Seal(of: source, facts: facts, in: outbox) == seal)
            #expect(Seal.state(of: ["a", "b"], in: Place(scratch.path)) == state)
            #expect(Seal.state(of: ["b", "a"], in: Place(scratch.path)) != state)
            try AtomicFile.write([3], to: scratch.path.appending("b"))
            #expect(Seal.state(of: ["a", "b"], in: Place(scratch.path)) != state)
            try Files.removeFile(scratch.path.appending("b"))
            #expect(Seal.state(of: ["a", "b"], in: Place(scratch.path)) == nil)
            try AtomicFile.write([2], to: source)
            let newFacts = try FileFacts(of: source)
            #expect(Seal(of: source, facts: newFacts, in: outbox) == nil)
        }
    }

    @Test(arguments: [
        "", "1\n", "2\nx\ny\n", "1\n\u{FF}\n\n\n", String(repeating: "1\n", count: 100),
    ])
    func aBrokenSealIsNoSeal(_ text: String) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let source = scratch.path.appending("talk.mp4")
            try AtomicFile.write([1], to: source)
            try Seal.place(of: source, in: outbox).write(text.utf8)
            let facts = try FileFacts(of: source)
            #expect(Seal(of: source, facts: facts, in: outbox) == nil)
        }
    }
}
