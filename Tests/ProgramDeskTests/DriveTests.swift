import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// The review desk as people use it: in Chromium, with a mouse, keys and a finger, and by two at once.
@Suite(.timeLimit(.minutes(4)))
struct DriveTests {
    @Test(
        .enabled("needs chromium, chromium-driver, and a Python (PYTHON_SDKS) with selenium and axe_playwright_python")
        {
            await Chromium.isThere
        }
    )
    func peopleChangeAVideoInABrowser() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("inbox")
            try Files.makeDirectory(inbox)
            try await TinyVideos.make("talk", in: inbox)
            let words = ["run", "inbox", "--output", "outbox"] + Self.flags
            let run = try await Program.smartclip.run(words, in: scratch.path)
            try #require(run.code == 0, "\(run.errors)")
            let outbox = scratch.path.appending("outbox")
            let video = try #require(try PublishedOutbox(outbox.string).videos().first)
            try await ServedDesk.with(outbox) { desk in
                let held = try await Chromium.drive([desk.address, desk.token, video.id])
                #expect(held == ["signed in", "parts", "exact", "edited", "typed", "met", "calm"])
            }
        }
    }

    /// Two short clips, made quickly, and the same on every machine.
    private static let flags = [
        "--clips", "3", "--min-length", "8", "--max-length", "12", "--preset", "ultrafast", "--recogniser", "none",
    ]
}
