import Intake
import OpenAIAccess
import Outbox
import Roles
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct ClaimsTests {
    /// Runs a body with an outbox and two files of one content that are known to have it.
    private func with(_ body: (Claims, VideoID, _ first: FilePath, _ second: FilePath) throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let id = VideoID(sha256: Digest.of(Array("talk".utf8)))
            let paths = ["a.mp4", "b.mp4"].map { scratch.path.appending($0) }
            for path in paths {
                try AtomicFile.write("talk".utf8, to: path)
                try Seal(facts: FileFacts(of: path), sha256: id.sha256).write(of: path, in: outbox)
            }
            try body(Claims(outbox: outbox), id, paths[0], paths[1])
        }
    }

    @Test func theFirstStandsForBoth() async throws {
        try await with { claims, id, first, second in
            #expect(claims.claim(id, for: first) == nil)
            #expect(claims.claim(id, for: second) == first)
            #expect(claims.claim(id, for: first) == nil)
            #expect(claims.claim(VideoID(sha256: String(repeating: "0", count: 64)), for: second) == nil)
        }
    }

    @Test func oneThatIsGoneStandsForNothing() async throws {
        try await with { claims, id, first, second in
            #expect(claims.claim(id, for: first) == nil)
            try Files.removeFile(first)
            #expect(claims.claim(id, for: second) == nil)
            // It came back, and the other stands for both by now.
            try AtomicFile.write("talk".utf8, to: first)
            #expect(claims.claim(id, for: first) == second)
        }
    }

    @Test func oneThatHasAnotherContentNowStandsForNothing() async throws {
        try await with { claims, id, first, second in
            #expect(claims.claim(id, for: first) == nil)
            try AtomicFile.write("other".utf8, to: first)
            #expect(claims.claim(id, for: second) == nil)
        }
    }
}
