import FoundationEssentials
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Clips in other shapes, as a user asks for them.
@Suite struct RenditionTests {
    private static let flags = ["--clips", "1", "--formats", "9x16,1x1", "--captions", "burn"]

    private func manifest(_ inbox: Inbox) throws -> VideoManifest { try inbox.manifest("alpha") }

    private func run(_ flags: [String], _ inbox: Inbox) async throws -> Program.Ending {
        try await Program.smartclip.run(
            ["run", "inbox/alpha.mp4", "--output", "outbox"] + Inbox.flags + flags,
            in: inbox.folder
        )
    }

    /// What `plan` says is to be cut and to be made; zeros where the clips are left alone.
    private func planned(_ flags: [String], _ inbox: Inbox) async throws -> [Int] {
        let plan = try await Program.smartclip.run(
            ["plan", "inbox/alpha.mp4", "--output", "outbox", "--json"] + Inbox.flags.dropLast(2) + flags,
            in: inbox.folder
        )
        #expect(plan.code == 0, "\(plan.errors)")
        let line = try JSONText.decode(PlannedLine.self, from: Data(plan.output.utf8))
        return [line.clips_to_cut ?? 0, line.shapes_to_make ?? 0]
    }

    private struct PlannedLine: Decodable {
        let clips_to_cut: Int?
        let shapes_to_make: Int?
    }

    private func digests(_ inbox: Inbox) throws -> [String: String] {
        let folder = inbox.outbox.appending("alpha/clips")
        return try Dictionary(
            uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: folder.string).map {
                ($0, try Digest.of(fileAt: folder.appending($0)))
            }
        )
    }

    @Test func shapesLieBesideTheClipAndOnlyWhatChangedIsMadeAgain() async throws {
        try await Inbox.with { inbox in
            let first = try await run(Self.flags, inbox)
            #expect(first.code == 0, "\(first.errors)")
            #expect(first.errors.contains("smartclip setup faces"))
            let manifest = try manifest(inbox)
            let clip = try #require(manifest.clips.first)
            let renditions = try #require(clip.renditions)
            #expect(renditions.map(\.format) == ["9x16", "1x1"])
            #expect(renditions.map(\.width) == [1080, 1080] && renditions.map(\.height) == [1920, 1080])
            for rendition in renditions {
                let file = try #require(rendition.file)
                #expect(file == clip.file.map { "\($0.dropLast(4)).\(rendition.format).mp4" })
                #expect(rendition.captions == "bold" && rendition.framing?.mode == "fit")
                #expect(rendition.checks?.frames == clip.checks?.frames)
                let facts = try FileFacts.ifPresent(inbox.outbox.appending("alpha/\(file)"))
                #expect(facts?.bytes == rendition.bytes)
            }
            #expect(clip.captions != nil, "captions lie beside it all the same")
            let verified = try await Program.smartclip.run(["verify", "--output", "outbox"], in: inbox.folder)
            #expect(verified.code == 0, "\(verified.errors)")

            let before = try digests(inbox)
            let again = try await run(Self.flags, inbox)
            #expect(again.code == 0 && again.errors.contains("already were"), "\(again.errors)")
            #expect(try digests(inbox) == before)

            // Another format: what stands is taken over.
            let none = try await planned(Self.flags, inbox)
            let moreFlags = ["--clips", "1", "--formats", "9x16,1x1,4x5", "--captions", "burn"]
            let one = try await planned(moreFlags, inbox)
            #expect(none == [0, 0] && one == [0, 1])
            let more = try await run(moreFlags, inbox)
            #expect(more.code == 0, "\(more.errors)")
            let after = try digests(inbox)
            #expect(before.allSatisfy { after[$0.key] == $0.value || $0.key.hasSuffix(".txt") })
            #expect(after.keys.filter { $0.hasSuffix(".4x5.mp4") }.count == 1)

            // Another style: the clip stays, its shapes do not.
            let two = try await planned(Self.flags + ["--style", "box"], inbox)
            #expect(two == [0, 2])
            let styled = try await run(Self.flags + ["--style", "box"], inbox)
            #expect(styled.code == 0, "\(styled.errors)")
            let boxed = try digests(inbox)
            for (name, digest) in before where name.hasSuffix(".mp4") {
                let isShape = name.hasSuffix("x16.mp4") || name.hasSuffix("x1.mp4")
                #expect((boxed[name] != digest) == isShape, "\(name)")
            }
            #expect(!boxed.keys.contains { $0.contains(".4x5.") }, "what is not asked for any more goes")
        }
    }

    @Test func aStyleThatCannotBeReadIsToldAndTheClipStands() async throws {
        try await Inbox.with { inbox in
            let file = inbox.folder.appending("mine.ass")
            try AtomicFile.write(
                Data("[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Other,Inter,64\n".utf8),
                to: file
            )
            let ending = try await run(Self.flags + ["--style", file.string], inbox)
            #expect(ending.code != 0)
            #expect(ending.errors.contains("mine.ass cannot be read, line 2"), "\(ending.errors)")
            let manifest = try manifest(inbox)
            #expect(manifest.clips.allSatisfy { $0.file != nil })
            #expect(
                manifest.clips.allSatisfy { ($0.renditions ?? []).allSatisfy { $0.file == nil && $0.error != nil } }
            )
        }
    }

    @Test func aMomentHasAFramingAndShapesOfItsOwn() async throws {
        try await Inbox.with { inbox in
            let flags = ["--clips", "1", "--formats", "1x1", "--framing", "centre"]
            let first = try await run(flags, inbox)
            #expect(first.code == 0, "\(first.errors)")
            #expect(try manifest(inbox).clips.first?.renditions?.first?.framing?.mode == "centre")
            let moments = inbox.outbox.appending("alpha/moments.json")
            let text = String(decoding: try Files.read(moments), as: UTF8.self)
            let edited = text.replacing(
                "\"end_time\"",
                with: "\"framing\": \"0.25,0.5\",\n      \"formats\": [\"9x16\", \"1x1\"],\n      \"end_time\"",
                maxReplacements: 1
            )
            try AtomicFile.write(Data(edited.utf8), to: moments)
            let second = try await run(flags, inbox)
            #expect(second.code == 0, "\(second.errors)")
            let framing = try manifest(inbox).clips.first?.renditions?.first?.framing
            #expect(framing?.mode == "fixed" && framing?.wanted == "0.25,0.5")
            #expect(try manifest(inbox).clips.first?.renditions?.map(\.format) == ["9x16", "1x1"])
            #expect(try manifest(inbox).moments.first?.formats == ["9x16", "1x1"])

            let wrong = edited.replacing("0.25,0.5", with: "left")
            try AtomicFile.write(Data(wrong.utf8), to: moments)
            let third = try await run(flags, inbox)
            #expect(third.code != 0 && third.errors.contains("framing"), "\(third.errors)")
        }
    }
}
