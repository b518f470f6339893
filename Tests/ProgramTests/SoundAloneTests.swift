import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A recording without a picture, as somebody drops it.
@Suite struct SoundAloneTests {
    @Test func aRecordingGetsClipsWithAPicture() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("inbox")
            try Files.makeDirectory(inbox)
            try AtomicFile.write(try await SampleSource.shared.bytes(.soundOnly), to: inbox.appending("podcast.m4a"))
            try AtomicFile.write(try await SampleSource.shared.captions(), to: inbox.appending("podcast.vtt"))
            let command = ["run", "inbox", "--output", "outbox", "--settle", "0"] + Inbox.flags
            func run(_ flags: [String]) async throws -> Program.Ending {
                try await Program.smartclip.run(command + flags, in: scratch.path)
            }
            func manifest() throws -> VideoManifest {
                let file = scratch.path.appending("outbox/podcast/manifest.json")
                return try JSONText.decode(VideoManifest.self, from: Data(try Files.read(file)))
            }
            let first = try await run(["--clips", "1", "--formats", "9x16", "--captions", "burn"])
            #expect(first.code == 0, "\(first.errors)")
            let made = try manifest()
            #expect(made.source.width == nil && made.source.codecs?.video == nil)
            let clip = try #require(made.clips.first)
            #expect(clip.width == 1920 && clip.height == 1080 && clip.thumbnail != nil)
            let shape = try #require(clip.renditions?.first)
            #expect(shape.framing?.mode == "drawn" && shape.width == 1080 && shape.height == 1920)

            let again = try await run(["--clips", "1", "--formats", "9x16", "--captions", "burn"])
            #expect(again.code == 0 && again.errors.contains("already were"), "\(again.errors)")

            // The title stands on the picture, so another title is another clip.
            let digest = try Digest.of(fileAt: scratch.path.appending("outbox/podcast/\(try #require(clip.file))"))
            let moments = scratch.path.appending("outbox/podcast/moments.json")
            let title = try #require(made.moments.first?.title)
            let text = String(decoding: try Files.read(moments), as: UTF8.self)
            try AtomicFile.write(text.replacing(title, with: "Another name").utf8, to: moments)
            let renamed = try await run(["--clips", "1", "--formats", "9x16", "--captions", "burn"])
            #expect(renamed.code == 0, "\(renamed.errors)")
            let file = try #require(try manifest().clips.first?.file)
            #expect(try Digest.of(fileAt: scratch.path.appending("outbox/podcast/\(file)")) != digest)
        }
    }

    @Test func muxMakesNoClipsOfItAndIsSentNothing() async throws {
        try await ScratchFolder.with { scratch in
            try AtomicFile.write(try await SampleSource.shared.bytes(.soundOnly), to: scratch.path.appending("a.m4a"))
            var program = try Program.smartclip
            program.environment = [
                "MUX_TOKEN_ID": "id", "MUX_TOKEN_SECRET": "secret", "MUX_BASE_URL": "http://127.0.0.1:9",
            ]
            let ending = try await program.run(
                ["run", "a.m4a", "--output", "outbox", "--host", "mux"],
                in: scratch.path
            )
            #expect(ending.code == 1 || ending.code == 3, "\(ending.errors)")
            #expect(ending.errors.contains("use --host local"), "\(ending.errors)")
        }
    }
}
