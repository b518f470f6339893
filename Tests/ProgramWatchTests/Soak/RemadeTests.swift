import FoundationEssentials
import Glibc
import Intake
import Manifest
import OpenAIAccess
import Outbox
import Pipeline
import Roles
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing
import Watching

/// What the soak test found, each by itself.
@Suite struct RemadeTests {
    /// Waits until something is so; says whether it came to that.
    private func wait(_ isSo: () throws -> Bool) async throws -> Bool {
        let limit = ContinuousClock.now + .seconds(90)
        while try !isSo() {
            if .now > limit { return false }
            // It is told by files, which are looked at again and again.
            try await Task.sleep(for: .milliseconds(20))
        }
        return true
    }

    /// The file went, and another came under its name, while the first was still being worked on: the end of that work
    /// says nothing about the second.
    @Test(.timeLimit(.minutes(5)))
    func aFileThatTakesTheNameOfOneThatIsWorkedOnIsTakenToo() async throws {
        try await ScratchFolder.with { scratch in
            try await TinyVideos.make(
                "base",
                in: scratch.path,
                lines: Array(TinyVideos.talk.prefix(4)),
                captions: false
            )
            let base = try Files.read(scratch.path.appending("base.mp4"))
            let folders = try SoakFolders(scratch.path, bases: [base], seed: 1)
            let place = folders.inbox.appending("plain.mp4")
            let daemon = SoakDaemon(folder: scratch.path, quiet: 8)
            let ending = try await daemon.run { pid in
                try Files.rename(try folders.stage(isCaptioned: false), to: place)
                let clip = folders.outbox.appending("plain").appending(StageName.clip.recordPath)
                #expect(try await wait { try FileFacts.ifPresent(clip) != nil })
                try Files.removeFile(place)
                let outbox = try Outbox(reading: folders.outbox)
                #expect(
                    try await wait {
                        let counts = try WatchStatus(of: outbox)?.counts
                        return counts.map { $0.waiting + $0.queued + $0.active == 0 } ?? false
                    }
                )
                let second = folders.newContent(isCaptioned: false)
                try folders.write(second, to: place)
                let id = String(Digest.of(second).prefix(16))
                let isReady = try await wait {
                    try VideoLookup(outbox).all().contains { video in
                        let manifest = try video.manifest()
                        return manifest?.id == id && manifest?.status == .ready
                    }
                }
                #expect(isReady, "\(daemon.tail())")
                kill(pid, SIGTERM)
            }
            #expect(ending == .exited(0))
        }
    }
}
