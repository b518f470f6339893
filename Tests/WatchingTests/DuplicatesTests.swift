import Intake
import OpenAIAccess
import Outbox
import Roles
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct DuplicatesTests {
    /// Runs a body with an outbox and two files of one content that are known to have it.
    private func with(_ body: (Duplicates, VideoID, _ first: FilePath, _ second: FilePath) throws -> Void) async throws
    {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let id = VideoID(sha256: Digest.of(Array("talk".utf8)))
            let paths = ["a.mp4", "b.mp4"].map { scratch.path.appending($0) }
            for path in paths {
                try AtomicFile.write("talk".utf8, to: path)
                try Seal(facts: FileFacts(of: path), sha256: id.sha256).write(of: path, in: outbox)
            }
            try body(Duplicates(outbox: outbox), id, paths[0], paths[1])
        }
    }

    @Test func theFirstFileIsTheOriginal() async throws {
        try await with { duplicates, id, first, second in
            #expect(duplicates.claim(id, for: first) == nil)
            #expect(duplicates.claim(id, for: second) == first)
            #expect(duplicates.claim(id, for: first) == nil)
            #expect(duplicates.claim(VideoID(sha256: String(repeating: "0", count: 64)), for: second) == nil)
        }
    }

    @Test func aFileThatIsGoneIsNoOriginal() async throws {
        try await with { duplicates, id, first, second in
            #expect(duplicates.claim(id, for: first) == nil)
            try Files.removeFile(first)
            #expect(duplicates.claim(id, for: second) == nil)
            // It came back, and the other is the original by now.
            try AtomicFile.write("talk".utf8, to: first)
            #expect(duplicates.claim(id, for: first) == second)
        }
    }

    @Test func aFileWithAnotherContentIsNoOriginal() async throws {
        try await with { duplicates, id, first, second in
            #expect(duplicates.claim(id, for: first) == nil)
            try AtomicFile.write("other".utf8, to: first)
            #expect(duplicates.claim(id, for: second) == nil)
        }
    }

    @Test func aFileThatGoesReturnsItsCopiesOnce() async throws {
        try await ScratchFolder.with { scratch in
            let duplicates = Duplicates(outbox: try Outbox(writing: scratch.path))
            duplicates.add("/in/b.mp4", of: "/in/a.mp4")
            duplicates.add("/in/c.mp4", of: "/in/a.mp4")
            duplicates.add("/in/d.mp4", of: "/in/a.mp4")
            // One copy goes, and another becomes the copy of another original.
            #expect(duplicates.forget("/in/b.mp4").isEmpty)
            duplicates.add("/in/c.mp4", of: "/in/x.mp4")
            #expect(duplicates.forget("/in/a.mp4") == ["/in/d.mp4"])
            #expect(duplicates.forget("/in/a.mp4").isEmpty)
            #expect(duplicates.forget("/in/x.mp4") == ["/in/c.mp4"])
        }
    }
}
