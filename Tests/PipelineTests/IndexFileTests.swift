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

/// Which videos have a line in `manifest.ndjson`.
@Suite struct IndexFileTests {
    /// An outbox with two finished videos, `a` and `b`.
    private func with(_ body: (Outbox, IndexFile) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let index = IndexFile(outbox: outbox)
            for name in ["a", "b"] {
                let id = VideoID(sha256: Digest.of(Array(name.utf8)))
                let source = scratch.path.appending("\(name).mp4")
                try AtomicFile.write(name.utf8, to: source)
                let found = FoundVideo(
                    path: source,
                    root: scratch.path,
                    preferredFolder: name,
                    captions: [],
                    facts: try FileFacts(of: source)
                )
                let folder = try await ContentIndex(outbox: outbox).assign(id, to: found, found.facts, flags: [:])
                let manifest = VideoManifest(
                    id: id.short,
                    status: .ready,
                    source: Source(path: source.string, bytes: 1, sha256: id.sha256),
                    createdAt: .now,
                    updatedAt: .now
                )
                try folder.file(VideoFolder.manifest).write(JSONText.file(manifest))
            }
            try await index.finish()
            try await body(outbox, index)
        }
    }

    private func lines(_ outbox: Outbox) throws -> [String] {
        let bytes = try Files.read(outbox.root.appending(IndexFile.name))
        return try #require(IndexFile.parse(bytes)).keys.sorted()
    }

    @Test func aFolderThatCannotBeLookedAtKeepsItsLine() async throws {
        try await with { outbox, index in
            #expect(try lines(outbox) == ["a", "b"])
            let folder = outbox.folder("a").path
            let aside = outbox.root.appending("aside")
            try Files.rename(folder, to: aside)
            // A link to itself cannot be looked at, whoever asks.
            #expect(folder.withPlatformString { symlink("a", $0) } == 0)
            try await index.flush()
            #expect(try lines(outbox) == ["a", "b"])
            // Nor is it lost where all lines are made anew.
            try AtomicFile.write(
                try Files.read(outbox.root.appending(IndexFile.name)) + [0x0A],
                to: outbox.root.appending(IndexFile.name)
            )
            try await index.finish()
            #expect(try lines(outbox) == ["a", "b"])
        }
    }

    @Test func whatIsThereAgainHasALineAgain() async throws {
        try await with { outbox, index in
            let aside = outbox.root.appending("aside")
            try Files.rename(outbox.folder("a").path, to: aside)
            try await index.flush()
            #expect(try lines(outbox) == ["b"])
            try await index.finish()
            #expect(try lines(outbox) == ["b"])
            try Files.rename(aside, to: outbox.folder("a").path)
            try await index.finish()
            #expect(try lines(outbox) == ["a", "b"])
        }
    }

    @Test func idsAreFoundInTheLinesAsTheyAreWritten() async throws {
        try await with { outbox, _ in
            let bytes = try Files.read(outbox.root.appending(IndexFile.name))
            let parsed = try #require(IndexFile.parse(bytes))
            #expect(IndexFile.ids(in: bytes) == Set(parsed.values.map(\.id)))
            #expect(IndexFile.ids(in: Array(#"{"error":{"message":"\"id\":\"x"},"id":"0"}"#.utf8)) == ["0"])
            #expect(IndexFile.ids(in: Array(#"{"id":"#.utf8)).isEmpty)
        }
    }
}
