import Intake
import Manifest
import Outbox
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Media that is not what its container says, from the inbox to the page.
@Suite(.timeLimit(.minutes(5))) struct BrokenOffTests {
    /// The sample talk in another container.
    private static func talk(_ name: String, _ options: [String]) async throws -> [UInt8] {
        let talk = try await SampleSource.shared.bytes(.plain)
        return try await ScratchFolder.with { scratch in
            try AtomicFile.write(talk, to: scratch.path.appending("in.mp4"))
            let result = try await Subprocess.run(
                .name("ffmpeg"),
                arguments: Arguments(["-nostdin", "-loglevel", "error", "-i", "in.mp4"] + options + [name]),
                workingDirectory: scratch.path,
                input: .none,
                output: .discarded,
                error: .string(limit: 1 << 16)
            )
            try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
            return try Files.read(scratch.path.appending(name))
        }
    }

    @Test(
        arguments: LongTables.rows([
            ("cut.mp4", ["-c", "copy", "-movflags", "frag_keyframe+empty_moov"]),
            ("cut.mkv", ["-c", "copy", "-live", "1"]),
        ])
    )
    func aRecordingIsUsedAsFarAsItGoesAndSaysSo(_ name: String, _ options: [String]) async throws {
        try await BadInbox.with { bad in
            let whole = try await Self.talk(name, options)
            try bad.add(name, whole.prefix(whole.count * 7 / 10 | 1))
            let strict = try await bad.run("--whole-only", "true")
            try bad.expect(strict, code: 1, [.failed("cut", .awaitAsset, "\(name) is cut short", "copy it again")])
            let ending = try await bad.run()
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try bad.manifest("cut")
            #expect(manifest.status == .ready && manifest.error == nil)
            let duration = try #require(manifest.duration)
            #expect((12...28).contains(duration) && manifest.source.duration == duration)
            #expect(manifest.clips.allSatisfy { $0.status == .ready })
            let note = try #require(manifest.notes.first { $0.contains("the recording broke off") })
            let page = try Files.read(bad.folder.appending("outbox/cut/index.html"))
            #expect(String(decoding: page, as: UTF8.self).contains(note.prefix(30)))
        }
    }

    /// Words that run to the real end are not those of another video.
    @Test func captionsAreComparedWithWhatDecodes() async throws {
        try await BadInbox.with { bad in
            var talk = try await SampleSource.shared.bytes(.fastStart)
            let header = try #require(talk.firstRange(of: Array("mvhd".utf8))).upperBound
            // A duration of a few seconds (ISO/IEC 14496-12, part 8.2.2).
            talk.replaceSubrange((header + 16)..<(header + 20), with: [0, 0, 0x0B, 0xB8])
            try bad.add("short.mp4", talk)
            try bad.add("short.vtt", try await SampleSource.shared.captions())
            let ending = try await bad.run()
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try bad.manifest("short")
            #expect(manifest.transcript?.origin == .beside)
            #expect(try #require(manifest.duration) > 25)
            #expect(manifest.notes.contains { $0.contains("its container says that it is 3.0 s long") })
        }
    }

    @Test func aClockThatStartsAgainIsCutBehindTheJointToo() async throws {
        try await BadInbox.with { bad in
            let once = try await Self.talk("a.ts", ["-c:v", "copy", "-c:a", "copy"])
            try bad.add("twice.ts", once + once)
            let ending = try await bad.run("--clips", "3")
            #expect(ending.code == 0, "\(ending.errors)")
            let manifest = try bad.manifest("twice")
            let half = try await Self.length(of: once)
            #expect(abs(try #require(manifest.duration) - 2 * half) < 0.5)
            #expect(manifest.notes.contains { $0.contains("its clock starts again") })
            #expect(manifest.clips.contains { $0.status == .ready } && manifest.clips.allSatisfy { $0.error == nil })
            #expect(manifest.moments.contains { $0.endTime > half })
            // The copy leaves nothing.
            #expect(try OutboxTree(bad.folder.appending("outbox")).leftovers == [])
        }
    }

    private static func length(of video: [UInt8]) async throws -> Double {
        try await ScratchFolder.with { scratch in
            try AtomicFile.write(video, to: scratch.path.appending("a.ts"))
            let result = try await Subprocess.run(
                .name("ffprobe"),
                arguments: ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", "a.ts"],
                workingDirectory: scratch.path,
                output: .string(limit: 1 << 10)
            )
            let text = result.standardOutput.split(whereSeparator: \.isNewline).first
            return try #require(text.flatMap { Double($0) })
        }
    }
}
