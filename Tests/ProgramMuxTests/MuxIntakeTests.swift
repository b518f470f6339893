import Concurrency
import EmulatorKit
import Intake
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// What is sent to Mux, how large it comes back, and what is not sent at all.
@Suite struct MuxIntakeTests {
    private func ffmpeg(_ arguments: [String], _ target: FilePath) async throws {
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: .init(["-nostdin", "-v", "error", "-y"] + arguments + [target.string]),
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    }

    private func plan(_ inbox: MuxInbox, _ more: String...) async throws -> Program.Ending {
        try await inbox.program().run(
            ["plan", "inbox", "--output", "outbox", "--host", "mux", "--recogniser", "none"] + MuxInbox.short + more,
            in: inbox.folder
        )
    }

    /// A picture of 1440 lines, with words so that nobody need hear any.
    private func addLarge(_ inbox: MuxInbox) async throws {
        try await ffmpeg(
            [
                "-f", "lavfi", "-i", "testsrc=s=2560x1440:r=24", "-f", "lavfi", "-i", "sine", "-t", "6", "-c:v",
                "libx264",
                "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
            ],
            inbox.inbox.appending("large.mp4")
        )
        try inbox.write(
            "WEBVTT\n\n00:00.500 --> 00:05.500\nThis is the one thing that I wanted to tell you.\n".utf8,
            to: inbox.inbox.appending("large.vtt")
        )
    }

    /// Where the account has no assets above 1080 lines, and where it has them.
    @Test(.timeLimit(.minutes(3)), arguments: LongTables.rows([true, false]))
    func aLargePictureStaysLargeWhereTheAccountAllows(_ isLimited: Bool) async throws {
        try await MuxInbox.with(isLimited ? ["--max-resolution", "1080"] : []) { inbox in
            try await addLarge(inbox)
            let plan = try await plan(inbox, "--mux-quality", "plus")
            let price = "1440p, 0.1 min; plus: $0.0050 to make, $0.0005 a month to keep"
            #expect(plan.output.contains(price), "\(plan.output)")
            let ending = try await inbox.run(MuxInbox.short, "--mux-quality", "plus")
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(ending.errors.contains("the Mux account makes nothing above 1080p") == isLimited)
            let clip = try #require(try inbox.manifest("large").clips.first)
            #expect(clip.width == (isLimited ? 1920 : 2560) && clip.height == (isLimited ? 1080 : 1440))
            #expect(clip.frameRate == 24 && clip.downloadURL != nil)
            let notes = clip.checks?.notes ?? []
            #expect(notes == (isLimited ? ["the host's picture is 1920x1080, the source's 2560x1440"] : []))
            // Nothing of it is asked for again.
            let before = try await inbox.mux.stats().requests
            #expect(try await inbox.run(MuxInbox.short, "--mux-quality", "plus").code == 0)
            #expect(try await inbox.mux.stats().requests == before)
            guard isLimited else { return }
            // Who asks for so many lines is not given fewer.
            let more = try await inbox.run(
                MuxInbox.short,
                "--mux-quality",
                "plus",
                "--mux-max-resolution",
                "1440p",
                output: "other"
            )
            #expect(more.code == 3 && more.errors.contains("set mux_max_resolution to 1080p"), "\(more.errors)")
        }
    }

    /// What no clip can be made of: what it is made by, and what is said of it.
    @Test(
        .timeLimit(.minutes(3)),
        arguments: [
            (
                ["-f", "lavfi", "-i", "color=s=64x64:r=10", "-t", "8"],
                "has neither sound nor captions", 3
            ),
            (
                ["-f", "lavfi", "-i", "color=s=64x64:r=1/60", "-t", "43260"],
                "Mux takes 12 hours at most", 1
            ),
        ]
    )
    func whatHasNoClipsIsNotUploadedAndPlanSaysSo(_ source: [String], _ words: String, _ code: Int32) async throws {
        try await MuxInbox.with { inbox in
            let coding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
            try await ffmpeg(source + coding, inbox.inbox.appending("one.mp4"))
            let plan = try await plan(inbox)
            #expect(plan.output.contains("stays as it is: ") && plan.output.contains(words), "\(plan.output)")
            let ending = try await inbox.run()
            #expect(ending.code == code && ending.errors.contains(words), "\(ending.errors)")
            #expect(try await inbox.mux.stats().requests == 0)
            guard code == 3 else { return }
            // What the video lacked is beside it now.
            try inbox.write(
                "WEBVTT\n\n00:00.500 --> 00:07.500\nThis is the one thing that I wanted to tell you.\n".utf8,
                to: inbox.inbox.appending("one.vtt")
            )
            let mended = try await inbox.run()
            #expect(mended.code == 0, "\(mended.errors)")
        }
    }

    /// A file that is only named like captions gives a video without sound no words: nothing is uploaded for it.
    @Test(
        .timeLimit(.minutes(3)),
        arguments: LongTables.rows(
            [
                ("one.vtt", "no captions at all\n", "one.vtt"), ("one.srt", "", "has neither sound nor captions"),
                ("one.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n[Music]\n", "has neither sound nor captions"),
            ],
            every: 2
        )
    )
    func captionsThatHoldNoWordsCountForNothing(_ name: String, _ text: String, _ words: String) async throws {
        try await MuxInbox.with { inbox in
            try await ffmpeg(
                ["-f", "lavfi", "-i", "color=s=64x64:r=10", "-t", "8", "-c:v", "libx264", "-pix_fmt", "yuv420p"],
                inbox.inbox.appending("one.mp4")
            )
            try inbox.write(text.utf8, to: inbox.inbox.appending(name))
            let plan = try await plan(inbox)
            #expect(plan.output.contains("stays as it is: ") && plan.output.contains(words), "\(plan.output)")
            let ending = try await inbox.run()
            #expect(ending.code == 3 && ending.errors.contains(words), "\(ending.errors)")
            #expect(try await inbox.mux.stats().requests == 0)
            // Mended captions are seen, though the stage that failed reads none.
            try inbox.write(
                "WEBVTT\n\n00:00.500 --> 00:07.500\nThis is the one thing that I wanted to tell you.\n".utf8,
                to: inbox.inbox.appending("one.vtt")
            )
            let mended = try await inbox.run()
            #expect(mended.code == 0, "\(mended.errors)")
        }
    }

    @Test(.timeLimit(.minutes(3)), arguments: ["name", "none"])
    func whereAVideoLiesIsNotItsTitle(_ setting: String) async throws {
        try await MuxInbox.with { inbox in
            try inbox.write(
                try await WatchInbox.video(1),
                to: inbox.inbox.appending("Secret client").appending("Our talk.mp4")
            )
            let ending = try await inbox.run(MuxInbox.short, "--mux-title", setting)
            #expect(ending.code == 0, "\(ending.errors)")
            let assets = try await inbox.mux.assets()
            let titles = assets.compactMap { $0["meta"]?["title"]?.text }
            #expect(assets.count == 2 && titles.count == (setting == "name" ? 2 : 0), "\(titles)")
            #expect(titles.contains("Our talk") == (setting == "name"))
            #expect(!titles.contains { $0.contains("Secret") })
        }
    }
}
