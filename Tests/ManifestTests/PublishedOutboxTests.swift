import FoundationEssentials
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Manifest

/// What the library promises to tools that read an outbox.
@Suite(.timeLimit(.minutes(5))) struct PublishedOutboxTests {
    private static let tests = FilePath(#filePath).removingLastComponent().removingLastComponent()
    private static let finished = tests.appending("Fixtures").appending("OlderOutboxes").appending("local")

    private func text(_ path: FilePath) throws -> String { String(decoding: try OutboxTree.read(path), as: UTF8.self) }

    @Test func theReadmeShowsTheExampleThatIsBuilt() throws {
        let readme = try text(Self.tests.removingLastComponent().appending("README.md"))
        let example = try text(Self.tests.appending("ManifestExample").appending("main.swift"))
        let blocks = readme.split(separator: "```swift\n").dropFirst().compactMap { $0.split(separator: "```").first }
        #expect(blocks.contains { $0 == example }, "\(blocks)")
    }

    @Test func theExampleListsTheClips() async throws {
        let example = Program(try Program.builtWithTests("manifest-example"))
        let ending = try await example.run([Self.finished.string], in: "/")
        #expect(ending.code == 0, "\(ending)")
        let clip = "talk\tclips/01-the-river-had-taught-us-what-fear-is-worth.mp4\tWhy did we stay?"
        #expect(ending.output.hasPrefix(clip) && ending.output.split(separator: "\n").count == 1, "\(ending.output)")
    }

    @Test func filesThatTheManifestNamesAreFound() throws {
        let outbox = PublishedOutbox(Self.finished.string)
        let video = try #require(try outbox.videos().first)
        let clip = try #require(try outbox.manifest(of: video).clips.first)
        for name in [clip.file, clip.thumbnail, clip.captions?.vtt].compactMap({ $0 }) {
            #expect(FileManager.default.fileExists(atPath: outbox.file(name, of: video)), "\(name)")
        }
    }

    @Test func whatCannotBeReadIsNamed() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = PublishedOutbox(scratch.path.string)
            #expect(try outbox.videos() == [])

            let index = scratch.path.appending("manifest.ndjson")
            let line = try text(Self.finished.appending("manifest.ndjson"))
            let wrong = [
                (line.replacing("\"schema_version\":1", with: "\"schema_version\":2"), "schema_version: 2"),
                (line.replacing("\"talk\"", with: "\"../talk\""), "not below the outbox: ../talk"),
                (line.replacing("\"talk\"", with: "\"/talk\""), "not below the outbox: /talk"),
                (line.replacing("\"id\":", with: "\"name\":"), "lacks \"id\""),
                ("half a li", "no JSON"),
            ]
            for (text, problem) in wrong {
                try TinyVideos.write(text, to: index)
                let error = #expect(throws: PublishedOutboxError.self) { try outbox.videos() }
                #expect(error?.file == index.string && error?.problem.contains(problem) == true, "\(problem): \(error)")
            }

            try TinyVideos.write(line, to: index)
            let video = try #require(try outbox.videos().first)
            let error = #expect(throws: PublishedOutboxError.self) { try outbox.manifest(of: video) }
            #expect(error?.file == scratch.path.appending("talk").appending("manifest.json").string)
            #expect(throws: PublishedOutboxError.self) { try PublishedOutbox(scratch.path.string + "/none").videos() }
        }
    }
}
